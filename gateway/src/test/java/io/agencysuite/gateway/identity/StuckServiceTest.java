package io.agencysuite.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.gateway.GatewayApplication;
import io.agencysuite.gateway.probe.RawHttp;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/// A service that accepts connections and never answers must not take the others with it.
class StuckServiceTest {
  @TempDir private Path folder;

  @Test
  void takesNoPlaceFromTheOthers() throws Exception {
    try (ServerSocket stuck = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        FakeCrm crm = new FakeCrm();
        ConfigurableApplicationContext door = door(stuck, crm);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      RawHttp http =
          new RawHttp(
              Objects.requireNonNull(((WebServerApplicationContext) door).getWebServer())
                  .getPort());
      Map<String, String> headers =
          Map.of("Authorization", "Bearer " + token(http), "Request-Timeout", "2s");
      List<Future<RawHttp.Answer>> waiting = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        waiting.add(callers.submit(() -> http.send("GET", "/v1/team", headers, new byte[0])));
      }

      for (int i = 0; i < 10; i++) {
        assertThat(http.send("GET", "/v1/users/ben", headers, new byte[0]).status()).isEqualTo(200);
      }
      List<Integer> statuses = new ArrayList<>();
      for (Future<RawHttp.Answer> answer : waiting) {
        statuses.add(answer.get().status());
      }

      assertThat(statuses).containsOnly(503, 504);
      assertThat(statuses.stream().filter(status -> status == 503).count()).isEqualTo(6);
    }
  }

  private ConfigurableApplicationContext door(ServerSocket stuck, FakeCrm crm) {
    return new SpringApplicationBuilder(GatewayApplication.class)
        .run(
            "--server.port=0",
            "--agency.identity.key-directory=" + folder.resolve("keys"),
            "--agency.store.directory=" + folder.resolve("store"),
            "--gateway.admission.least=4",
            "--gateway.admission.start=4",
            "--gateway.admission.most=4",
            "--gateway.upstream.address.planning=127.0.0.1:" + stuck.getLocalPort(),
            "--gateway.upstream.address.crm=127.0.0.1:" + crm.port());
  }

  private static String token(RawHttp http) throws IOException {
    String body =
        "{\"email\":\"%s\",\"password\":\"%s\"}".formatted(FakeCrm.EMAIL, FakeCrm.PASSWORD);
    RawHttp.Answer answer =
        http.send(
            "POST",
            "/v1/sessions",
            Map.of("Content-Type", "application/json"),
            body.getBytes(StandardCharsets.UTF_8));
    return new JsonMapper().readTree(answer.text()).get("accessToken").asString();
  }
}
