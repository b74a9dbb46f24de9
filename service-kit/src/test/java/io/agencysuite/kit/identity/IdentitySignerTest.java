package io.agencysuite.kit.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.test.AdjustableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IdentitySignerTest {

  private static final Identity PLANNER = planner(Map.of("brauhaus", Set.of(Role.PLANNER)));

  @TempDir private Path keys;

  private final AdjustableClock clock = new AdjustableClock(Instant.parse("2026-11-23T08:00:00Z"));
  private IdentitySigner signer;
  private IdentityVerifier verifier;

  @BeforeEach
  void make() {
    signer = new IdentitySigner(settings("gateway"), clock);
    verifier = new IdentityVerifier(settings("crm"), clock);
  }

  @Test
  void signsTheSameIdentityOnceInHalfALifetime() {
    String token = signer.sign(PLANNER);

    clock.advance(Duration.ofMillis(29_999));
    assertThat(signer.sign(planner(Map.of("brauhaus", Set.of(Role.PLANNER))))).isEqualTo(token);

    clock.advance(Duration.ofMillis(1));
    assertThat(signer.sign(PLANNER)).isNotEqualTo(token);
  }

  @Test
  void neverHandsOutTokenNearItsEnd() {
    signer.sign(PLANNER);
    clock.advance(Duration.ofSeconds(29));
    String token = signer.sign(PLANNER);

    clock.advance(Duration.ofSeconds(30));

    assertThat(verifier.verify(token)).contains(PLANNER);
  }

  @Test
  void signsOtherGrantsAnew() {
    signer.sign(PLANNER);
    Identity demoted = planner(Map.of("brauhaus", Set.of(Role.ANALYST)));

    assertThat(verifier.verify(signer.sign(demoted))).contains(demoted);
  }

  @Test
  void signsAnewWhenTheClockWasSetBack() {
    signer.sign(PLANNER);
    clock.set(Instant.parse("2026-11-23T07:00:00Z"));

    assertThat(verifier.verify(signer.sign(PLANNER))).contains(PLANNER);
  }

  private static Identity planner(Map<String, Set<Role>> grants) {
    return new Identity(Identity.Kind.USER, "nordlicht", "users/1", grants);
  }

  private IdentitySettings settings(String name) {
    return new IdentitySettings(name, keys, Duration.ofSeconds(60));
  }
}
