package io.agencysuite.system.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.rest.Answer;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import io.agencysuite.system.Agency;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.ObjectNode;

/// What belongs to another agency, or to a client that one does not see, answers byte for byte like
/// what does not exist, whatever is tried; and nothing of it changes.
@ExtendWith(SuiteExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignAgencyTest {
  private static final String MISSING = "missing";

  /// The catalogue is the same for everybody.
  private static final String SHARED = "channelTypes/*";

  private final List<Rpc> rpcs;
  private final Stage stage;
  private final Agency stranger;

  ForeignAgencyTest(Suite suite) {
    this.stage = Stage.set(suite);
    this.stranger = Agency.create(suite, "stranger");
    this.rpcs =
        Rpc.all().stream()
            .filter(Rpc::isRouted)
            .filter(rpc -> !rpc.access().getPublicAccess() && !rpc.access().getOperator())
            .filter(rpc -> rpc.patterns().stream().anyMatch(pattern -> !pattern.equals(SHARED)))
            .toList();
  }

  @Test
  void knowsOneOfEveryCollection() {
    TreeSet<String> patterns = new TreeSet<>();
    rpcs.forEach(rpc -> patterns.addAll(rpc.patterns()));

    assertThat(stage.names().keySet()).containsAll(patterns);
  }

  @Test
  void tellsStrangersNothing() {
    Map<String, String> before = everything();

    assertThat(differences(stranger.owner(), rpcs)).isEmpty();

    assertThat(everything()).isEqualTo(before);
  }

  @Test
  void tellsNothingAboutAClientThatOneDoesNotSee() {
    Map<String, String> before = everything();
    List<Rpc> below =
        rpcs.stream()
            .filter(rpc -> rpc.patterns().stream().allMatch(p -> p.startsWith("clients/*")))
            .toList();
    Rest owner = stage.agency().user("other", "OWNER", "clients/" + Stage.OTHER_CLIENT);
    Rest planner = stage.agency().user("plan", "PLANNER", "clients/" + Stage.OTHER_CLIENT);

    assertThat(below).hasSizeGreaterThan(40);
    assertThat(differences(owner, below)).isEmpty();
    assertThat(differences(planner, below)).isEmpty();

    assertThat(everything()).isEqualTo(before);
  }

  private List<String> differences(Rest caller, List<Rpc> tried) {
    List<String> differences = new ArrayList<>();
    for (Rpc rpc : tried) {
      String foreign = outcome(rpc, caller, true);
      String missing = outcome(rpc, caller, false);
      if (!foreign.equals(missing)) {
        differences.add(rpc + "\n  foreign: " + foreign + "\n  missing: " + missing);
      }
    }
    System.out.printf("foreign names: %d calls%n", 2 * tried.size());
    return differences;
  }

  /// The answer with every id replaced, and without what belongs to the single request.
  private String outcome(Rpc rpc, Rest caller, boolean real) {
    String path = rpc.path(pattern -> name(pattern, real));
    String body = rpc.body();
    Answer answer = caller.send(rpc.method(), path, body.isEmpty() ? null : body, rpc.mediaType());
    ObjectNode document = (ObjectNode) answer.document();
    document.remove(List.of("requestId", "instance"));
    String text = Json.write(document);
    for (String pattern : rpc.patterns()) {
      text = text.replace(name(pattern, real), "NAME");
      String top = pattern.replaceFirst("/\\*.*", "/*");
      text = text.replace(name(top, real), "PARENT");
    }
    return answer.status() + " " + text;
  }

  private String name(String pattern, boolean real) {
    return real
        ? Objects.requireNonNull(stage.names().get(pattern), pattern)
        : pattern.replace("*", MISSING);
  }

  /// Everything of the agency, as its owner reads it.
  private Map<String, String> everything() {
    Map<String, String> all = new TreeMap<>();
    for (Rpc rpc : rpcs) {
      if (rpc.descriptor().getName().startsWith("Get") && rpc.patterns().size() == 1) {
        String path = rpc.path(pattern -> name(pattern, true));
        if (!path.contains(":")) {
          all.put(path, stage.agency().owner().get(path).require().body());
        }
      }
    }
    assertThat(all).hasSizeGreaterThan(10);
    return all;
  }
}
