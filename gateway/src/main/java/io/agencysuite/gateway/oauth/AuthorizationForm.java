package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.identity.Logins;
import io.agencysuite.gateway.identity.Person;
import io.agencysuite.gateway.identity.Session;
import io.agencysuite.gateway.identity.SessionTokens;
import io.agencysuite.kit.mongo.Stored;
import java.security.Principal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/// Turns authorizations of Spring's into those of the store and back.
final class AuthorizationForm {
  /// The document that an authorization was read from, as an attribute.
  static final String STORED = "agency.stored";

  static final String STATE = "state";
  static final String CODE = "code";
  static final String REFRESH = "refresh_token";

  private final Duration codeLifetime;
  private final Logins logins;
  private final InstantSource clock;

  AuthorizationForm(Duration codeLifetime, Logins logins, InstantSource clock) {
    this.codeLifetime = codeLifetime;
    this.logins = logins;
    this.clock = clock;
  }

  /// The document after a step.
  StoredAuthorization stored(
      OAuth2Authorization authorization, @Nullable Stored<StoredAuthorization> before) {
    OAuth2AuthorizationRequest request =
        Objects.requireNonNull(
            authorization.getAttribute(OAuth2AuthorizationRequest.class.getName()));
    Person person = Authorizations.person(authorization.getAttribute(Principal.class.getName()));
    StoredAuthorization former = before == null ? null : before.value();
    OAuth2Authorization.Token<OAuth2AuthorizationCode> code =
        authorization.getToken(OAuth2AuthorizationCode.class);
    OAuth2Authorization.Token<OAuth2RefreshToken> refresh = authorization.getRefreshToken();
    String consent = authorization.getAttribute(STATE);
    String last = former == null ? null : former.refresh();
    String now = refresh == null ? last : Secrets.hash(refresh.getToken().getTokenValue());
    boolean renewed = last != null && !last.equals(now);
    return new StoredAuthorization(
        authorization.getRegisteredClientId(),
        person,
        request.getAuthorizationUri(),
        Objects.requireNonNullElse(request.getRedirectUri(), ""),
        List.copyOf(request.getScopes()),
        request.getState(),
        texts(request.getAdditionalParameters()),
        List.copyOf(authorization.getAuthorizedScopes()),
        consent == null ? null : Secrets.hash(consent),
        code == null
            ? (former == null ? null : former.code())
            : Secrets.hash(code.getToken().getTokenValue()),
        code == null ? former != null && former.codeUsed() : code.isInvalidated(),
        sessionOf(authorization, former),
        now,
        renewed ? last : (former == null ? null : former.replaced()),
        renewed ? clock.instant() : (former == null ? null : former.renewed()),
        logins.end(person.signedIn()));
  }

  private static @Nullable String sessionOf(
      OAuth2Authorization authorization, @Nullable StoredAuthorization former) {
    OAuth2Authorization.Token<?> access = authorization.getAccessToken();
    Map<String, Object> claims = access == null ? null : access.getClaims();
    return claims == null
        ? (former == null ? null : former.session())
        : Objects.toString(claims.get(SessionTokens.SESSION));
  }

  /// Parameters that are one text each; the others mean nothing here.
  private static Map<String, String> texts(Map<String, Object> parameters) {
    Map<String, String> texts = new HashMap<>();
    parameters.forEach((name, value) -> {
      if (value instanceof String text && name.indexOf('.') < 0) {
        texts.put(name, text);
      }
    });
    return texts;
  }

  /// The tokens that an authorization holds now, by their hashes.
  Map<String, StoredToken> tokens(OAuth2Authorization authorization) {
    Map<String, StoredToken> tokens = new LinkedHashMap<>();
    String id = authorization.getId();
    Instant now = clock.instant();
    Person person = Authorizations.person(authorization.getAttribute(Principal.class.getName()));
    Instant end = logins.end(person.signedIn());
    String consent = authorization.getAttribute(STATE);
    if (consent != null) {
      tokens.put(Secrets.hash(consent), new StoredToken(id, STATE, end));
    }
    OAuth2Authorization.Token<OAuth2AuthorizationCode> code =
        authorization.getToken(OAuth2AuthorizationCode.class);
    if (code != null && !code.isInvalidated()) {
      tokens.put(
          Secrets.hash(code.getToken().getTokenValue()),
          new StoredToken(id, CODE, now.plus(codeLifetime)));
    }
    OAuth2Authorization.Token<OAuth2RefreshToken> refresh = authorization.getRefreshToken();
    if (refresh != null) {
      tokens.put(
          Secrets.hash(refresh.getToken().getTokenValue()), new StoredToken(id, REFRESH, end));
    }
    return tokens;
  }

  /// @param known what the token is that was brought; null for none
  OAuth2Authorization.Builder read(
      String id,
      Stored<StoredAuthorization> found,
      RegisteredClient client,
      @Nullable StoredToken known,
      String token) {
    StoredAuthorization value = found.value();
    OAuth2Authorization.Builder read =
        OAuth2Authorization.withRegisteredClient(client)
            .id(id)
            .principalName(Tickets.name(value.person()))
            .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
            .authorizedScopes(Set.copyOf(value.granted()))
            .attribute(Principal.class.getName(), Tickets.signedIn(value.person()))
            .attribute(OAuth2AuthorizationRequest.class.getName(), request(value))
            .attribute(STORED, found);
    if (value.session() != null) {
      read.attribute(Authorizations.SESSION, session(value));
    }
    if (known == null) {
      return read;
    }
    Instant issued = value.person().signedIn();
    return switch (known.kind()) {
      case STATE -> read.attribute(STATE, token);
      case CODE -> read.token(new OAuth2AuthorizationCode(token, issued, known.expireAt()));
      default -> read.refreshToken(new OAuth2RefreshToken(token, issued, known.expireAt()));
    };
  }

  private static OAuth2AuthorizationRequest request(StoredAuthorization value) {
    return OAuth2AuthorizationRequest.authorizationCode()
        .authorizationUri(value.uri())
        .clientId(value.client())
        .redirectUri(value.redirectUri())
        .scopes(Set.copyOf(value.requested()))
        .state(value.state())
        .additionalParameters(Map.copyOf(value.parameters()))
        .build();
  }

  /// The session that began with the code.
  static Session session(StoredAuthorization value) {
    Person person = value.person();
    return new Session(
        Objects.requireNonNull(value.session()),
        person.tenant(),
        person.user(),
        person.signedIn(),
        person.signedIn(),
        value.client(),
        Set.copyOf(value.granted()));
  }
}
