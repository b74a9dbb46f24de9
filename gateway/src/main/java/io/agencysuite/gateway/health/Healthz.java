package io.agencysuite.gateway.health;

import io.agencysuite.gateway.upstream.Backend;
import io.agencysuite.gateway.upstream.Backends;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.json.JsonMapper;

/// `GET /healthz`: 200 when every backend serves, 503 otherwise, with each one's word. `GET
/// /healthz/live`: 200 as long as the process answers; it never asks a backend.
public final class Healthz {
  private static final Duration FRESH = Duration.ofSeconds(1);
  private static final String SERVING = "SERVING";
  private static final JsonMapper JSON = new JsonMapper();

  private final Backends backends;
  private final InstantSource clock;
  private @Nullable Seen seen;

  public Healthz(Backends backends, InstantSource clock) {
    this.backends = backends;
    this.clock = clock;
  }

  private record Seen(Instant at, Map<String, String> words) {}

  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route()
        .GET("/healthz", this::ready)
        .HEAD("/healthz", this::ready)
        .GET("/healthz/live", _ -> live())
        .HEAD("/healthz/live", _ -> live())
        .build();
  }

  private ServerResponse ready(ServerRequest request) {
    Map<String, String> words = words();
    boolean ready = words.values().stream().allMatch(SERVING::equals);
    Map<String, Object> body = new TreeMap<>();
    body.put("status", ready ? "ready" : "waiting");
    body.put("backends", words);
    return json(ready ? 200 : 503, body);
  }

  private static ServerResponse live() {
    return json(200, Map.of("status", "live"));
  }

  /// Many probes at once ask the backends once.
  private synchronized Map<String, String> words() {
    Instant now = clock.instant();
    Seen last = seen;
    if (last == null || !last.at().plus(FRESH).isAfter(now)) {
      Map<String, String> words = new TreeMap<>();
      for (Backend backend : backends.all()) {
        words.put(backend.name(), backend.health());
      }
      last = new Seen(now, words);
      seen = last;
    }
    return last.words();
  }

  private static ServerResponse json(int status, Object body) {
    return ServerResponse.status(status)
        .contentType(MediaType.APPLICATION_JSON)
        .header("Cache-Control", "no-store")
        .body(JSON.writeValueAsString(body));
  }
}
