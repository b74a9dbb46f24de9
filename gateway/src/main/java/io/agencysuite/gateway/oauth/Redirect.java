package io.agencysuite.gateway.oauth;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/// Sends the code to the application and ends the sign-in that led to it.
final class Redirect implements AuthenticationSuccessHandler {
  private final Tickets tickets;
  private final String issuer;

  Redirect(Tickets tickets, String issuer) {
    this.tickets = tickets;
    this.issuer = issuer;
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
    OAuth2AuthorizationCodeRequestAuthenticationToken granted =
        (OAuth2AuthorizationCodeRequestAuthenticationToken) authentication;
    response.addHeader(HttpHeaders.SET_COOKIE, tickets.end(request).toString());
    send(
        response,
        UriComponentsBuilder.fromUriString(Objects.requireNonNull(granted.getRedirectUri()))
            .queryParam(
                "code", Objects.requireNonNull(granted.getAuthorizationCode()).getTokenValue()),
        granted.getState(),
        issuer);
  }

  /// Sends the browser back to the application.
  static void send(
      HttpServletResponse response,
      UriComponentsBuilder target,
      @Nullable String state,
      String issuer) {
    if (state != null && !state.isEmpty()) {
      target.queryParam("state", UriUtils.encode(state, StandardCharsets.UTF_8));
    }
    // RFC 9207: an application that knows several servers sees which one answers.
    target.queryParam("iss", UriUtils.encode(issuer, StandardCharsets.UTF_8));
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(HttpHeaders.LOCATION, target.build(true).toUriString());
    response.setStatus(HttpServletResponse.SC_SEE_OTHER);
  }
}
