package io.agencysuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// Runs `docs/first-hour.md` as it stands: its `sh` blocks one after the other in one shell. Every
/// line of a `text` block has to occur in the output of the block before it.
@ExtendWith(SuiteExtension.class)
class FirstHourTest {

  private static final String MARK = "=== block ";

  private record Block(String script, List<String> expected) {}

  @Test
  void walksThroughTheFirstHour(Suite suite, @TempDir Path folder)
      throws IOException, InterruptedException {
    List<Block> blocks = blocks(Files.readAllLines(Rooms.root().resolve("docs/first-hour.md")));
    Path script = folder.resolve("first-hour.sh");
    Path output = folder.resolve("output");
    Files.writeString(script, script(blocks));

    Process shell = shell(script, output, suite);
    boolean ended = shell.waitFor(120, TimeUnit.SECONDS);
    shell.destroyForcibly();

    String text = Files.readString(output);
    assertThat(ended).as(text).isTrue();
    List<String> outputs = List.of(text.split(MARK + "\\d+\n", -1));
    assertThat(outputs).as(text).hasSize(blocks.size() + 1);
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      String answer = outputs.get(i + 1);
      assertThat(block.expected())
          .allSatisfy(line -> assertThat(answer).as("after%n%s", block.script()).contains(line));
    }
    assertThat(shell.exitValue()).isZero();
  }

  private static Process shell(Path script, Path output, Suite suite) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder("sh", "-eu", script.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().put("AGENCY_URL", suite.doors().getFirst().toString());
    builder
        .environment()
        .put(
            "AGENCY_DATA",
            suite.operatorTokenFile().toAbsolutePath().resolveSibling("..").toString());
    builder.environment().put("TENANT", "walk" + Long.toString(System.nanoTime(), 36));
    return builder.start();
  }

  private static String script(List<Block> blocks) {
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < blocks.size(); i++) {
      script.append("printf '\\n").append(MARK).append(i).append("\\n'\n");
      script.append(blocks.get(i).script());
    }
    return script.toString();
  }

  private static List<Block> blocks(List<String> lines) {
    List<Block> blocks = new ArrayList<>();
    int i = 0;
    while (i < lines.size()) {
      String line = lines.get(i++);
      if (line.equals("```sh") || line.equals("```text")) {
        int end = i + lines.subList(i, lines.size()).indexOf("```");
        List<String> content = lines.subList(i, end);
        if (line.equals("```sh")) {
          blocks.add(new Block(String.join("\n", content) + "\n", new ArrayList<>()));
        } else {
          blocks.getLast().expected().addAll(content);
        }
        i = end + 1;
      }
    }
    return blocks;
  }
}
