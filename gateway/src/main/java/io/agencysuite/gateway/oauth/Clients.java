package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.apikey.KeyLogin;
import io.agencysuite.gateway.identity.Session;
import io.agencysuite.gateway.identity.SessionTokens;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/// The applications: the console, those of the settings, and every API key, which is known only
/// together with its secret.
final class Clients implements RegisteredClientRepository {
  private static final String KEY = "agency.api-key";
  private static final String KEY_PREFIX = "key:";

  private final Map<String, RegisteredClient> clients = new HashMap<>();

  /// @param issuer the door's public address, which is the console's
  Clients(String issuer, OauthSettings settings) {
    clients.put(
        Session.CONSOLE,
        people(Session.CONSOLE)
            .clientName("Agency Suite")
            .clientAuthenticationMethod(ClientAuthenticationMethod.NONE)
            .redirectUri(issuer + "/console/")
            .clientSettings(ClientSettings.builder().requireProofKey(true).build())
            .build());
    settings.clients().forEach((id, application) -> clients.put(id, client(id, application)));
    for (String own : List.of(Session.CONSOLE, SessionTokens.AUDIENCE)) {
      // An ID token is for its application: one for the door itself would be an access token.
      if (settings.clients().containsKey(own)) {
        throw new IllegalArgumentException(
            "gateway.oauth.clients." + own + " is the suite's own (expected: another client id)");
      }
    }
  }

  private static RegisteredClient client(String id, OauthSettings.Application application) {
    RegisteredClient.Builder client =
        people(id)
            .clientName(application.name())
            .redirectUris(
                uris -> application.redirectUris().forEach(uri -> uris.add(uri.toString())))
            .scopes(scopes -> scopes.addAll(application.scopes()))
            .clientSettings(
                ClientSettings.builder()
                    .requireProofKey(true)
                    .requireAuthorizationConsent(true)
                    .build());
    String secret = application.secretSha256();
    return secret == null
        ? client.clientAuthenticationMethod(ClientAuthenticationMethod.NONE).build()
        : client
            .clientSecret(secret)
            .clientAuthenticationMethods(methods ->
                methods.addAll(
                    List.of(
                        ClientAuthenticationMethod.CLIENT_SECRET_BASIC,
                        ClientAuthenticationMethod.CLIENT_SECRET_POST)))
            .build();
  }

  private static RegisteredClient.Builder people(String id) {
    return RegisteredClient.withId(id)
        .clientId(id)
        .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
        .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
        .tokenSettings(TokenSettings.builder().reuseRefreshTokens(false).build());
  }

  /// An API key as an application.
  static RegisteredClient of(KeyLogin key) {
    return RegisteredClient.withId(KEY_PREFIX + key.tenant() + '/' + key.id())
        .clientId(key.id())
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC)
        .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_POST)
        .authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS)
        .clientSettings(
            ClientSettings.builder()
                .setting(KEY, key.tenant() + '/' + key.id() + '/' + key.secret())
                .build())
        .build();
  }

  /// The key that an application is.
  static KeyLogin key(RegisteredClient client) {
    String setting = Objects.requireNonNull(client.getClientSettings().getSetting(KEY));
    List<String> parts = List.of(setting.split("/", -1));
    return new KeyLogin(parts.get(0), parts.get(1), parts.get(2));
  }

  /// Settings are the same at every door and survive a restart, which nothing written here would;
  /// no part of the server that is switched on asks for it.
  @Override
  public void save(RegisteredClient client) {
    throw new UnsupportedOperationException("applications are settings");
  }

  @Override
  public @Nullable RegisteredClient findById(String id) {
    if (id.startsWith(KEY_PREFIX)) {
      String name = id.substring(KEY_PREFIX.length());
      int slash = name.indexOf('/');
      return of(new KeyLogin(name.substring(0, slash), name.substring(slash + 1), ""));
    }
    return clients.get(id);
  }

  @Override
  public @Nullable RegisteredClient findByClientId(String clientId) {
    return clients.get(clientId);
  }
}
