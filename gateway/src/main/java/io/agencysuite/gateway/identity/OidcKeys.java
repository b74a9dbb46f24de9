package io.agencysuite.gateway.identity;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSelector;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The other issuer's keys, believed for a while. An unknown one is looked for at once, but there
/// is a pause after every look, so that made-up tokens do not become questions to the issuer. A
/// look that failed is remembered: nobody is called a forger because the issuer is down.
final class OidcKeys implements JWKSource<SecurityContext> {
  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final Supplier<JWKSet> issuer;
  private final Duration lifetime;
  private final InstantSource clock;
  private volatile Known known = new Known(new JWKSet(), Instant.MIN);
  private Instant nextLook = Instant.MIN;
  private boolean failed;

  private record Known(JWKSet keys, Instant end) {}

  /// @param issuer throws DEPENDENCY_UNAVAILABLE if it cannot be asked
  /// @param lifetime of the keys, longer than the pause
  OidcKeys(Supplier<JWKSet> issuer, Duration lifetime, InstantSource clock) {
    this.issuer = issuer;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /// @throws DoorException DEPENDENCY_UNAVAILABLE if there is none, and the last look failed
  @Override
  public List<JWK> get(JWKSelector wanted, @Nullable SecurityContext context) {
    List<JWK> found = known(wanted);
    return found.isEmpty() ? look(wanted) : found;
  }

  private List<JWK> known(JWKSelector wanted) {
    Known now = known;
    return clock.instant().isBefore(now.end()) ? wanted.select(now.keys()) : List.of();
  }

  /// One looks at a time; who has waited takes what was found meanwhile.
  private synchronized List<JWK> look(JWKSelector wanted) {
    List<JWK> found = known(wanted);
    Instant now = clock.instant();
    if (found.isEmpty() && !now.isBefore(nextLook)) {
      failed = true;
      try {
        known = new Known(issuer.get(), now.plus(lifetime));
        failed = false;
      } finally {
        nextLook = clock.instant().plus(PAUSE);
      }
      found = known(wanted);
    }
    if (found.isEmpty() && failed) {
      throw DoorException.of(DoorReason.DEPENDENCY_UNAVAILABLE, "the issuer");
    }
    return found;
  }
}
