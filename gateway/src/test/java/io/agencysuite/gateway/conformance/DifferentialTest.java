package io.agencysuite.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.AnnotationsProto;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FileDescriptor;
import io.agencysuite.gateway.probe.ProbeBackend;
import io.agencysuite.gateway.probe.ProbeDoor;
import io.agencysuite.gateway.probe.RawHttp;
import io.agencysuite.gateway.transcode.RouteTable;
import io.agencysuite.gateway.transcode.RuleException;
import io.agencysuite.gateway.transcode.Transcoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// The same rules and requests through this door and through Armeria's transcoder, to the same
/// backend: whatever differs is an [IntendedDifference].
class DifferentialTest {
  private static final long SEED = 20_261_123L;
  private static final int REQUESTS = 3_000;
  private static final Path GIVEN = Path.of("../../shared/data/transcoding/cases.jsonl");
  private static final Path OWN = Path.of("src/test/resources/transcoding/own-cases.jsonl");
  private static final Path PAGE = Path.of("..", "docs", "transcoding-differences.md");

  private static final String HEAD =
      """
      # Where transcoding differs from Armeria's

      `DifferentialTest` sends the call rows of both conformance tables and 3,000 generated
      requests through this door and through Armeria 1.36.0 (protobuf's own JSON), to the same
      backend. It compares status, the message that the backend received and the JSON of a
      success; error documents differ always. Rows with several templates are left out: which one
      Armeria takes follows hash codes and changes from run to run. A difference that no entry of
      `IntendedDifference` explains fails the test, and so does an entry that nothing shows any
      more. This page is made from those entries; to rewrite it:

          ./mvnw -pl gateway test -Dtest=DifferentialTest -Ddifferences.write=true

      | point | this door | Armeria | why |
      |---|---|---|---|
      """;

  private final List<String> unexplained = new ArrayList<>();
  private final Map<IntendedDifference, Integer> hits = new TreeMap<>();
  private int compared;
  private int same;
  private @Nullable Sent before;
  private @Nullable Transcoder transcoder;
  private String refusal = "";

  @Test
  void differsFromArmeriaOnPurposeOnly() throws IOException {
    long seed = Long.getLong("seed", SEED);
    int requests = Integer.getInteger("differential.requests", REQUESTS);
    Path given = Path.of(System.getProperty("transcoding.cases", GIVEN.toString()));
    try (ProbeDoor door = new ProbeDoor();
        ArmeriaDoor armeria = new ArmeriaDoor(door.backend().port())) {
      rows(door, armeria, OWN);
      if (Files.exists(given)) {
        rows(door, armeria, given);
      } else {
        System.err.println("SKIPPED: no conformance table at " + given);
      }
      generated(door, armeria, seed, requests);
    }
    Set<IntendedDifference> stale = EnumSet.allOf(IntendedDifference.class);
    stale.removeAll(hits.keySet());
    System.err.printf(
        "differential: %d compared, %d alike, -Dseed=%d, %s, not seen %s%n",
        compared, same, seed, hits, stale);

    assertThat(unexplained).isEmpty();
    // Only the whole run with the seed it was written for must show all of them.
    if (seed == SEED && requests >= REQUESTS && Files.exists(given)) {
      assertThat(stale).as("differences that nothing shows any more").isEmpty();
    }
  }

  @Test
  void publishesTheDifferences() throws IOException {
    String text = HEAD + IntendedDifference.table();
    if (Boolean.getBoolean("differences.write")) {
      Files.writeString(PAGE, text);
    }

    assertThat(Files.readString(PAGE))
        .as("stale: ./mvnw -pl gateway test -Dtest=DifferentialTest -Ddifferences.write=true")
        .isEqualTo(text);
  }

  private void rows(ProbeDoor door, ArmeriaDoor armeria, Path file) throws IOException {
    for (Row row : Row.read(file)) {
      if (row.isCall() && !row.isNative()) {
        RowContract contract = new RowContract(row);
        List<FileDescriptor> files = contract.link();
        Map<String, String> headers = new TreeMap<>();
        byte[] body = RowRunner.body(row, headers);
        if (row.request().has("headers")) {
          row.request()
              .get("headers")
              .properties()
              .forEach(e -> headers.put(e.getKey(), e.getValue().asString()));
        }
        Sent sent =
            new Sent(
                row.id(),
                files,
                contract.rules(files),
                RowRunner.verb(row),
                RowTargets.expand(row),
                headers,
                ByteString.copyFrom(body));
        if (hasOneTemplate(sent)) {
          compare(door, armeria, sent, () -> new RowBackend(row));
        }
      }
    }
  }

  /// Which of several routes Armeria takes follows hash codes, and changes from run to run.
  private static boolean hasOneTemplate(Sent sent) {
    return sent.rules().size() == 1
        && sent.rules().getFirst().http().getAdditionalBindingsCount() == 0;
  }

  private void generated(ProbeDoor door, ArmeriaDoor armeria, long seed, int requests)
      throws IOException {
    List<FileDescriptor> files = ProbeDoor.files();
    List<RouteTable.Rule> rules = rules(files);
    GeneratedRequests generator = new GeneratedRequests(new SplittableRandom(seed), files, rules);
    for (int i = 0; i < requests; i++) {
      compare(door, armeria, generator.next(i), () -> ProbeBackend.Behaviour.ECHO);
    }
  }

  private void compare(
      ProbeDoor door, ArmeriaDoor armeria, Sent sent, Supplier<ProbeBackend.Behaviour> behaviour)
      throws IOException {
    Outcome ours = ours(door, sent, behaviour.get());
    Outcome theirs = theirs(door, armeria, sent, behaviour.get());
    compared++;
    if (ours.isLike(theirs)) {
      same++;
      return;
    }
    List<IntendedDifference> why = IntendedDifference.of(sent, ours, theirs);
    why.forEach(difference -> hits.merge(difference, 1, Integer::sum));
    if (why.isEmpty()) {
      unexplained.add(sent + "\n  ours    " + ours + "\n  Armeria " + theirs);
    }
  }

  private Outcome ours(ProbeDoor door, Sent sent, ProbeBackend.Behaviour behaviour)
      throws IOException {
    if (before == null || !before.rules().equals(sent.rules())) {
      transcoder = null;
      try {
        transcoder = new Transcoder(sent.files(), RouteTable.ofRules(sent.rules()), false);
      } catch (RuleException e) {
        refusal = String.valueOf(e.getMessage());
      }
    }
    Transcoder now = transcoder;
    if (now == null) {
      return Outcome.refused(refusal);
    }
    door.serve(now, behaviour);
    return send(door.http(), door, sent);
  }

  private Outcome theirs(
      ProbeDoor door, ArmeriaDoor armeria, Sent sent, ProbeBackend.Behaviour behaviour)
      throws IOException {
    if (before == null || !before.rules().equals(sent.rules())) {
      try {
        armeria.serve(sent.files(), sent.rules());
      } catch (RuntimeException e) {
        return Outcome.refused(String.valueOf(e.getMessage()));
      }
    }
    before = sent;
    door.backend().serve(sent.rules().stream().map(RouteTable.Rule::rpc).toList(), behaviour);
    return send(armeria.http(), door, sent);
  }

  private static Outcome send(RawHttp http, ProbeDoor door, Sent sent) throws IOException {
    RawHttp.Answer answer =
        http.send(sent.method(), sent.target(), sent.headers(), sent.body().toByteArray());
    return Outcome.of(answer, door.backend().calls());
  }

  private static List<RouteTable.Rule> rules(List<FileDescriptor> files) {
    return files.stream()
        .flatMap(file -> file.getServices().stream())
        .flatMap(service -> service.getMethods().stream())
        .filter(rpc -> rpc.getName().equals("Echo"))
        .map(rpc ->
            new RouteTable.Rule(rpc, rpc.getOptions().getExtension(AnnotationsProto.http), false))
        .toList();
  }
}
