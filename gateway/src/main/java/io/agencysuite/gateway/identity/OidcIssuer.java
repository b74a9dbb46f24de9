package io.agencysuite.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import com.nimbusds.jwt.SignedJWT;
import io.agencysuite.crm.v1.ResolvePrincipalResponse;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;

/// Believes the access tokens of another issuer. The user is the one of the configured tenant with
/// the verified address.
final class OidcIssuer {
  private static final int PRINCIPALS_MAX = 10_000;

  private final OidcSettings settings;
  private final OidcTokens tokens;
  private final CrmUsers users;
  private final InstantSource clock;
  private final Cache<String, Vouched> principals;

  private record Vouched(Principal principal, Instant expiry) {}

  OidcIssuer(
      OidcSettings settings,
      OidcProvider provider,
      SessionSettings sessions,
      CrmUsers users,
      InstantSource clock) {
    this.settings = settings;
    // Access tokens of other issuers say `at+jwt` or `JWT`, or nothing.
    this.tokens =
        new OidcTokens(
            settings, provider.keys(), settings.audience(), Set.of("at+jwt", "jwt"), clock);
    this.users = users;
    this.clock = clock;
    this.principals =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(PRINCIPALS_MAX)
            .expireAfterWrite(sessions.grantsFor())
            .build();
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
    if (!clock.instant().isBefore(known.expiry().plusSeconds(OidcTokens.TOLERANCE_SECONDS))) {
      throw OidcTokens.refused();
    }
    return known.principal();
  }

  private Vouched vouched(String token) {
    JWTClaimsSet claims = tokens.claims(token);
    String email = tokens.email(claims).orElseThrow(OidcTokens::refused);
    return new Vouched(resolve(email), claims.getExpirationTime().toInstant());
  }

  private Principal resolve(String email) {
    String tenant = "tenants/" + settings.tenant();
    try {
      String user = users.withEmail(tenant, email).getName();
      ResolvePrincipalResponse answer = users.resolve(tenant, user);
      return Principal.of(tenant, answer);
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        throw OidcTokens.refused();
      }
      throw e;
    }
  }
}
