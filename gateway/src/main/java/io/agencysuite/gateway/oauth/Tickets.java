package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.identity.Person;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseCookie;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/// Knows who has signed in, from the sign-in page until the code: a cookie whose hash is a document
/// of the store, so that the next request may come to another door. It ends with the code, so that
/// nobody is let in by a sign-in of the person before.
final class Tickets extends OncePerRequestFilter {
  private static final String COOKIE = "agency_sign_in";

  private final OauthStore store;
  private final Secrets secrets;
  private final OwnOrigin origin;
  private final Duration lifetime;
  private final InstantSource clock;

  Tickets(
      OauthStore store, Secrets secrets, OwnOrigin origin, Duration lifetime, InstantSource clock) {
    this.store = store;
    this.secrets = secrets;
    this.origin = origin;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  /// `{tenant}/{user}`.
  static String name(Person person) {
    return last(person.tenant()) + '/' + last(person.user());
  }

  static Authentication signedIn(Person person) {
    UsernamePasswordAuthenticationToken token =
        UsernamePasswordAuthenticationToken.authenticated(name(person), null, List.of());
    token.setDetails(person);
    return token;
  }

  /// Lets the browser go on as this person for a while.
  ResponseCookie begin(Person person, HttpServletRequest request) {
    return begin(person, "", request);
  }

  /// Remembers whose password was right, until the one-time code comes.
  ///
  /// @param email what was given with the password
  ResponseCookie begin(Person person, String email, HttpServletRequest request) {
    String secret = secrets.fresh();
    Instant end = clock.instant().plus(lifetime);
    store.remember(Secrets.hash(secret), new StoredTicket(person, email, end));
    return cookie(secret, lifetime, request);
  }

  /// Nobody goes on by this sign-in.
  ResponseCookie end(HttpServletRequest request) {
    given(request).ifPresent(secret -> store.forgetTicket(Secrets.hash(secret)));
    return cookie("", Duration.ZERO, request);
  }

  /// Who has signed in.
  Optional<Person> person(HttpServletRequest request) {
    return ticket(request).filter(ticket -> ticket.email().isEmpty()).map(StoredTicket::person);
  }

  /// Whose one-time code is missing.
  Optional<StoredTicket> half(HttpServletRequest request) {
    return ticket(request).filter(ticket -> !ticket.email().isEmpty());
  }

  private Optional<StoredTicket> ticket(HttpServletRequest request) {
    return given(request)
        .flatMap(secret -> store.ticket(Secrets.hash(secret)))
        .filter(ticket -> clock.instant().isBefore(ticket.expireAt()));
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().equals(OauthPaths.AUTHORIZE);
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    Optional<Person> person = person(request);
    if (person.isPresent()) {
      SecurityContext context = SecurityContextHolder.createEmptyContext();
      context.setAuthentication(signedIn(person.get()));
      SecurityContextHolder.setContext(context);
    }
    chain.doFilter(request, response);
  }

  private ResponseCookie cookie(String value, Duration age, HttpServletRequest request) {
    return cookie(COOKIE, value, age, origin.isSecure(request));
  }

  static ResponseCookie cookie(String name, String value, Duration age, boolean secure) {
    return ResponseCookie.from(name, value)
        .httpOnly(true)
        .secure(secure)
        .sameSite("Strict")
        .path("/oauth2")
        .maxAge(age)
        .build();
  }

  private static Optional<String> given(HttpServletRequest request) {
    return cookie(request, COOKIE);
  }

  static Optional<String> cookie(HttpServletRequest request, String name) {
    Cookie[] cookies = request.getCookies();
    return cookies == null
        ? Optional.empty()
        : List.of(cookies).stream()
            .filter(cookie -> cookie.getName().equals(name))
            .map(Cookie::getValue)
            .filter(value -> !value.isEmpty())
            .findFirst();
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
