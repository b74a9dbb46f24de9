package io.agencysuite.gateway.oauth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.authentication.AuthenticationConverter;

/// Lets an application without a secret renew and revoke: what it brings, the refresh token, is
/// good once.
final class PublicClients implements AuthenticationProvider, AuthenticationConverter {
  private static final String MARK = PublicClients.class.getName();

  private final RegisteredClientRepository clients;

  PublicClients(RegisteredClientRepository clients) {
    this.clients = clients;
  }

  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    String id = request.getParameter("client_id");
    boolean open =
        id != null
            && request.getParameter("client_secret") == null
            && request.getHeader("Authorization") == null
            && (request.getRequestURI().equals(OauthPaths.REVOKE)
                || AuthorizationGrantType.REFRESH_TOKEN
                    .getValue()
                    .equals(request.getParameter("grant_type")));
    return open
        ? new OAuth2ClientAuthenticationToken(
            Objects.requireNonNull(id), ClientAuthenticationMethod.NONE, null, Map.of(MARK, true))
        : null;
  }

  @Override
  public @Nullable Authentication authenticate(Authentication given) {
    OAuth2ClientAuthenticationToken client = (OAuth2ClientAuthenticationToken) given;
    if (!client.getAdditionalParameters().containsKey(MARK)) {
      return null;
    }
    RegisteredClient known = clients.findByClientId(client.getName());
    if (known == null
        || !known.getClientAuthenticationMethods().contains(ClientAuthenticationMethod.NONE)) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_CLIENT);
    }
    return new OAuth2ClientAuthenticationToken(known, ClientAuthenticationMethod.NONE, null);
  }

  @Override
  public boolean supports(Class<?> type) {
    return OAuth2ClientAuthenticationToken.class.isAssignableFrom(type);
  }
}
