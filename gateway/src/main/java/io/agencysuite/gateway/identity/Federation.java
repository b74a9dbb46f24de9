package io.agencysuite.gateway.identity;

import com.nimbusds.jwt.JWTClaimsSet;
import io.agencysuite.gateway.error.DoorException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/// Has people sign in at another issuer: OpenID Connect Core 1.0 by authorization code with PKCE
/// (RFC 7636), the door being the application.
public final class Federation {
  /// Where the issuer sends people back to, at the door's public address.
  public static final String CALLBACK = "/oauth2/callback";

  private static final Logger LOG = LoggerFactory.getLogger(Federation.class);

  private final OidcSettings settings;
  private final OidcProvider provider;
  private final OidcTokens tokens;
  private final String redirectUri;

  /// What ties the parts of one sign-in together; nobody but this browser's sign-in knows it.
  ///
  /// @param state comes back with the code
  /// @param nonce comes back in the ID token
  /// @param verifier goes with the code
  public record Flight(String state, String nonce, String verifier) {}

  /// What the issuer sends the browser back with.
  ///
  /// @param issuer who says so; empty where it does not
  public record Arrival(String code, String issuer) {}

  Federation(
      OidcSettings settings, OidcProvider provider, String redirectUri, InstantSource clock) {
    this.settings = settings;
    this.provider = provider;
    this.redirectUri = redirectUri;
    this.tokens =
        new OidcTokens(settings, provider.keys(), settings.clientId(), Set.of("jwt"), clock);
  }

  /// What people know the issuer as.
  public String name() {
    return settings.name();
  }

  /// `tenants/{tenant}` of the people who sign in there.
  public String tenant() {
    return "tenants/" + settings.tenant();
  }

  /// Where the browser is sent to.
  ///
  /// @param wishes further parameters of the request; empty ones are left out
  /// @throws DoorException DEPENDENCY_UNAVAILABLE if the issuer cannot be asked
  public URI request(Flight flight, Map<String, String> wishes) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("response_type", "code");
    query.put("client_id", settings.clientId());
    query.put("redirect_uri", redirectUri);
    query.put("scope", String.join(" ", settings.scopes()));
    query.put("state", flight.state());
    query.put("nonce", flight.nonce());
    query.put("code_challenge", challenge(flight.verifier()));
    query.put("code_challenge_method", "S256");
    query.putAll(wishes);
    UriComponentsBuilder target =
        UriComponentsBuilder.fromUri(provider.endpoints().authorization());
    query.forEach((name, value) -> {
      if (!value.isEmpty()) {
        target.queryParam(name, UriUtils.encode(value, StandardCharsets.UTF_8));
      }
    });
    return target.build(true).toUri();
  }

  /// Whether an answer is this issuer's, as far as it says whose it is (RFC 9207).
  ///
  /// @throws DoorException DEPENDENCY_UNAVAILABLE if the issuer cannot be asked
  public boolean sent(Arrival arrival) {
    return arrival.issuer().isEmpty()
        ? !provider.endpoints().namesItself()
        : arrival.issuer().equals(settings.issuer());
  }

  /// The address that the issuer has confirmed; empty where it has confirmed none.
  ///
  /// @param since when they must have signed in at the issuer; null for whenever
  /// @throws DoorException CREDENTIAL_INVALID if the code or the ID token is not right,
  ///   DEPENDENCY_UNAVAILABLE if the issuer cannot be asked
  public Optional<String> email(Arrival arrival, Flight flight, @Nullable Instant since) {
    String token =
        provider.redeem(
            Map.of(
                "grant_type",
                "authorization_code",
                "code",
                arrival.code(),
                "redirect_uri",
                redirectUri,
                "code_verifier",
                flight.verifier()));
    JWTClaimsSet claims = tokens.claims(token);
    requireOwn(claims, flight);
    if (since != null) {
      requireSignedIn(claims, since);
    }
    return tokens.email(claims);
  }

  private void requireOwn(JWTClaimsSet claims, Flight flight) {
    Object presenter = claims.getClaim("azp");
    boolean own =
        presenter == null
            ? claims.getAudience().size() == 1
            : presenter.equals(settings.clientId());
    if (!own || !flight.nonce().equals(claims.getClaim("nonce"))) {
      LOG.warn("{}: an ID token is of another sign-in", settings.issuer());
      throw OidcTokens.refused();
    }
  }

  /// OpenID Connect Core 1.0, section 3.1.3.7, item 13.
  private void requireSignedIn(JWTClaimsSet claims, Instant since) {
    Instant earliest = since.minusSeconds(OidcTokens.TOLERANCE_SECONDS);
    if (!(claims.getClaim("auth_time") instanceof Number time)
        || time.longValue() < earliest.getEpochSecond()) {
      LOG.warn("{}: an ID token is of a sign-in before {}", settings.issuer(), since);
      throw OidcTokens.refused();
    }
  }

  private static String challenge(String verifier) {
    try {
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(
              MessageDigest.getInstance("SHA-256")
                  .digest(verifier.getBytes(StandardCharsets.US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
