package io.agencysuite.gateway.oauth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationFailureHandler;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/// Tells the application why its authorization request was refused, and who says so. Without an
/// address that is known to be the application's, the browser is told instead.
final class RefusedRequest implements AuthenticationFailureHandler {
  private final String issuer;

  RefusedRequest(String issuer) {
    this.issuer = issuer;
  }

  @Override
  public void onAuthenticationFailure(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException failure)
      throws IOException {
    if (!(failure instanceof OAuth2AuthenticationException refusal)) {
      throw failure;
    }
    OAuth2Error error = refusal.getError();
    OAuth2AuthorizationCodeRequestAuthenticationToken asked =
        failure instanceof OAuth2AuthorizationCodeRequestAuthenticationException of
            ? of.getAuthorizationCodeRequestAuthentication()
            : null;
    String address = asked == null ? null : asked.getRedirectUri();
    if (asked == null || address == null || address.isEmpty()) {
      response.sendError(HttpServletResponse.SC_BAD_REQUEST, error.toString());
      return;
    }
    UriComponentsBuilder target =
        UriComponentsBuilder.fromUriString(address).queryParam("error", error.getErrorCode());
    add(target, "error_description", error.getDescription());
    add(target, "error_uri", error.getUri());
    Redirect.send(response, target, asked.getState(), issuer);
  }

  private static void add(UriComponentsBuilder target, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) {
      target.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8));
    }
  }
}
