package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.guard.CallerAddress;
import io.agencysuite.gateway.identity.IdTokens;
import io.agencysuite.gateway.identity.Logins;
import io.agencysuite.gateway.oauth.SignInForms.Form;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;

/// Asks people who they are, first by their password, then by a one-time code where it is on. An
/// authorization request comes here only after it was found right.
final class SignInPages implements AuthenticationEntryPoint {
  static final int TEXT_MAX = 254;
  static final int QUERY_MAX = 8_192;

  private final Logins logins;
  private final Tickets tickets;
  private final SignInForms forms;
  private final CallerAddress addresses;
  private final String issuer;

  SignInPages(
      Logins logins, Tickets tickets, SignInForms forms, CallerAddress addresses, String issuer) {
    this.logins = logins;
    this.tickets = tickets;
    this.forms = forms;
    this.addresses = addresses;
    this.issuer = issuer;
  }

  RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route().POST(OauthPaths.SIGN_IN, this::signIn).build();
  }

  /// Answers an authorization request of somebody who has not signed in.
  @Override
  public void commence(
      HttpServletRequest request, HttpServletResponse response, AuthenticationException unknown)
      throws IOException {
    if (isSilent(request)) {
      Redirect.send(
          response,
          UriComponentsBuilder.fromUriString(parameter(request, "redirect_uri", QUERY_MAX))
              .queryParam("error", "login_required"),
          parameter(request, "state", QUERY_MAX),
          issuer);
      return;
    }
    String query = Objects.requireNonNullElse(request.getQueryString(), "");
    forms.password(request, response, new Form(query, "", ""));
  }

  /// Whether the application wants nobody to be asked (OpenID Connect Core 1.0, section 3.1.2.1).
  private static boolean isSilent(HttpServletRequest request) {
    return request.getMethod().equals("GET")
        && parameter(request, "prompt", TEXT_MAX).equals("none")
        && List.of(parameter(request, "scope", QUERY_MAX).split(" ", -1)).contains(IdTokens.OPENID);
  }

  private ServerResponse signIn(ServerRequest request) {
    HttpServletRequest raw = request.servletRequest();
    String query = parameter(raw, "request", QUERY_MAX);
    String email = parameter(raw, "email", TEXT_MAX);
    if (!SignInForms.isOwn(raw, parameter(raw, "csrf", TEXT_MAX))) {
      return password(403, query, email, "signIn.stale");
    }
    return raw.getParameter("password") == null ? second(raw, query) : first(raw, query, email);
  }

  private ServerResponse first(HttpServletRequest raw, String query, String email) {
    try {
      Logins.Known known =
          logins.password(
              email,
              parameter(raw, "password", TEXT_MAX),
              addresses.of(raw),
              raw.getHeader(HttpHeaders.USER_AGENT));
      if (!known.codeMissing()) {
        return goOn(tickets.begin(known.person(), raw), query);
      }
      return code(200, query, "", List.of(tickets.begin(known.person(), email, raw)));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() != Status.Code.UNAUTHENTICATED) {
        throw e;
      }
      return password(401, query, email, "signIn.wrong");
    } catch (DoorException e) {
      return switch (e.reason()) {
        case TOO_MANY_ATTEMPTS -> password(429, query, email, "signIn.tooMany");
        case LOCAL_SIGN_IN_OFF -> password(403, query, email, "signIn.localOff");
        default -> throw e;
      };
    }
  }

  private ServerResponse second(HttpServletRequest raw, String query) {
    StoredTicket half = tickets.half(raw).orElse(null);
    if (half == null) {
      return password(403, query, "", "signIn.stale");
    }
    try {
      logins.code(
          half.person(), half.email(), parameter(raw, "code", TEXT_MAX).strip(), addresses.of(raw));
    } catch (DoorException e) {
      return switch (e.reason()) {
        case TOTP_WRONG -> code(401, query, "signIn.codeWrong", List.of());
        case TOO_MANY_ATTEMPTS -> password(429, query, half.email(), "signIn.tooMany");
        default -> throw e;
      };
    }
    tickets.end(raw);
    return goOn(tickets.begin(half.person(), raw), query);
  }

  private static ServerResponse goOn(ResponseCookie ticket, String query) {
    return ServerResponse.status(303)
        .header(HttpHeaders.LOCATION, OauthPaths.AUTHORIZE + '?' + safe(query))
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .header(HttpHeaders.SET_COOKIE, ticket.toString())
        .build();
  }

  private ServerResponse password(int status, String query, String email, String error) {
    Form form = new Form(query, email, error);
    return SignInForms.answer(
        status, List.of(), (request, response) -> forms.password(request, response, form));
  }

  private ServerResponse code(
      int status, String query, String error, List<ResponseCookie> tickets) {
    Form form = new Form(query, "", error);
    return SignInForms.answer(
        status, tickets, (request, response) -> forms.code(request, response, form));
  }

  static String parameter(HttpServletRequest request, String name, int max) {
    String value = Objects.requireNonNullElse(request.getParameter(name), "");
    return value.length() > max ? "" : value;
  }

  /// A header is one line.
  static String safe(String query) {
    return query.replaceAll("[^!-~]", "");
  }
}
