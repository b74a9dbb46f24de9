package io.agencysuite.gateway.identity;

import io.agencysuite.gateway.GatewayApplication;
import io.agencysuite.gateway.probe.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.GenericApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A whole door over real HTTP, at a time that the test sets.
final class Door implements AutoCloseable {
  private static final JsonMapper JSON = new JsonMapper();

  private final ConfigurableApplicationContext context;
  private final RawHttp http;

  Door(InstantSource clock, String... settings) {
    List<String> arguments = new ArrayList<>(List.of("--server.port=0"));
    arguments.addAll(List.of(settings));
    this.context =
        new SpringApplicationBuilder(GatewayApplication.class)
            .initializers(fresh ->
                ((GenericApplicationContext) fresh)
                    .registerBean(
                        "clockOfTest",
                        InstantSource.class,
                        () -> clock,
                        definition -> definition.setPrimary(true)))
            .run(arguments.toArray(String[]::new));
    this.http = new RawHttp(port());
  }

  int port() {
    return Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer()).getPort();
  }

  <T> T bean(Class<T> type) {
    return context.getBean(type);
  }

  RawHttp http() {
    return http;
  }

  RawHttp.Answer signIn(String email, String password, String code) throws IOException {
    String extra = code.isEmpty() ? "" : ",\"code\":\"" + code + "\"";
    return post(
        "/v1/sessions",
        "",
        "{\"email\":\"%s\",\"password\":\"%s\"%s}".formatted(email, password, extra));
  }

  RawHttp.Answer get(String target, String token) throws IOException {
    return http.send("GET", target, headers(token), new byte[0]);
  }

  RawHttp.Answer post(String target, String token, String body) throws IOException {
    Map<String, String> headers = new HashMap<>(headers(token));
    headers.put("Content-Type", "application/json");
    return http.send("POST", target, headers, body.getBytes(StandardCharsets.UTF_8));
  }

  static JsonNode json(RawHttp.Answer answer) {
    return JSON.readTree(answer.text());
  }

  static String token(RawHttp.Answer answer) {
    return json(answer).get("accessToken").asString();
  }

  private static Map<String, String> headers(String token) {
    return token.isEmpty() ? Map.of() : Map.of("Authorization", "Bearer " + token);
  }

  @Override
  public void close() {
    context.close();
  }
}
