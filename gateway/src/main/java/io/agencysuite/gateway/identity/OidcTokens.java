package io.agencysuite.gateway.identity;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import java.text.ParseException;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// Checks what another issuer has signed for somebody: an allowed algorithm, one of its keys,
/// issuer, audience, times.
final class OidcTokens {
  static final int TOLERANCE_SECONDS = 5;
  private static final int EMAIL_MAX = 254;

  private final OidcSettings settings;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();

  /// @param audience who the tokens have to be for
  /// @param types what they may say they are, in lower case; nothing is fine, too
  OidcTokens(
      OidcSettings settings,
      OidcKeys keys,
      String audience,
      Set<String> types,
      InstantSource clock) {
    this.settings = settings;
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms(settings), keys));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            audience,
            new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
            Set.of("sub", "exp")) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    claims.setMaxClockSkew(TOLERANCE_SECONDS);
    processor.setJWTClaimsSetVerifier(claims);
    processor.setJWSTypeVerifier((type, _) -> {
      if (type != null && !types.contains(type.getType().toLowerCase(Locale.ROOT))) {
        throw new BadJOSEException("typ: " + type + " (expected: " + types + ")");
      }
    });
  }

  /// @throws DoorException CREDENTIAL_INVALID for a token that is not believed,
  ///   DEPENDENCY_UNAVAILABLE if the issuer's keys cannot be had
  JWTClaimsSet claims(String token) {
    try {
      return processor.process(token, null);
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw refused();
    }
  }

  /// The address that the issuer has confirmed.
  Optional<String> email(JWTClaimsSet claims) {
    boolean verified =
        settings.verifiedClaim().isEmpty()
            || Boolean.TRUE.equals(claims.getClaim(settings.verifiedClaim()));
    return verified
            && claims.getClaim(settings.emailClaim()) instanceof String email
            && !email.isBlank()
            && email.length() <= EMAIL_MAX
        ? Optional.of(email)
        : Optional.empty();
  }

  static DoorException refused() {
    return DoorException.of(DoorReason.CREDENTIAL_INVALID);
  }

  private static Set<JWSAlgorithm> algorithms(OidcSettings settings) {
    Set<JWSAlgorithm> allowed =
        settings.algorithms().stream().map(JWSAlgorithm::parse).collect(Collectors.toSet());
    Set<JWSAlgorithm> others = new HashSet<>(allowed);
    others.removeAll(JWSAlgorithm.Family.SIGNATURE);
    if (!others.isEmpty() || allowed.isEmpty() || settings.tenant().isEmpty()) {
      throw new IllegalStateException(
          "gateway.oidc: algorithms "
              + settings.algorithms()
              + ", tenant '"
              + settings.tenant()
              + "' (expected: asymmetric algorithms such as RS256, and a tenant)");
    }
    return allowed;
  }
}
