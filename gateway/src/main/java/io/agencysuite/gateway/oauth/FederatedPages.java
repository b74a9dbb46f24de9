package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.identity.Federation;
import io.agencysuite.gateway.identity.Logins;
import io.agencysuite.gateway.oauth.SignInForms.Form;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Sends people to another issuer and takes them in when they come back. Nobody is created.
final class FederatedPages {
  private final Federation federation;
  private final Logins logins;
  private final Flights flights;
  private final Tickets tickets;
  private final SignInForms forms;

  FederatedPages(
      Federation federation, Logins logins, Flights flights, Tickets tickets, SignInForms forms) {
    this.federation = federation;
    this.logins = logins;
    this.flights = flights;
    this.tickets = tickets;
    this.forms = forms;
  }

  RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route()
        .POST(OauthPaths.FEDERATED, this::leave)
        .GET(Federation.CALLBACK, this::comeBack)
        .build();
  }

  private ServerResponse leave(ServerRequest request) {
    HttpServletRequest raw = request.servletRequest();
    String query = SignInPages.parameter(raw, "request", SignInPages.QUERY_MAX);
    if (!SignInForms.isOwn(raw, SignInPages.parameter(raw, "csrf", SignInPages.TEXT_MAX))) {
      return form(403, query, "signIn.stale", List.of());
    }
    if (query.length() > Flights.QUERY_MAX) {
      return form(400, query, "federated.tooLong", List.of());
    }
    Flights.Planned flight = flights.plan(raw);
    try {
      String target = federation.request(flight.known(), SignInForms.wishes(query)).toString();
      flights.begin(flight, query);
      return onward(query, target, List.of(flight.cookie()));
    } catch (DoorException e) {
      return form(503, query, error(e), List.of());
    }
  }

  private ServerResponse comeBack(ServerRequest request) {
    HttpServletRequest raw = request.servletRequest();
    Optional<Flights.Landed> landed =
        flights.land(SignInPages.parameter(raw, "state", SignInPages.TEXT_MAX), raw);
    if (landed.isEmpty()) {
      return SignInForms.answer(403, List.of(), SignInForms::lost);
    }
    String query = landed.get().query();
    ResponseCookie end = flights.end(raw);
    Optional<String> email;
    try {
      email = email(raw, landed.get());
    } catch (DoorException e) {
      boolean down = e.reason() == DoorReason.DEPENDENCY_UNAVAILABLE;
      return form(down ? 503 : 403, query, error(e), List.of(end));
    }
    Optional<Logins.Known> known =
        email.flatMap(address ->
            logins.confirmed(federation.tenant(), address, raw.getHeader(HttpHeaders.USER_AGENT)));
    if (known.isEmpty()) {
      return form(403, query, "federated.nobody", List.of(end));
    }
    if (known.get().codeMissing()) {
      ResponseCookie half = tickets.begin(known.get().person(), email.orElseThrow(), raw);
      Form form = new Form(query, "", "");
      return SignInForms.answer(
          200, List.of(end, half), (asked, response) -> forms.code(asked, response, form));
    }
    return onward(
        query,
        OauthPaths.AUTHORIZE + '?' + SignInPages.safe(query),
        List.of(end, tickets.begin(known.get().person(), raw)));
  }

  private Optional<String> email(HttpServletRequest raw, Flights.Landed landed) {
    Federation.Arrival arrival =
        new Federation.Arrival(
            SignInPages.parameter(raw, "code", SignInPages.QUERY_MAX),
            SignInPages.parameter(raw, "iss", SignInPages.QUERY_MAX));
    if (!federation.sent(arrival)) {
      throw DoorException.of(DoorReason.CREDENTIAL_INVALID);
    }
    Duration age = SignInForms.maxAge(landed.query());
    Instant since = age == null ? null : landed.begun().minus(age);
    return switch (SignInPages.parameter(raw, "error", SignInPages.TEXT_MAX)) {
      case "" -> federation.email(arrival, landed.known(), since);
      case "server_error", "temporarily_unavailable" ->
          throw DoorException.of(DoorReason.DEPENDENCY_UNAVAILABLE, "the issuer");
      default -> throw DoorException.of(DoorReason.CREDENTIAL_INVALID);
    };
  }

  private String error(DoorException failure) {
    if (failure.reason() != DoorReason.DEPENDENCY_UNAVAILABLE) {
      return "federated.refused";
    }
    return logins.isLocal() ? "federated.downLocal" : "federated.down";
  }

  private ServerResponse form(
      int status, String query, String error, List<ResponseCookie> cookies) {
    Form form = new Form(query, "", error);
    return SignInForms.answer(
        status, cookies, (request, response) -> forms.password(request, response, form));
  }

  private static ServerResponse onward(String query, String target, List<ResponseCookie> cookies) {
    return SignInForms.answer(
        200, cookies, (request, response) -> SignInForms.onward(request, response, query, target));
  }
}
