package io.agencysuite.gateway.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import io.agencysuite.crm.v1.User;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Says who somebody is, to applications that ask for it (OpenID Connect Core 1.0, section 2).
public final class IdTokens {
  /// What an application asks for with a code.
  public static final String OPENID = "openid";

  private static final String EMAIL = "email";
  private static final String PROFILE = "profile";
  private static final Duration LIFETIME = Duration.ofMinutes(5);

  private final SignedTokens signed;
  private final LiveSessions live;
  private final InstantSource clock;

  IdTokens(SignedTokens signed, LiveSessions live, InstantSource clock) {
    this.signed = signed;
    this.live = live;
    this.clock = clock;
  }

  /// @param nonce what the application wants to have back; null for none
  public String mint(Session session, @Nullable String nonce) {
    JWTClaimsSet.Builder claims =
        new JWTClaimsSet.Builder()
            .claim(SessionTokens.SESSION, session.id())
            .claim(SessionTokens.SIGNED_IN, Date.from(session.signedIn()));
    about(session).forEach(claims::claim);
    if (nonce != null) {
      claims.claim("nonce", nonce);
    }
    Instant now = clock.instant();
    return signed.sign(claims, session.client(), now, now.plus(LIFETIME));
  }

  /// The claims about a session's user that its scopes allow. The subject is unique over agencies.
  public Map<String, String> about(Session session) {
    User user = live.principal(session).user();
    Map<String, String> claims = new LinkedHashMap<>();
    claims.put("sub", Principal.id(session.tenant()) + '/' + Principal.id(session.user()));
    if (session.scopes().contains(EMAIL)) {
      claims.put("email", user.getEmail());
    }
    if (session.scopes().contains(PROFILE)) {
      claims.put("name", user.getDisplayName());
    }
    return claims;
  }
}
