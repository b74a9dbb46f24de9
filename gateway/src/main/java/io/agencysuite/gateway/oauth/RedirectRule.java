package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.identity.Session;
import java.util.function.Consumer;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;

/// Where a code may be sent to: to an application's registered addresses, and to the console at
/// whatever address of the door its person has opened it.
final class RedirectRule implements Consumer<OAuth2AuthorizationCodeRequestAuthenticationContext> {
  private static final String CONSOLE = "/console/";

  private final OwnOrigin origin;

  RedirectRule(OwnOrigin origin) {
    this.origin = origin;
  }

  @Override
  public void accept(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
    RegisteredClient client = context.getRegisteredClient();
    OAuth2AuthorizationCodeRequestAuthenticationToken asked = context.getAuthentication();
    String uri = asked.getRedirectUri();
    if (!client.getClientId().equals(Session.CONSOLE) || uri == null || !isConsole(uri)) {
      OAuth2AuthorizationCodeRequestAuthenticationValidator.DEFAULT_REDIRECT_URI_VALIDATOR.accept(
          context);
    }
    OAuth2AuthorizationCodeRequestAuthenticationValidator.DEFAULT_SCOPE_VALIDATOR.accept(context);
  }

  private boolean isConsole(String uri) {
    return uri.endsWith(CONSOLE)
        && RequestContextHolder.getRequestAttributes()
            instanceof ServletRequestAttributes attributes
        && origin.owns(uri.substring(0, uri.length() - CONSOLE.length()), attributes.getRequest());
  }
}
