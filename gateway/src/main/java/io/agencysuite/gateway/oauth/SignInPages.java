package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.guard.CallerAddress;
import io.agencysuite.gateway.identity.Logins;
import io.agencysuite.gateway.identity.Person;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;

/// Asks people who they are and what an application may. An authorization request comes here only
/// after it was found right.
final class SignInPages implements AuthenticationEntryPoint {
  private static final String CSRF = "agency_form";
  private static final int TEXT_MAX = 254;
  private static final int QUERY_MAX = 8_192;

  private final Clients clients;
  private final Logins logins;
  private final Tickets tickets;
  private final Secrets secrets;
  private final CallerAddress addresses;
  private final Duration lifetime;

  SignInPages(
      Clients clients,
      Logins logins,
      Tickets tickets,
      Secrets secrets,
      CallerAddress addresses,
      Duration lifetime) {
    this.clients = clients;
    this.logins = logins;
    this.tickets = tickets;
    this.secrets = secrets;
    this.addresses = addresses;
    this.lifetime = lifetime;
  }

  RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route()
        .POST(OauthPaths.SIGN_IN, this::signIn)
        .GET(OauthPaths.CONSENT, this::consent)
        .build();
  }

  /// Answers an authorization request of somebody who has not signed in.
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException unknown)
      throws IOException {
    String query = Objects.requireNonNullElse(request.getQueryString(), "");
    write(request, response, 200, query, "", "");
  }

  private ServerResponse signIn(ServerRequest request) {
    HttpServletRequest raw = request.servletRequest();
    String query = parameter(raw, "request", QUERY_MAX);
    String email = parameter(raw, "email", TEXT_MAX);
    String csrf = parameter(raw, "csrf", TEXT_MAX);
    if (!Tickets.cookie(raw, CSRF).filter(known -> Secrets.same(known, csrf)).isPresent()) {
      return page(403, query, email, "signIn.stale");
    }
    try {
      Person person =
          logins.signIn(
              email,
              parameter(raw, "password", TEXT_MAX),
              parameter(raw, "code", TEXT_MAX),
              addresses.of(raw),
              raw.getHeader(HttpHeaders.USER_AGENT));
      return ServerResponse.status(303)
          .header(HttpHeaders.LOCATION, OauthPaths.AUTHORIZE + '?' + safe(query))
          .header(HttpHeaders.CACHE_CONTROL, "no-store")
          .header(HttpHeaders.SET_COOKIE, tickets.begin(person, raw).toString())
          .build();
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.UNAUTHENTICATED) {
        throw e;
      }
      return page(401, query, email, "signIn.wrong");
    } catch (DoorException e) {
      return switch (e.reason()) {
        case TOTP_REQUIRED -> page(401, query, email, "signIn.codeMissing");
        case TOTP_WRONG -> page(401, query, email, "signIn.codeWrong");
        case TOO_MANY_ATTEMPTS -> page(429, query, email, "signIn.tooMany");
        default -> throw e;
      };
    }
  }

  /// The state is a secret of this one sign-in, so that nobody else can send the form.
  private ServerResponse consent(ServerRequest request) {
    HttpServletRequest raw = request.servletRequest();
    RegisteredClient client = clients.findByClientId(parameter(raw, "client_id", TEXT_MAX));
    if (client == null || tickets.person(raw).isEmpty()) {
      return ServerResponse.status(303).header(HttpHeaders.LOCATION, "/console/").build();
    }
    List<String> scopes = List.of(parameter(raw, "scope", QUERY_MAX).split(" ", -1));
    String html =
        new Page(raw.getLocale())
            .consent(
                client.getClientName(),
                client.getClientId(),
                parameter(raw, "state", TEXT_MAX),
                scopes.stream().filter(client.getScopes()::contains).toList());
    return ServerResponse.ok()
        .build((_, response) -> {
          send(response, html, origins(client));
          return null;
        });
  }

  private ServerResponse page(int status, String query, String email, String error) {
    return ServerResponse.status(status)
        .build((request, response) -> {
          write(request, response, status, query, email, error);
          return null;
        });
  }

  private void write(
      HttpServletRequest request,
      HttpServletResponse response,
      int status,
      String query,
      String email,
      String error)
      throws IOException {
    Optional<RegisteredClient> client = client(query);
    String csrf = secrets.fresh();
    ResponseCookie cookie = Tickets.cookie(CSRF, csrf, lifetime, addresses.isSecure(request));
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    response.setStatus(status);
    String name = client.map(RegisteredClient::getClientName).orElse("Agency Suite");
    send(
        response,
        new Page(request.getLocale()).signIn(name, query, csrf, email, error),
        client.map(SignInPages::origins).orElse(""));
  }

  private static void send(HttpServletResponse response, String html, String origins)
      throws IOException {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    response.setContentType("text/html;charset=utf-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(HttpHeaders.VARY, "Accept-Language");
    response.setHeader("Content-Security-Policy", Page.policy(origins));
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private Optional<RegisteredClient> client(String query) {
    String id =
        UriComponentsBuilder.newInstance()
            .query(query)
            .build()
            .getQueryParams()
            .getFirst("client_id");
    return Optional.ofNullable(id).map(clients::findByClientId);
  }

  /// Browsers hold the form to its policy on the way back to the application, too.
  private static String origins(RegisteredClient client) {
    return String.join(
        " ",
        client.getRedirectUris().stream()
            .map(URI::create)
            .map(uri ->
                uri.getHost() == null
                    ? uri.getScheme() + ':'
                    : uri.getScheme() + "://" + uri.getAuthority())
            .distinct()
            .toList());
  }

  private static String parameter(HttpServletRequest request, String name, int max) {
    String value = Objects.requireNonNullElse(request.getParameter(name), "");
    return value.length() > max ? "" : value;
  }

  /// A header is one line.
  private static String safe(String query) {
    return query.replaceAll("[^!-~]", "");
  }
}
