package io.agencysuite.gateway.negative;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Descriptors.MethodDescriptor;
import io.agencysuite.gateway.probe.ProbeDoor;
import io.agencysuite.gateway.probe.RawHttp;
import io.agencysuite.gateway.transcode.RouteTable;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whatever comes, the door answers: never 5xx, and every refusal is a valid problem document.
/// `-Dseed=` replays, `-Dnegative.requests=` asks for more.
class NegativeRequestsTest {
  private static final JsonMapper JSON = new JsonMapper();

  @Test
  void answersEveryBadRequestWithAProblem() throws IOException {
    long seed = Long.getLong("seed", 20_261_123L);
    int requests = Integer.getInteger("negative.requests", 5_000);
    Map<Integer, Integer> statuses = new TreeMap<>();
    try (ProbeDoor door = new ProbeDoor("--gateway.limits.body=64KB")) {
      BadRequests generator =
          new BadRequests(
              new Random(seed),
              RouteTable.of(ProbeDoor.files(), NegativeRequestsTest::isTried).routes());
      for (int i = 0; i < requests; i++) {
        BadRequests.Sent sent = generator.next();
        RawHttp.Answer answer =
            door.http()
                .send(sent.method(), sent.target(), sent.headers(), sent.body().toByteArray());
        statuses.merge(answer.status(), 1, Integer::sum);
        check(answer, "seed " + seed + " request " + i + ": " + sent);
      }
    }
    System.err.println(
        "negative requests: " + requests + ", -Dseed=" + seed + ", by status " + statuses);
    assertThat(statuses).containsKeys(200, 400, 404, 405, 413, 415);
  }

  /// A redirect answers what the backend says, and the probe backend says anything.
  private static boolean isTried(MethodDescriptor rpc) {
    return !rpc.getName().equals("Forward");
  }

  private static void check(RawHttp.Answer answer, String sent) {
    assertThat(answer.status()).as(sent + "\n" + answer.text()).isLessThan(500);
    if (answer.status() < 400) {
      return;
    }
    assertThat(answer.header("content-type"))
        .as(sent + "\n" + answer.status() + answer.headers())
        .startsWith("application/problem+json");
    if (!answer.text().isEmpty()) {
      JsonNode problem = JSON.readTree(answer.text());
      assertThat(problem.get("status").asInt()).as(sent).isEqualTo(answer.status());
      for (String name :
          new String[] {"type", "title", "detail", "instance", "code", "requestId"}) {
        assertThat(problem.get(name).isString()).as(name + " of " + sent).isTrue();
      }
      assertThat(problem.get("errors").isArray()).as(sent).isTrue();
      assertThat(answer.text()).as(sent).doesNotContain("Exception", "\tat ", "java.");
    } else {
      assertThat(sent).contains(": HEAD ");
    }
  }
}
