package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.apikey.ApiKeys;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;

/// Lets an API key in as an application: its id is the client id, its text the secret.
final class KeyClients implements AuthenticationProvider {
  private final ApiKeys keys;

  KeyClients(ApiKeys keys) {
    this.keys = keys;
  }

  @Override
  public @Nullable Authentication authenticate(Authentication given) {
    if (!(given instanceof OAuth2ClientAuthenticationToken client)
        || !(client.getCredentials() instanceof String secret)
        || !ApiKeys.looksLikeOne(secret)) {
      return null;
    }
    return keys.login(secret)
        .filter(key -> key.id().equals(client.getPrincipal()))
        .map(key ->
            new OAuth2ClientAuthenticationToken(
                Clients.of(key), client.getClientAuthenticationMethod(), null))
        .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT));
  }

  @Override
  public boolean supports(Class<?> type) {
    return OAuth2ClientAuthenticationToken.class.isAssignableFrom(type);
  }
}
