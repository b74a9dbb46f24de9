package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.apikey.ApiKeys;
import io.agencysuite.gateway.apikey.KeyLogin;
import io.agencysuite.gateway.identity.KeyTokens;
import io.agencysuite.gateway.identity.Logins;
import io.agencysuite.gateway.identity.Person;
import io.agencysuite.gateway.identity.Session;
import io.agencysuite.gateway.identity.SessionTokens;
import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.mongo.Stored;
import java.security.Principal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/// The authorizations in the store. A code and a refresh token are good once: whoever brings one
/// again, or at the same moment at another door, ends the session, for one of the two stole it.
final class Authorizations implements OAuth2AuthorizationService {
  /// The session of an authorization, as an attribute.
  static final String SESSION = "agency.session";

  private final OauthStore store;
  private final Clients clients;
  private final Logins logins;
  private final KeyTokens keyTokens;
  private final ApiKeys keys;
  private final AuthorizationForm form;
  private final OauthSettings settings;
  private final InstantSource clock;

  Authorizations(
      OauthStore store,
      Clients clients,
      Logins logins,
      KeyTokens keyTokens,
      ApiKeys keys,
      OauthSettings settings,
      InstantSource clock) {
    this.store = store;
    this.clients = clients;
    this.logins = logins;
    this.keyTokens = keyTokens;
    this.keys = keys;
    this.form = new AuthorizationForm(settings.codeLifetime(), logins, clock);
    this.settings = settings;
    this.clock = clock;
  }

  /// Who has signed in.
  static Person person(@Nullable Authentication authentication) {
    if (authentication != null && authentication.getDetails() instanceof Person person) {
      return person;
    }
    throw new IllegalStateException("nobody has signed in");
  }

  @Override
  public void save(OAuth2Authorization authorization) {
    if (authorization
        .getAuthorizationGrantType()
        .equals(AuthorizationGrantType.CLIENT_CREDENTIALS)) {
      refuseRevocation(authorization);
      return;
    }
    Session session = authorization.getAttribute(SESSION);
    if (session != null && isRevoked(authorization)) {
      logins.end(session);
      return;
    }
    Stored<StoredAuthorization> before = authorization.getAttribute(AuthorizationForm.STORED);
    StoredAuthorization next = form.stored(authorization, before);
    form.tokens(authorization).forEach((hash, token) -> store.remember(hash, token));
    if (before == null) {
      store.begin(authorization.getId(), next);
      return;
    }
    if (isRepeat(before.value(), next)) {
      return;
    }
    try {
      store.replace(before, next);
    } catch (Aborted e) {
      if (store
          .authorization(authorization.getId())
          .filter(now -> isRepeat(now.value(), next))
          .isPresent()) {
        return;
      }
      if (next.session() != null) {
        logins.end(session(next));
      }
      store.authorization(authorization.getId()).ifPresent(this::end);
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }
  }

  /// Whether a renewal is the one that was answered already.
  private static boolean isRepeat(StoredAuthorization now, StoredAuthorization next) {
    return now.client().equals(Session.CONSOLE)
        && now.refresh() != null
        && now.refresh().equals(next.refresh());
  }

  /// Ends the session of a refresh token, whether it is good or was.
  void endSession(String refreshToken) {
    store
        .token(Secrets.hash(refreshToken))
        .flatMap(known -> store.authorization(known.authorization()))
        .ifPresent(this::end);
  }

  /// A key's token ends with its key, or after some minutes; there is nothing of it in the store.
  private static void refuseRevocation(OAuth2Authorization authorization) {
    if (isRevoked(authorization)) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.UNSUPPORTED_TOKEN_TYPE);
    }
  }

  private static boolean isRevoked(OAuth2Authorization authorization) {
    OAuth2Authorization.Token<?> access = authorization.getAccessToken();
    OAuth2Authorization.Token<?> refresh = authorization.getRefreshToken();
    return (access != null && access.isInvalidated())
        || (refresh != null && refresh.isInvalidated());
  }

  @Override
  public void remove(OAuth2Authorization authorization) {
    store.authorization(authorization.getId()).ifPresent(store::forget);
  }

  @Override
  public @Nullable OAuth2Authorization findById(String id) {
    return store
        .authorization(id)
        .map(found -> form.read(id, found, client(found.value()), null, "").build())
        .orElse(null);
  }

  @Override
  public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
    String kind = type == null ? "" : type.getValue();
    if (token.indexOf('.') >= 0) {
      return kind.isEmpty() || kind.equals(OAuth2TokenType.ACCESS_TOKEN.getValue())
          ? byAccessToken(token)
          : null;
    }
    String hash = Secrets.hash(token);
    StoredToken known = store.token(hash).orElse(null);
    if (known == null
        || !(kind.isEmpty() || kind.equals(known.kind()))
        || !clock.instant().isBefore(known.expireAt())) {
      return null;
    }
    Stored<StoredAuthorization> found = store.authorization(known.authorization()).orElse(null);
    if (found == null) {
      return null;
    }
    return isGood(hash, known.kind(), found)
        ? form.read(known.authorization(), found, client(found.value()), known, token).build()
        : null;
  }

  private boolean isGood(String hash, String kind, Stored<StoredAuthorization> found) {
    StoredAuthorization value = found.value();
    boolean current =
        switch (kind) {
          case AuthorizationForm.STATE -> hash.equals(value.consent());
          case AuthorizationForm.CODE -> hash.equals(value.code()) && !value.codeUsed();
          default -> hash.equals(value.refresh()) || isRepeated(hash, value);
        };
    if (!current && !kind.equals(AuthorizationForm.STATE)) {
      end(found);
    }
    return current && (value.session() == null || logins.isLive(session(value)));
  }

  /// A page that is left before the answer comes asks again with the token of before, and so may
  /// two tabs at once. Both get the same next token, so that nothing is won by a copy.
  private boolean isRepeated(String hash, StoredAuthorization value) {
    return value.client().equals(Session.CONSOLE)
        && hash.equals(value.replaced())
        && value.renewed() != null
        && clock.instant().isBefore(value.renewed().plus(settings.repeatFor()));
  }

  private void end(Stored<StoredAuthorization> found) {
    if (found.value().session() != null) {
      logins.end(session(found.value()));
    }
  }

  private static Session session(StoredAuthorization value) {
    return AuthorizationForm.session(value);
  }

  private RegisteredClient client(StoredAuthorization value) {
    RegisteredClient client = clients.findById(value.client());
    if (client == null) {
      // The application was taken out of the settings meanwhile.
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT);
    }
    return client;
  }

  private @Nullable OAuth2Authorization byAccessToken(String token) {
    Optional<KeyLogin> key = keyTokens.verify(token).filter(keys::isLive);
    if (key.isPresent()) {
      return of(Clients.of(key.get()), token, AuthorizationGrantType.CLIENT_CREDENTIALS).build();
    }
    Session session = logins.session(token).orElse(null);
    RegisteredClient client = session == null ? null : clients.findById(session.client());
    return session == null || client == null
        ? null
        : of(client, token, AuthorizationGrantType.AUTHORIZATION_CODE)
            .attribute(SESSION, session)
            .build();
  }

  private static OAuth2Authorization.Builder of(
      RegisteredClient client, String token, AuthorizationGrantType grant) {
    Jwt jwt = TokenMint.jwt(token);
    Map<String, Object> claims = new HashMap<>(jwt.getClaims());
    // Looked at already, by the clock of the door.
    claims.remove("nbf");
    Instant issued = Objects.requireNonNull(jwt.getIssuedAt());
    return OAuth2Authorization.withRegisteredClient(client)
        .principalName(Objects.toString(claims.get("sub")))
        .attribute(Principal.class.getName(), SessionTokens.AUDIENCE)
        .authorizationGrantType(grant)
        .token(
            new OAuth2AccessToken(
                OAuth2AccessToken.TokenType.BEARER, token, issued, jwt.getExpiresAt()),
            metadata -> metadata.put(OAuth2Authorization.Token.CLAIMS_METADATA_NAME, claims));
  }
}
