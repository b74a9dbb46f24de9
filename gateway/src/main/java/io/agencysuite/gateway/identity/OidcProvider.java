package io.agencysuite.gateway.identity;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.util.JSONObjectUtils;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The other issuer: its discovery document, its keys, its answers to codes.
final class OidcProvider {
  private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);

  private final OidcSettings settings;
  private final OidcHttp http;
  private final InstantSource clock;
  private final OidcKeys keys;
  private volatile @Nullable Known known;

  /// Where the issuer is reached.
  ///
  /// @param namesItself whether its answers to sign-ins say whose they are (RFC 9207)
  /// @param secretInForm whether the client's secret belongs into the form
  record Endpoints(
      URI authorization, URI token, URI keys, boolean namesItself, boolean secretInForm) {}

  private record Known(Endpoints endpoints, Instant end) {}

  OidcProvider(OidcSettings settings, HttpClient http, InstantSource clock) {
    this.settings = settings;
    this.http = new OidcHttp(http, settings.issuer(), settings.timeout());
    this.clock = clock;
    this.keys = new OidcKeys(this::fetchKeys, settings.keysFor(), clock);
    for (URI uri :
        new URI[] {settings.jwksUri(), settings.authorizationUri(), settings.tokenUri()}) {
      if (uri != null) {
        OidcHttp.requireSafe(uri);
      }
    }
    OidcHttp.requireSafe(URI.create(settings.issuer()));
  }

  OidcKeys keys() {
    return keys;
  }

  /// @throws DoorException DEPENDENCY_UNAVAILABLE if the issuer cannot be asked
  Endpoints endpoints() {
    Known before = known;
    Instant now = clock.instant();
    if (before != null && now.isBefore(before.end())) {
      return before.endpoints();
    }
    Endpoints fresh = discover();
    known = new Known(fresh, now.plus(settings.keysFor()));
    return fresh;
  }

  /// The ID token that a code is good for.
  ///
  /// @throws DoorException DEPENDENCY_UNAVAILABLE if the issuer cannot be asked, CREDENTIAL_INVALID
  ///   if it refuses the code
  String redeem(Map<String, String> form) {
    HttpResponse<String> answer = http.send(redemption(form), "redeeming a code");
    if (answer.statusCode() >= 500) {
      throw http.unavailable("redeeming a code", "status " + answer.statusCode());
    }
    try {
      Map<String, Object> content = JSONObjectUtils.parse(answer.body());
      if (answer.statusCode() == 200 && content.get("id_token") instanceof String token) {
        return token;
      }
      String error = Objects.toString(content.get("error"), "");
      LOG.warn(
          "{} refuses a code: status {} {}",
          settings.issuer(),
          answer.statusCode(),
          error.matches("[a-z_]{1,40}") ? error : "without a known error");
    } catch (ParseException e) {
      LOG.warn("{} answers no JSON, status {}", settings.issuer(), answer.statusCode());
    }
    throw DoorException.of(DoorReason.CREDENTIAL_INVALID);
  }

  /// The form with what proves that the door sends it (RFC 6749, section 2.3.1).
  private HttpRequest.Builder redemption(Map<String, String> form) {
    Endpoints endpoints = endpoints();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoints.token())
            .header("Content-Type", "application/x-www-form-urlencoded");
    String id = encode(settings.clientId());
    String secret = encode(settings.clientSecret());
    String fields = encoded(form);
    if (secret.isEmpty()) {
      fields += "&client_id=" + id;
    } else if (endpoints.secretInForm()) {
      fields += "&client_id=" + id + "&client_secret=" + secret;
    } else {
      byte[] both = (id + ':' + secret).getBytes(StandardCharsets.UTF_8);
      request.header("Authorization", "Basic " + Base64.getEncoder().encodeToString(both));
    }
    return request.POST(HttpRequest.BodyPublishers.ofString(fields));
  }

  private Endpoints discover() {
    URI authorization = settings.authorizationUri();
    URI token = settings.tokenUri();
    URI jwks = settings.jwksUri();
    if (authorization != null && token != null && jwks != null) {
      return new Endpoints(authorization, token, jwks, false, false);
    }
    String root = settings.issuer().replaceFirst("/$", "");
    String what = "discovery";
    Map<String, Object> said =
        http.get(URI.create(root + "/.well-known/openid-configuration"), what);
    if (!settings.issuer().equals(said.get("issuer"))) {
      throw http.unavailable(what, "the document is of another issuer");
    }
    try {
      List<String> methods =
          JSONObjectUtils.getStringList(said, "token_endpoint_auth_methods_supported");
      return new Endpoints(
          authorization == null ? address(said, "authorization_endpoint") : authorization,
          token == null ? address(said, "token_endpoint") : token,
          jwks == null ? address(said, "jwks_uri") : jwks,
          Boolean.TRUE.equals(said.get("authorization_response_iss_parameter_supported")),
          methods != null
              && !methods.contains("client_secret_basic")
              && methods.contains("client_secret_post"));
    } catch (ParseException | IllegalArgumentException e) {
      throw http.unavailable(what, e.getMessage());
    }
  }

  private static URI address(Map<String, Object> said, String name) {
    if (said.get(name) instanceof String text) {
      return OidcHttp.requireSafe(URI.create(text));
    }
    throw new IllegalArgumentException(name + ": absent (expected: a URL)");
  }

  private JWKSet fetchKeys() {
    URI uri = settings.jwksUri();
    String what = "fetching the keys";
    try {
      return JWKSet.parse(http.get(uri == null ? endpoints().keys() : uri, what));
    } catch (ParseException e) {
      throw http.unavailable(what, "no key set");
    }
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> field.getKey() + '=' + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
