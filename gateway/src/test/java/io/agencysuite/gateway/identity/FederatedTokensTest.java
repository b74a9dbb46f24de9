package io.agencysuite.gateway.identity;

import static io.agencysuite.gateway.identity.FederationFlow.refused;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import io.agencysuite.crm.v1.User;
import io.agencysuite.gateway.probe.RawHttp;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// What the door believes of another issuer, and what not: its ID tokens at a sign-in, its answers,
/// its access tokens.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith({FederatedDoors.Extension.class, OutputCaptureExtension.class})
class FederatedTokensTest {
  private static final String USER = "/v1/users/ben";

  private final FederatedDoors doors;
  private final FakeIssuer issuer;

  FederatedTokensTest(FederatedDoors doors) {
    this.doors = doors;
    this.issuer = doors.issuer;
  }

  @BeforeEach
  void behave() {
    doors.behave();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("io.agencysuite.gateway.identity.FederationFlow#wrongClaims")
  void believesNoIdTokenOf(
      String what, UnaryOperator<JWTClaimsSet.Builder> wrong, CapturedOutput output)
      throws Exception {
    issuer.claims = wrong;

    refused(doors.roundTrip(), 403, "did not sign you in");
    assertThat(output.getAll()).doesNotContain("eyJ", FakeCrm.EMAIL, FakeIssuer.SECRET);
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "RIGHT")
  void believesNoSignature(FakeIssuer.Signature wrong) throws Exception {
    issuer.signature = wrong;

    refused(doors.roundTrip(), 403, "did not sign you in");
  }

  @Test
  void letsNobodyInWhoIsNotAnActiveUser() throws Exception {
    issuer.claims = claims -> claims.claim("email", "nobody@example.com");
    String unknown = refused(doors.roundTrip(), 403, "no active user here");
    issuer.claims = claims -> claims.claim("email_verified", false);
    String unverified = refused(doors.roundTrip(), 403, "no active user here");
    issuer.claims = claims -> claims.claim("email", null);
    String absent = refused(doors.roundTrip(), 403, "no active user here");
    issuer.behave();
    doors.doors.crm().user.set(FakeCrm.ANNA.toBuilder().setState(User.State.DISABLED).build());
    String disabled = refused(doors.roundTrip(), 403, "no active user here");

    assertThat(List.of(unverified, absent, disabled)).containsOnly(unknown);
  }

  @ParameterizedTest
  @ValueSource(strings = {"access_denied", "login_required", "<script>"})
  void saysThatTheIssuerRefuses(String error) throws Exception {
    issuer.error = error;

    assertThat(refused(doors.roundTrip(), 403, "did not sign you in")).doesNotContain("<script>");
  }

  @Test
  void wantsToKnowWhoAnswers() throws Exception {
    issuer.names = "https://evil.example";
    refused(doors.roundTrip(), 403, "did not sign you in");
    issuer.names = null;
    refused(doors.roundTrip(), 403, "did not sign you in");
  }

  @Test
  void isUnavailableAsLongAsTheKeysAre() throws Exception {
    try (Door door = doors.doors.another()) {
      issuer.fault = FakeIssuer.Fault.DOWN;
      for (int i = 0; i < 5; i++) {
        RawHttp.Answer answer = door.get(USER, issuer.accessToken());
        assertThat(answer.status()).as(answer.text()).isEqualTo(503);
        assertThat(answer.text()).contains("DEPENDENCY_UNAVAILABLE");
      }

      issuer.behave();
      doors.wait(Duration.ofSeconds(10));

      assertThat(door.get(USER, issuer.accessToken()).status()).isEqualTo(200);
      issuer.signature = FakeIssuer.Signature.BY_A_STRANGER;
      assertThat(door.get(USER, issuer.accessToken()).status()).isEqualTo(401);
    }
  }
}
