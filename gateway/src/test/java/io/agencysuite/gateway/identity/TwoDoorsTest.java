package io.agencysuite.gateway.identity;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.SignedJWT;
import io.agencysuite.crm.v1.User;
import io.agencysuite.gateway.probe.RawHttp;
import io.agencysuite.store.EmbeddedStore;
import io.agencysuite.store.EmbeddedStoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// Two doors on one store in front of one crm: what one of them does, the other knows in time.
class TwoDoorsTest {
  private static final String CURRENT = "/v1/sessions/current";
  private static final String SESSIONS = "/v1/users/anna/sessions";
  private static final String OPERATOR = "operator-token-of-this-test";
  private static final String TOTP = "/v1/users/anna/totp";

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2126-11-23T08:00:00Z"));
  @TempDir private Path folder;
  private EmbeddedStore store;
  private FakeCrm crm;
  private Door one;
  private Door two;

  @BeforeEach
  void open() throws IOException {
    store = EmbeddedStore.start(EmbeddedStoreSettings.of(folder.resolve("store")));
    crm = new FakeCrm();
    one = door();
    two = door();
  }

  private Door door() throws IOException {
    Files.writeString(folder.resolve("operator.token"), OPERATOR);
    return new Door(
        now::get,
        "--agency.identity.key-directory=" + folder.resolve("keys"),
        "--agency.store.uri=" + store.uri(),
        "--gateway.session.operator-token-file=" + folder.resolve("operator.token"),
        "--gateway.session.grants-for=200ms",
        "--gateway.session.failures-per-account-and-address=3",
        "--gateway.session.failures-per-account=4",
        "--gateway.session.failures-per-code=3",
        "--gateway.caller.trusted-proxies=127.0.0.1",
        "--gateway.upstream.address.crm=127.0.0.1:" + crm.port());
  }

  @AfterEach
  void close() {
    one.close();
    two.close();
    crm.close();
    store.close();
  }

  @Test
  void letsASessionIntoBothAndOverARestart() throws IOException {
    String token = signIn(one);
    assertThat(two.get(CURRENT, token).status()).isEqualTo(200);

    one.close();
    one = door();

    assertThat(one.get(CURRENT, token).status()).isEqualTo(200);
    assertThat(one.post(CURRENT + ":renew", token, "").status()).isEqualTo(200);
  }

  @Test
  void endsASessionInBothWithinTheStatedTime() throws Exception {
    String token = signIn(one);
    assertThat(two.get(CURRENT, token).status()).isEqualTo(200);
    String name = Door.json(one.get(SESSIONS, token)).get("sessions").get(0).get("name").asString();

    assertThat(one.post("/v1/" + name + ":revoke", token, "{}").status()).isEqualTo(200);

    assertThat(one.get(CURRENT, token).status()).isEqualTo(401);
    Thread.sleep(300);
    assertThat(two.get(CURRENT, token).status()).isEqualTo(401);
    assertThat(two.post(CURRENT + ":renew", token, "").status()).isEqualTo(401);
  }

  @Test
  void endsSessionsWithANewPassword() throws Exception {
    String token = signIn(one);
    crm.user.set(FakeCrm.ANNA.toBuilder().setPasswordVersion(7).build());

    Thread.sleep(300);
    assertThat(one.get(CURRENT, token).status()).isEqualTo(401);
    assertThat(two.get(CURRENT, token).status()).isEqualTo(401);
    assertThat(two.get(CURRENT, signIn(one)).status()).isEqualTo(200);
  }

  @Test
  void endsSessionsOfADisabledUser() throws Exception {
    String token = signIn(one);
    crm.user.set(FakeCrm.ANNA.toBuilder().setState(User.State.DISABLED).build());

    Thread.sleep(300);
    assertThat(two.get(CURRENT, token).status()).isEqualTo(401);
  }

  @Test
  void listsAndEndsAllSessionsOfOneselfOnly() throws Exception {
    String first = signIn(one);
    String second = signIn(two);

    JsonNode sessions = Door.json(one.get(SESSIONS, first)).get("sessions");
    assertThat(sessions).hasSize(2);
    assertThat(sessions.get(0).get("state").asString()).isEqualTo("ACTIVE");
    assertThat(one.get("/v1/users/ben/sessions", first).status()).isEqualTo(403);
    assertThat(
            Door.json(one.post(SESSIONS + ":revokeAll", first, "{}")).get("revokedCount").asInt())
        .isEqualTo(2);
    assertThat(one.get(CURRENT, first).status()).isEqualTo(401);
    assertThat(two.get(CURRENT, second).status()).isEqualTo(401);
  }

  @Test
  void countsFailuresTogetherAndOverARestart() throws IOException {
    assertThat(one.signIn(FakeCrm.EMAIL, "wrong", "").status()).isEqualTo(401);
    assertThat(two.signIn(FakeCrm.EMAIL, "wrong", "").status()).isEqualTo(401);
    assertThat(one.signIn(FakeCrm.EMAIL, "wrong", "").status()).isEqualTo(401);
    two.close();
    two = door();

    RawHttp.Answer refused = two.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, "");
    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.header("retry-after")).isNotNull();
    pass(Duration.ofMinutes(16));
    assertThat(two.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, "").status()).isEqualTo(201);
  }

  @Test
  void neverLocksOutAKnownAddressByGuessesFromElsewhere() throws IOException {
    assertThat(from("203.0.113.1", FakeCrm.PASSWORD)).isEqualTo(201);
    for (int i = 0; i < 6; i++) {
      from("198.51.100." + i, "wrong");
    }

    assertThat(from("192.0.2.9", FakeCrm.PASSWORD)).isEqualTo(429);
    assertThat(from("203.0.113.1", FakeCrm.PASSWORD)).isEqualTo(201);
  }

  @Test
  void asksForAOneTimeCodeWhereItIsOn() throws Exception {
    String token = signIn(one);
    JsonNode enrolled = Door.json(one.post(TOTP + ":enrol", token, "{}"));
    assertThat(enrolled.get("otpauthUri").asString())
        .startsWith("otpauth://totp/Agency%20Suite:anna%40agentur.example?secret=");
    byte[] secret = fromBase32(enrolled.get("secret").asString());
    assertThat(one.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, "").status()).isEqualTo(201);
    JsonNode confirmed =
        Door.json(one.post(TOTP + ":confirm", token, "{\"code\":\"" + code(secret) + "\"}"));
    assertThat(confirmed.get("recoveryCodes")).hasSize(10);
    assertThat(one.get(CURRENT, token).status()).isEqualTo(401);

    assertThat(two.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, "").text()).contains("TOTP_REQUIRED");
    assertThat(two.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, code(secret)).text())
        .contains("TOTP_WRONG");
    pass(Duration.ofSeconds(30));
    String code = code(secret);
    String signedIn = Door.token(two.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, code));
    assertThat(one.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, code).status()).isEqualTo(401);

    String recovery = confirmed.get("recoveryCodes").get(3).asString();
    assertThat(one.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, recovery).status()).isEqualTo(201);
    assertThat(two.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, recovery).status()).isEqualTo(401);
    assertThat(Door.json(two.get(TOTP, signedIn)).get("recoveryCodeCount").asInt()).isEqualTo(9);

    pass(Duration.ofSeconds(30));
    assertThat(one.post(TOTP + ":disable", signedIn, "{\"code\":\"000000\"}").status())
        .isEqualTo(400);
    String body = "{\"code\":\"" + code(secret) + "\"}";
    assertThat(one.post(TOTP + ":disable", signedIn, body).text()).contains("OFF");
    assertThat(two.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, "").status()).isEqualTo(201);
  }

  @Test
  void limitsGuessesOfOneTimeCodes() throws IOException {
    String token = signIn(one);
    JsonNode enrolled = Door.json(one.post(TOTP + ":enrol", token, "{}"));
    byte[] secret = fromBase32(enrolled.get("secret").asString());
    one.post(TOTP + ":confirm", token, "{\"code\":\"" + code(secret) + "\"}");
    pass(Duration.ofMinutes(1));

    for (int i = 0; i < 3; i++) {
      assertThat(signInFrom(one, "203.0.113." + i, FakeCrm.PASSWORD, "123")).isEqualTo(401);
    }
    assertThat(signInFrom(two, "203.0.113.77", FakeCrm.PASSWORD, code(secret))).isEqualTo(429);
  }

  @Test
  void rotatesKeysWithOverlap() throws Exception {
    String old = signIn(one);
    RawHttp.Answer made = one.post("/v1/signingKeys:rotate", OPERATOR, "{}");
    assertThat(made.status()).as(made.text()).isEqualTo(200);
    String next = Door.json(made).get("keyId").asString();
    assertThat(Door.json(made).get("activeTime").asString())
        .isEqualTo(now.get().plus(Duration.ofMinutes(10)).toString());
    assertThat(one.post("/v1/signingKeys:rotate", old, "{}").text()).contains("OPERATOR_ONLY");
    assertThat(Door.json(two.post("/v1/signingKeys:rotate", OPERATOR, "{}")))
        .isEqualTo(Door.json(made));
    assertThat(one.get("/.well-known/jwks.json", "").text()).contains(next);
    assertThat(keyOf(signIn(one))).isEqualTo(keyOf(old));

    pass(Duration.ofMinutes(11));
    String fresh = signIn(one);

    assertThat(keyOf(fresh)).isEqualTo(next);
    assertThat(two.get(CURRENT, fresh).status()).isEqualTo(200);
    assertThat(two.get(CURRENT, old).status()).isEqualTo(200);
    pass(Duration.ofHours(25));
    two.bean(SigningKeys.class).current();
    assertThat(two.bean(SigningKeys.class).find(keyOf(old))).isEmpty();
  }

  private void pass(Duration time) {
    now.updateAndGet(before -> before.plus(time));
  }

  private static String keyOf(String token) throws ParseException {
    return SignedJWT.parse(token).getHeader().getKeyID();
  }

  private String signIn(Door door) throws IOException {
    return Door.token(door.signIn(FakeCrm.EMAIL, FakeCrm.PASSWORD, ""));
  }

  private int from(String address, String password) throws IOException {
    return signInFrom(one, address, password, "");
  }

  private static int signInFrom(Door door, String address, String password, String code)
      throws IOException {
    String extra = code.isEmpty() ? "" : ",\"code\":\"" + code + "\"";
    String body =
        "{\"email\":\"%s\",\"password\":\"%s\"%s}".formatted(FakeCrm.EMAIL, password, extra);
    return door.http()
        .send(
            "POST",
            "/v1/sessions",
            Map.of("Content-Type", "application/json", "X-Forwarded-For", address),
            body.getBytes(java.nio.charset.StandardCharsets.UTF_8))
        .status();
  }

  private String code(byte[] secret) {
    return TotpCode.at(secret, TotpCode.step(now.get()));
  }

  /// Twenty bytes, as every secret has.
  static byte[] fromBase32(String text) {
    byte[] bytes = new byte[20];
    for (int bit = 0; bit < 160; bit++) {
      int digit = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(text.charAt(bit / 5));
      int value = (digit >> (4 - bit % 5)) & 1;
      bytes[bit / 8] = (byte) (bytes[bit / 8] | (value << (7 - bit % 8)));
    }
    return bytes;
  }
}
