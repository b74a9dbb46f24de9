package io.agencysuite.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.jwt.proc.DefaultJWTClaimsVerifier;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.agencysuite.crm.v1.ResolvePrincipalResponse;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.net.MalformedURLException;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.HashSet;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// Believes the access tokens of another issuer: its signature by an allowed algorithm, issuer,
/// audience, times. The user is the one of the configured tenant with the verified address.
final class OidcIssuer {
  private static final int KEYS_BYTES_MAX = 64 * 1024;
  private static final int TOLERANCE_SECONDS = 5;
  private static final int PRINCIPALS_MAX = 10_000;

  private final OidcSettings settings;
  private final CrmUsers users;
  private final InstantSource clock;
  private final DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
  private final Cache<String, Vouched> principals;

  private record Vouched(Principal principal, Instant expiry) {}

  OidcIssuer(OidcSettings settings, SessionSettings sessions, CrmUsers users, InstantSource clock) {
    this.settings = settings;
    this.users = users;
    this.clock = clock;
    this.principals =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(PRINCIPALS_MAX)
            .expireAfterWrite(sessions.grantsFor())
            .build();
    processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms(), keys()));
    DefaultJWTClaimsVerifier<SecurityContext> claims =
        new DefaultJWTClaimsVerifier<>(
            settings.audience(),
            new JWTClaimsSet.Builder().issuer(settings.issuer()).build(),
            Set.of("sub", "exp", settings.emailClaim())) {
          @Override
          protected Date currentTime() {
            return Date.from(clock.instant());
          }
        };
    claims.setMaxClockSkew(TOLERANCE_SECONDS);
    processor.setJWTClaimsSetVerifier(claims);
    // Access tokens of other issuers say `at+jwt` or `JWT`, or nothing.
    processor.setJWSTypeVerifier((type, _) -> {
      if (type != null && !Set.of("at+jwt", "jwt").contains(lower(type.getType()))) {
        throw new BadJOSEException("typ: " + type + " (expected: at+jwt or JWT)");
      }
    });
  }

  /// Whether a token says that it comes from there. It is checked afterwards.
  boolean issued(String token) {
    try {
      return JWTParser.parse(token) instanceof SignedJWT jwt
          && settings.issuer().equals(jwt.getJWTClaimsSet().getIssuer());
    } catch (ParseException e) {
      return false;
    }
  }

  Principal principal(String token) {
    Vouched known = principals.getIfPresent(token);
    if (known == null) {
      known = vouched(token);
      principals.put(token, known);
    }
    if (!clock.instant().isBefore(known.expiry().plusSeconds(TOLERANCE_SECONDS))) {
      throw refused();
    }
    return known.principal();
  }

  private Vouched vouched(String token) {
    try {
      JWTClaimsSet claims = processor.process(token, null);
      boolean verified =
          settings.verifiedClaim().isEmpty()
              || Boolean.TRUE.equals(claims.getBooleanClaim(settings.verifiedClaim()));
      String email = claims.getStringClaim(settings.emailClaim());
      if (!verified || email == null || email.isBlank()) {
        throw refused();
      }
      return new Vouched(resolve(email), claims.getExpirationTime().toInstant());
    } catch (RateLimitReachedException e) {
      // Unknown keys were looked for often enough.
      throw refused();
    } catch (KeySourceException e) {
      throw DoorException.of(DoorReason.DEPENDENCY_UNAVAILABLE, "the issuer");
    } catch (ParseException | BadJOSEException | JOSEException e) {
      throw refused();
    }
  }

  private Principal resolve(String email) {
    String tenant = "tenants/" + settings.tenant();
    try {
      String user = users.withEmail(tenant, email).getName();
      ResolvePrincipalResponse answer = users.resolve(tenant, user);
      return Principal.of(tenant, answer);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        throw refused();
      }
      throw e;
    }
  }

  /// An unknown key is looked for at once, but not more often than every 30 seconds.
  private JWKSource<SecurityContext> keys() {
    int millis = Math.toIntExact(settings.timeout().toMillis());
    try {
      return JWKSourceBuilder.<SecurityContext>create(
              Objects.requireNonNull(
                      settings.jwksUri(), "gateway.oidc.jwks-uri: absent (expected: a URL)")
                  .toURL(),
              new DefaultResourceRetriever(millis, millis, KEYS_BYTES_MAX))
          .cache(settings.keysFor().toMillis(), 2L * millis)
          .refreshAheadCache(false)
          .build();
    } catch (MalformedURLException e) {
      throw new IllegalStateException("gateway.oidc.jwks-uri: " + settings.jwksUri(), e);
    }
  }

  private Set<JWSAlgorithm> algorithms() {
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

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  private static DoorException refused() {
    return DoorException.of(DoorReason.CREDENTIAL_INVALID);
  }
}
