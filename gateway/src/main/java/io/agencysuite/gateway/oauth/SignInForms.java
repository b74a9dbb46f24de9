package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.identity.Session;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.util.MultiValueMap;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/// Writes the pages of a sign-in. Each form holds a secret that is also a cookie, so that no other
/// page can send it.
final class SignInForms {
  private static final String CSRF = "agency_form";
  private static final int TEXT_MAX = 254;
  private static final Set<String> PASSED_ON = Set.of("login", "select_account");

  private final Clients clients;
  private final Secrets secrets;
  private final OwnOrigin origin;
  private final Ways ways;
  private final Duration lifetime;

  /// How people may sign in.
  ///
  /// @param local by a password
  /// @param other what the other issuer is called; empty for none
  record Ways(boolean local, String other) {}

  /// What is on a form.
  ///
  /// @param query of the authorization request, to go on with
  /// @param email as it was given before
  /// @param error key of the text above the form; empty for none
  record Form(String query, String email, String error) {}

  /// Writes a page.
  @FunctionalInterface
  interface Writing {
    void write(HttpServletRequest request, HttpServletResponse response) throws IOException;
  }

  SignInForms(Clients clients, Secrets secrets, OwnOrigin origin, Ways ways, Duration lifetime) {
    this.clients = clients;
    this.secrets = secrets;
    this.origin = origin;
    this.ways = ways;
    this.lifetime = lifetime;
  }

  /// Whether a form comes from a page of this browser's.
  static boolean isOwn(HttpServletRequest request, String csrf) {
    return Tickets.cookie(request, CSRF).filter(known -> Secrets.same(known, csrf)).isPresent();
  }

  /// Answers with one of the pages.
  static ServerResponse answer(int status, List<ResponseCookie> cookies, Writing page) {
    return ServerResponse.status(status)
        .build((request, response) -> {
          cookies.forEach(cookie -> response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString()));
          page.write(request, response);
          return null;
        });
  }

  /// What is passed on to another issuer. Which consent is asked for is the door's own question.
  static Map<String, String> wishes(String query) {
    String prompt = parameter(query, "prompt");
    Duration age = maxAge(query);
    return Map.of(
        "login_hint",
        parameter(query, "login_hint"),
        "ui_locales",
        parameter(query, "ui_locales"),
        "prompt",
        PASSED_ON.contains(prompt) ? prompt : "",
        "max_age",
        age == null ? "" : Long.toString(age.toSeconds()));
  }

  /// How long ago people may have signed in; null where nobody asks, or not in seconds.
  static @Nullable Duration maxAge(String query) {
    String seconds = parameter(query, "max_age");
    return seconds.matches("\\d{1,9}") ? Duration.ofSeconds(Long.parseLong(seconds)) : null;
  }

  /// Asks for address and password, or leads to the other issuer.
  void password(HttpServletRequest request, HttpServletResponse response, Form form)
      throws IOException {
    Optional<RegisteredClient> client = client(form.query());
    String email = form.email().isEmpty() ? parameter(form.query(), "login_hint") : form.email();
    String application =
        client
            .filter(known -> !known.getClientId().equals(Session.CONSOLE))
            .map(RegisteredClient::getClientName)
            .orElse("");
    SignInPage page = new SignInPage(page(request, form.query()));
    // The other issuer sends people back to the public address, where this cookie is not.
    String elsewhere =
        ways.other().isEmpty() || origin.isPublic(request) ? "" : origin.issuer() + "/console/";
    send(
        response,
        page.password(
            application,
            new Form(form.query(), email, form.error()),
            csrf(request, response),
            ways,
            elsewhere),
        client.map(SignInForms::origins).orElse(""));
  }

  /// Asks for the one-time code.
  void code(HttpServletRequest request, HttpServletResponse response, Form form)
      throws IOException {
    send(
        response,
        new SignInPage(page(request, form.query())).code(form, csrf(request, response)),
        client(form.query()).map(SignInForms::origins).orElse(""));
  }

  /// Leads on, to the other issuer or back from there. No redirect: browsers hold one to the page
  /// that it began on, which may send its form nowhere else, or is not the door's.
  static void onward(
      HttpServletRequest request, HttpServletResponse response, String query, String target)
      throws IOException {
    response.setHeader("Refresh", "0;url=" + target);
    send(response, page(request, query).onward(target), "");
  }

  /// Tells somebody who comes back from nowhere to begin anew.
  static void lost(HttpServletRequest request, HttpServletResponse response) throws IOException {
    send(response, new Page(request.getLocale()).lost(), "");
  }

  private String csrf(HttpServletRequest request, HttpServletResponse response) {
    String csrf = secrets.fresh();
    ResponseCookie cookie = Tickets.cookie(CSRF, csrf, lifetime, origin.isSecure(request));
    response.addHeader(HttpHeaders.SET_COOKIE, cookie.toString());
    return csrf;
  }

  static void send(HttpServletResponse response, String html, String origins) throws IOException {
    byte[] bytes = html.getBytes(StandardCharsets.UTF_8);
    response.setContentType("text/html;charset=utf-8");
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    response.setHeader(HttpHeaders.VARY, "Accept-Language");
    response.setHeader("Content-Security-Policy", Page.policy(origins));
    response.setContentLength(bytes.length);
    response.getOutputStream().write(bytes);
  }

  private Optional<RegisteredClient> client(String query) {
    return Optional.ofNullable(clients.findByClientId(parameter(query, "client_id")));
  }

  private static Page page(HttpServletRequest request, String query) {
    return new Page(locale(request, parameter(query, "ui_locales")));
  }

  /// What the application asks for, else what the browser speaks.
  ///
  /// @param wanted `ui_locales`; empty for none
  static Locale locale(HttpServletRequest request, String wanted) {
    return wanted.isEmpty() ? request.getLocale() : Locale.forLanguageTag(wanted.split(" ", 2)[0]);
  }

  /// A parameter of an authorization request; empty for none, or one that cannot be read.
  private static String parameter(String query, String name) {
    MultiValueMap<String, String> all =
        UriComponentsBuilder.newInstance().query(query).build().getQueryParams();
    try {
      String text = Objects.requireNonNullElse(all.getFirst(name), "").replace('+', ' ');
      String value = UriUtils.decode(text, StandardCharsets.UTF_8);
      return value.length() > TEXT_MAX ? "" : value;
    } catch (IllegalArgumentException e) {
      return "";
    }
  }

  /// Browsers hold the form to its policy on the way back to the application, too.
  static String origins(RegisteredClient client) {
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
}
