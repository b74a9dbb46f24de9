package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.identity.Session;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2RefreshTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.web.authentication.AuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationSuccessHandler;

/// Answers token requests. The console never sees its refresh token: it lies in a cookie that no
/// script can read and that browsers bring to the token endpoint only, from the door's own pages.
final class ConsoleTokens implements AuthenticationConverter, AuthenticationSuccessHandler {
  static final String COOKIE = "agency_renewal";

  private final OwnOrigin origin;
  private final Authorizations authorizations;
  private final InstantSource clock;
  private final OAuth2AccessTokenResponseAuthenticationSuccessHandler answers =
      new OAuth2AccessTokenResponseAuthenticationSuccessHandler();

  ConsoleTokens(OwnOrigin origin, Authorizations authorizations, InstantSource clock) {
    this.origin = origin;
    this.authorizations = authorizations;
    this.clock = clock;
  }

  /// The console's renewal; null for any other request.
  @Override
  public @Nullable Authentication convert(HttpServletRequest request) {
    Authentication client = SecurityContextHolder.getContext().getAuthentication();
    if (!isConsole(client)
        || !AuthorizationGrantType.REFRESH_TOKEN
            .getValue()
            .equals(request.getParameter("grant_type"))) {
      return null;
    }
    String from = request.getHeader(HttpHeaders.ORIGIN);
    if (from != null && !origin.owns(from, request)) {
      throw new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_REQUEST);
    }
    String token =
        Tickets.cookie(request, COOKIE)
            .orElseThrow(() -> new OAuth2AuthenticationException(OAuth2ErrorCodes.INVALID_GRANT));
    return new OAuth2RefreshTokenAuthenticationToken(
        token, Objects.requireNonNull(client), Set.of(), Map.of());
  }

  private static boolean isConsole(@Nullable Authentication authentication) {
    return authentication instanceof OAuth2ClientAuthenticationToken token
        && isConsole(token.getRegisteredClient());
  }

  private static boolean isConsole(@Nullable RegisteredClient client) {
    return client != null && client.getClientId().equals(Session.CONSOLE);
  }

  @Override
  public void onAuthenticationSuccess(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication)
      throws IOException, ServletException {
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    OAuth2AccessTokenAuthenticationToken granted =
        (OAuth2AccessTokenAuthenticationToken) authentication;
    OAuth2RefreshToken refresh = granted.getRefreshToken();
    if (!isConsole(granted.getRegisteredClient()) || refresh == null) {
      answers.onAuthenticationSuccess(request, response, granted);
      return;
    }
    if (AuthorizationGrantType.AUTHORIZATION_CODE
        .getValue()
        .equals(request.getParameter("grant_type"))) {
      // A browser has one session; the one before would only stay in the list.
      Tickets.cookie(request, COOKIE).ifPresent(authorizations::endSession);
    }
    Instant end = Objects.requireNonNull(refresh.getExpiresAt());
    response.addHeader(
        HttpHeaders.SET_COOKIE,
        Tickets.cookie(
                COOKIE,
                refresh.getTokenValue(),
                Duration.between(clock.instant(), end),
                origin.isSecure(request))
            .toString());
    answers.onAuthenticationSuccess(
        request,
        response,
        new OAuth2AccessTokenAuthenticationToken(
            granted.getRegisteredClient(),
            (Authentication) Objects.requireNonNull(granted.getPrincipal()),
            granted.getAccessToken(),
            null,
            granted.getAdditionalParameters()));
  }

  /// Answers a revocation; the console's cookie goes with its session.
  void revoked(
      HttpServletRequest request, HttpServletResponse response, Authentication authentication) {
    if (authentication.getPrincipal() instanceof Authentication client && isConsole(client)) {
      response.addHeader(
          HttpHeaders.SET_COOKIE,
          Tickets.cookie(COOKIE, "", Duration.ZERO, origin.isSecure(request)).toString());
    }
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setStatus(HttpServletResponse.SC_OK);
  }
}
