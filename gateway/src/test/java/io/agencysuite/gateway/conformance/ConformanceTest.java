package io.agencysuite.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.gateway.probe.ProbeDoor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/// Every row of the table through real HTTP. The given table is read where its folder exists;
/// `-Dtranscoding.cases=FILE` names another one.
class ConformanceTest {
  private static final Path GIVEN = Path.of("../../shared/data/transcoding/cases.jsonl");
  private static final Path OWN = Path.of("src/test/resources/transcoding/own-cases.jsonl");

  @Test
  void passesEveryRowOfTheTable() throws IOException {
    Path file = Path.of(System.getProperty("transcoding.cases", GIVEN.toString()));
    if (!Files.exists(file)) {
      System.err.println("SKIPPED: no conformance table at " + file);
      Assumptions.abort("no conformance table at " + file);
    }

    assertThat(failed(file)).isEmpty();
  }

  @Test
  void passesEveryRowOfItsOwn() throws IOException {
    assertThat(failed(OWN)).isEmpty();
  }

  private static List<String> failed(Path file) throws IOException {
    Map<RowRunner.Verdict, List<String>> results = new EnumMap<>(RowRunner.Verdict.class);
    try (ProbeDoor door = new ProbeDoor()) {
      RowRunner runner = new RowRunner(door);
      for (Row row : Row.read(file)) {
        RowRunner.Result result = runner.run(row);
        results
            .computeIfAbsent(result.verdict(), _ -> new ArrayList<>())
            .add(row.id() + " (" + row.tier() + "): " + result.reason());
      }
    }
    results.forEach((verdict, rows) -> {
      System.err.println("conformance " + verdict + ": " + rows.size());
      if (verdict != RowRunner.Verdict.PASSED) {
        rows.forEach(text -> System.err.println("  " + text));
      }
    });
    return results.getOrDefault(RowRunner.Verdict.FAILED, List.of());
  }
}
