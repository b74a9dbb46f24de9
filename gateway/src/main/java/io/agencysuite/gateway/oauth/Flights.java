package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.identity.Federation;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.http.ResponseCookie;

/// Remembers sign-ins while people are at another issuer: a cookie whose hash is a document of the
/// store, so that they may come back to another door, once. State, nonce and verifier follow from
/// the cookie, so that only the browser that went may come back, and the store holds none of them.
final class Flights {
  private static final String COOKIE = "agency_flight";
  private static final Duration LIFETIME = Duration.ofMinutes(10);

  /// Of what is kept of anybody who asks.
  static final int QUERY_MAX = 2_048;

  private final OauthStore store;
  private final Secrets secrets;
  private final OwnOrigin origin;
  private final InstantSource clock;

  /// One that nobody remembers yet.
  ///
  /// @param known what ties the sign-in together
  record Planned(String secret, Federation.Flight known, ResponseCookie cookie) {}

  /// @param query of the authorization request, to go on with
  /// @param begun when the browser left
  record Landed(Federation.Flight known, String query, Instant begun) {}

  Flights(OauthStore store, Secrets secrets, OwnOrigin origin, InstantSource clock) {
    this.store = store;
    this.secrets = secrets;
    this.origin = origin;
    this.clock = clock;
  }

  Planned plan(HttpServletRequest request) {
    String secret = secrets.fresh();
    return new Planned(secret, flight(secret), cookie(secret, LIFETIME, request));
  }

  /// @param query no longer than [#QUERY_MAX]
  void begin(Planned flight, String query) {
    store.remember(
        Secrets.hash(flight.secret()),
        new StoredFlight(query, false, clock.instant().plus(LIFETIME)));
  }

  /// The flight that this browser has begun, if this is the first time that it comes back.
  Optional<Landed> land(String state, HttpServletRequest request) {
    return Tickets.cookie(request, COOKIE)
        .filter(secret -> Secrets.same(flight(secret).state(), state))
        .flatMap(secret ->
            store
                .land(Secrets.hash(secret))
                .filter(flight -> clock.instant().isBefore(flight.expireAt()))
                .map(flight ->
                    new Landed(flight(secret), flight.query(), flight.expireAt().minus(LIFETIME))));
  }

  ResponseCookie end(HttpServletRequest request) {
    return cookie("", Duration.ZERO, request);
  }

  private Federation.Flight flight(String secret) {
    return new Federation.Flight(
        secrets.after("state:" + secret),
        secrets.after("nonce:" + secret),
        secrets.after("verifier:" + secret));
  }

  /// Unlike the others it comes along when the issuer's page leads here.
  private ResponseCookie cookie(String value, Duration age, HttpServletRequest request) {
    return ResponseCookie.from(COOKIE, value)
        .httpOnly(true)
        .secure(origin.isSecure(request))
        .sameSite("Lax")
        .path(Federation.CALLBACK)
        .maxAge(age)
        .build();
  }
}
