package io.agencysuite.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.gateway.error.DoorException;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// The settings of another issuer, and the bounds of every question to it.
@ExtendWith(OutputCaptureExtension.class)
class OidcProviderTest {
  private static final String ISSUER = "https://login.example/realms/agency";

  @Test
  void namesTheIssuerAfterItsHost() {
    assertThat(settings(Map.of("issuer", ISSUER)).name()).isEqualTo("login.example");
    assertThat(settings(Map.of("issuer", ISSUER, "display-name", "Nord")).name()).isEqualTo("Nord");
  }

  @Test
  void locksNobodyOut() {
    assertThatThrownBy(() -> settings(Map.of("issuer", ISSUER, "local-sign-in", "false")))
        .hasStackTraceContaining("gateway.oidc.local-sign-in: false (expected: true");
    assertThatThrownBy(() -> settings(Map.of("client-id", "door")))
        .hasStackTraceContaining("gateway.oidc.issuer: absent");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          scopes   | email,profile | scopes: [email, profile] (expected: openid among them
          audience | door          | audience: door (expected: another than client-id
          keys-for | 30s           | keys-for: PT30S (expected: more than PT30S
          """)
  void startsWithNoOtherSettingsThanRightOnes(String name, String value, String said) {
    assertThatThrownBy(() -> settings(Map.of("issuer", ISSUER, "client-id", "door", name, value)))
        .hasStackTraceContaining("gateway.oidc." + said);
  }

  @Test
  void takesEmptySettingsForNone() {
    OidcSettings none = settings(Map.of("issuer", " ", "client-id", "", "jwks-uri", ""));

    assertThat(none.issuer()).isEmpty();
    assertThat(none.clientId()).isEmpty();
    assertThat(none.jwksUri()).isNull();
  }

  @Test
  void keepsItsSecret() {
    Map<String, String> known = Map.of("issuer", ISSUER, "client-id", "d", "client-secret", "shh!");

    assertThat(settings(known).toString()).contains(ISSUER).doesNotContain("shh!");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://login.example/keys",
        "http://localhost.evil.example/keys",
        "file:///etc/passwd",
        "/keys"
      })
  void asksOnlyOverHttps(String uri) {
    assertThatThrownBy(() -> provider(Map.of("issuer", ISSUER, "jwks-uri", uri)))
        .hasMessageContaining(uri + " (expected: https");
  }

  @Test
  void believesNoDiscoveryDocumentOfAnotherIssuer() throws Exception {
    try (FakeIssuer issuer = new FakeIssuer(() -> Instant.EPOCH)) {
      String alias = issuer.issuer().replace("127.0.0.1", "localhost");

      assertThatThrownBy(() -> provider(Map.of("issuer", alias)).endpoints())
          .isInstanceOf(DoorException.class)
          .hasMessageContaining("DEPENDENCY_UNAVAILABLE");
      assertThat(provider(Map.of("issuer", issuer.issuer())).endpoints().token())
          .hasToString(issuer.issuer() + "/token");
    }
  }

  @Test
  void readsNoLongAnswers() throws Exception {
    try (FakeIssuer issuer = new FakeIssuer(() -> Instant.EPOCH)) {
      OidcProvider provider = provider(Map.of("issuer", issuer.issuer()));
      issuer.said = document -> document + " ".repeat(64 * 1024);
      assertThatThrownBy(provider::endpoints).hasMessageContaining("DEPENDENCY_UNAVAILABLE");

      issuer.said = document -> document + " ".repeat(63 * 1024);
      assertThat(provider.endpoints().token()).hasToString(issuer.issuer() + "/token");
    }
  }

  @Test
  void logsOneShortLineOfWhatTheIssuerSays(CapturedOutput output) throws Exception {
    try (FakeIssuer issuer = new FakeIssuer(() -> Instant.EPOCH)) {
      String nasty = "/token\\r\\nFORGED \\u2028" + "y".repeat(9_000);
      issuer.said = document -> document.replace("/token", nasty);

      assertThatThrownBy(() -> provider(Map.of("issuer", issuer.issuer())).endpoints())
          .hasMessageContaining("DEPENDENCY_UNAVAILABLE");
      assertThat(output.getAll().lines().filter(line -> line.contains("FORGED")))
          .singleElement()
          .asString()
          .contains("discovery failed")
          .doesNotContain("\u2028")
          .hasSizeLessThan(600);
    }
  }

  @Test
  void needsNoDiscoveryWhereEverythingIsSet() {
    Map<String, String> given =
        Map.of(
            "issuer", ISSUER,
            "authorization-uri", ISSUER + "/a",
            "token-uri", ISSUER + "/t",
            "jwks-uri", ISSUER + "/k");

    assertThat(provider(given).endpoints().authorization()).hasToString(ISSUER + "/a");
  }

  @Test
  void givesUpAtTheDeadline() throws Exception {
    try (FakeIssuer issuer = new FakeIssuer(() -> Instant.EPOCH)) {
      issuer.fault = FakeIssuer.Fault.STUCK;
      OidcProvider provider = provider(Map.of("issuer", issuer.issuer(), "timeout", "200ms"));
      long begin = System.nanoTime();

      assertThatThrownBy(provider::endpoints).hasMessageContaining("DEPENDENCY_UNAVAILABLE");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(10));
    }
  }

  private static OidcProvider provider(Map<String, String> given) {
    return new OidcProvider(settings(given), HttpClient.newHttpClient(), InstantSource.system());
  }

  private static OidcSettings settings(Map<String, String> given) {
    Map<String, String> all = new HashMap<>();
    given.forEach((name, value) -> all.put("gateway.oidc." + name, value));
    return new Binder(new MapConfigurationPropertySource(all))
        .bind("gateway.oidc", OidcSettings.class)
        .get();
  }
}
