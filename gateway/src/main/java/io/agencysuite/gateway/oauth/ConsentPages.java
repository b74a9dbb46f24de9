package io.agencysuite.gateway.oauth;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Locale;
import org.springframework.http.HttpHeaders;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Asks people what an application may, after they have signed in.
final class ConsentPages {
  private final Clients clients;
  private final Tickets tickets;
  private final OauthStore store;

  ConsentPages(Clients clients, Tickets tickets, OauthStore store) {
    this.clients = clients;
    this.tickets = tickets;
    this.store = store;
  }

  RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route().GET(OauthPaths.CONSENT, this::consent).build();
  }

  /// The state is a secret of this one sign-in, so that nobody else can send the form.
  private ServerResponse consent(ServerRequest request) {
    HttpServletRequest raw = request.servletRequest();
    RegisteredClient client =
        clients.findByClientId(SignInPages.parameter(raw, "client_id", SignInPages.TEXT_MAX));
    if (client == null || tickets.person(raw).isEmpty()) {
      return ServerResponse.status(303).header(HttpHeaders.LOCATION, "/console/").build();
    }
    List<String> scopes =
        List.of(SignInPages.parameter(raw, "scope", SignInPages.QUERY_MAX).split(" ", -1)).stream()
            .filter(client.getScopes()::contains)
            .toList();
    String state = SignInPages.parameter(raw, "state", SignInPages.TEXT_MAX);
    Locale locale = SignInForms.locale(raw, wanted(state));
    String page =
        new ConsentPage(new Page(locale))
            .page(client.getClientName(), client.getClientId(), state, scopes);
    return SignInForms.answer(
        200,
        List.of(),
        (_, response) -> SignInForms.send(response, page, SignInForms.origins(client)));
  }

  /// The `ui_locales` of the authorization request, which led here without them.
  private String wanted(String state) {
    return store
        .token(Secrets.hash(state))
        .filter(token -> token.kind().equals(AuthorizationForm.STATE))
        .flatMap(token -> store.authorization(token.authorization()))
        .map(asked -> asked.value().parameters().getOrDefault("ui_locales", ""))
        .orElse("");
  }
}
