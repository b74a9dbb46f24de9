package io.agencysuite.gateway.oauth;

import com.nimbusds.jwt.SignedJWT;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.identity.IdTokens;
import io.agencysuite.gateway.identity.KeyTokens;
import io.agencysuite.gateway.identity.Logins;
import io.agencysuite.gateway.identity.Person;
import io.agencysuite.gateway.identity.Session;
import io.agencysuite.gateway.identity.SessionTokens;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;

/// Makes the tokens: access tokens of a session or a key, and refresh tokens. The session begins
/// with its first access token.
final class TokenMint implements OAuth2TokenGenerator<OAuth2Token> {
  private final Logins logins;
  private final KeyTokens keyTokens;
  private final IdTokens idTokens;
  private final Secrets secrets;
  private final InstantSource clock;

  TokenMint(
      Logins logins, KeyTokens keyTokens, IdTokens idTokens, Secrets secrets, InstantSource clock) {
    this.logins = logins;
    this.keyTokens = keyTokens;
    this.idTokens = idTokens;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public @Nullable OAuth2Token generate(OAuth2TokenContext context) {
    if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
      return jwt(access(context));
    }
    if (context.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
      return jwt(identity(context));
    }
    if (OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())) {
      Person person = Authorizations.person(context.getPrincipal());
      Instant now = clock.instant();
      return new OAuth2RefreshToken(refresh(context), now, logins.end(person.signedIn()));
    }
    return null;
  }

  /// Of the session whose access token was made just before.
  private String identity(OAuth2TokenContext context) {
    OAuth2Authorization authorization = Objects.requireNonNull(context.getAuthorization());
    String access =
        Objects.requireNonNull(authorization.getAccessToken()).getToken().getTokenValue();
    OAuth2AuthorizationRequest asked =
        Objects.requireNonNull(
            authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()));
    Object nonce = asked.getAdditionalParameters().get(OidcParameterNames.NONCE);
    return logins
        .session(access)
        .map(session -> idTokens.mint(session, nonce instanceof String text ? text : null))
        .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
  }

  /// The console's follow from each other: a renewal that is asked for twice is answered the same.
  private String refresh(OAuth2TokenContext context) {
    OAuth2Authorization authorization = context.getAuthorization();
    OAuth2Authorization.Token<OAuth2RefreshToken> before =
        authorization == null ? null : authorization.getRefreshToken();
    boolean own = context.getRegisteredClient().getClientId().equals(Session.CONSOLE);
    return own && before != null
        ? secrets.after(before.getToken().getTokenValue())
        : secrets.fresh();
  }

  private String access(OAuth2TokenContext context) {
    RegisteredClient client = context.getRegisteredClient();
    Set<String> scopes = context.getAuthorizedScopes();
    AuthorizationGrantType grant = context.getAuthorizationGrantType();
    if (AuthorizationGrantType.CLIENT_CREDENTIALS.equals(grant)) {
      return keyTokens.mint(Clients.key(client));
    }
    if (AuthorizationGrantType.AUTHORIZATION_CODE.equals(grant)) {
      boolean own = client.getClientId().equals(Session.CONSOLE);
      return logins
          .begin(
              Authorizations.person(context.getPrincipal()),
              client.getClientId(),
              own ? "" : client.getClientName(),
              scopes)
          .text();
    }
    Session session =
        Objects.requireNonNull(context.getAuthorization()).getAttribute(Authorizations.SESSION);
    try {
      return logins.renew(Objects.requireNonNull(session), scopes).text();
    } catch (DoorException e) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }
  }

  /// A token that this door has signed, with its claims at hand.
  static Jwt jwt(String token) {
    try {
      Map<String, Object> claims = SignedJWT.parse(token).getJWTClaimsSet().getClaims();
      return Jwt.withTokenValue(token)
          .header("alg", "ES256")
          .claims(all ->
              claims.forEach((name, value) -> {
                Object plain = value instanceof Date date ? date.toInstant() : value;
                all.put(name, name.equals(SessionTokens.SIGNED_IN) ? seconds(plain) : plain);
              }))
          .build();
    } catch (ParseException e) {
      throw new IllegalStateException("the door's own token is no JWT", e);
    }
  }

  private static Object seconds(Object time) {
    return time instanceof Instant instant ? (Object) instant.getEpochSecond() : time;
  }
}
