package io.agencysuite.gateway.identity;

import static io.agencysuite.gateway.identity.OauthFlow.CONSOLE;
import static io.agencysuite.gateway.identity.OauthFlow.authorize;
import static io.agencysuite.gateway.identity.OauthFlow.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.gateway.probe.RawHttp;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A door whose settings of another issuer are there and empty, as environment variables may be.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NoOtherIssuerTest {
  @TempDir private static Path folder;
  private Door door;

  @BeforeAll
  void open() {
    door =
        new Door(
            InstantSource.system(),
            "--agency.identity.key-directory=" + folder.resolve("keys"),
            "--agency.store.directory=" + folder.resolve("store"),
            "--gateway.session.operator-token-file=" + folder.resolve("operator.token"),
            "--gateway.oidc.issuer=",
            "--gateway.oidc.tenant=",
            "--gateway.oidc.client-id=",
            "--gateway.oidc.client-secret=",
            "--gateway.oidc.scopes=",
            "--gateway.oidc.jwks-uri=",
            "--gateway.oidc.timeout=",
            "--gateway.oidc.keys-for=");
  }

  @AfterAll
  void close() {
    door.close();
  }

  @Test
  void hasNoButton() throws IOException {
    assertThat(authorize(door, request("console", CONSOLE, "")).text())
        .contains("name=\"password\"")
        .doesNotContain("/oauth2/federated");
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /oauth2/callback",
    "OPTIONS, /oauth2/callback",
    "POST, /oauth2/federated",
    "GET, /oauth2/federated",
    "TRACE, /oauth2/federated"
  })
  void knowsNoWayToIt(String method, String path) throws IOException {
    RawHttp.Answer answer = send(method, path);

    assertThat(answer.status()).as(answer.text()).isEqualTo(404);
    assertThat(answer.header("allow")).isNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /oauth2/token              | OPTIONS, POST
          /v1/users/anna             | GET, HEAD, OPTIONS, PATCH
          /healthz                   | GET, HEAD, OPTIONS
          """)
  void saysToTraceWhatThereIs(String path, String methods) throws IOException {
    RawHttp.Answer answer = send("TRACE", path);

    assertThat(answer.status()).as(answer.text()).isEqualTo(405);
    assertThat(answer.header("allow")).isEqualTo(methods);
    assertThat(answer.text()).contains("METHOD_NOT_ALLOWED").doesNotContain("secret cookie");
  }

  private RawHttp.Answer send(String method, String path) throws IOException {
    return door.http().send(method, path, Map.of("Cookie", "a=secret cookie"), new byte[0]);
  }
}
