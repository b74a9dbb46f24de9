package io.agencysuite.gateway.identity;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSetCacheRefreshEvaluator;
import com.nimbusds.jose.jwk.source.JWKSetSource;
import com.nimbusds.jose.jwk.source.JWKSetUnavailableException;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.SecurityContext;
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
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The other issuer over the wire: its discovery document, its keys, its answers to codes. Every
/// answer has a deadline and a size.
final class OidcProvider {
  private static final Logger LOG = LoggerFactory.getLogger(OidcProvider.class);
  private static final int ANSWER_BYTES_MAX = 64 * 1024;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final OidcSettings settings;
  private final HttpClient http;
  private final InstantSource clock;
  private final JWKSource<SecurityContext> keys;
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
    this.http = http;
    this.clock = clock;
    for (URI uri :
        new URI[] {settings.jwksUri(), settings.authorizationUri(), settings.tokenUri()}) {
      if (uri != null) {
        requireSafe(uri);
      }
    }
    requireSafe(URI.create(settings.issuer()));
    // An unknown key is looked for at once, but not more often than every 30 seconds.
    this.keys =
        JWKSourceBuilder.create(new Keys())
            .cache(settings.keysFor().toMillis(), 4 * settings.timeout().toMillis())
            .refreshAheadCache(false)
            .build();
  }

  JWKSource<SecurityContext> keys() {
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
    Endpoints endpoints = endpoints();
    String fields = encoded(form);
    HttpRequest.Builder request =
        HttpRequest.newBuilder(endpoints.token())
            .header("Content-Type", "application/x-www-form-urlencoded");
    if (settings.clientSecret().isEmpty() || endpoints.secretInForm()) {
      fields += '&' + encoded(Map.of("client_id", settings.clientId()));
    }
    if (!settings.clientSecret().isEmpty()) {
      if (endpoints.secretInForm()) {
        fields += '&' + encoded(Map.of("client_secret", settings.clientSecret()));
      } else {
        request.header("Authorization", "Basic " + basic());
      }
    }
    HttpResponse<String> answer =
        send(request.POST(HttpRequest.BodyPublishers.ofString(fields)), "redeeming a code");
    if (answer.statusCode() >= 500) {
      throw unavailable("redeeming a code", "status " + answer.statusCode());
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

  private Endpoints discover() {
    URI authorization = settings.authorizationUri();
    URI token = settings.tokenUri();
    URI jwks = settings.jwksUri();
    if (authorization != null && token != null && jwks != null) {
      return new Endpoints(authorization, token, jwks, false, false);
    }
    String root = settings.issuer().replaceFirst("/$", "");
    String what = "discovery";
    Map<String, Object> said = get(URI.create(root + "/.well-known/openid-configuration"), what);
    if (!settings.issuer().equals(said.get("issuer"))) {
      throw unavailable(what, "the document is of another issuer");
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
      throw unavailable(what, e.getMessage());
    }
  }

  private static URI address(Map<String, Object> said, String name) {
    if (said.get(name) instanceof String text) {
      return requireSafe(URI.create(text));
    }
    throw new IllegalArgumentException(name + ": absent (expected: a URL)");
  }

  private static URI requireSafe(URI uri) {
    boolean local = "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
    if (uri.getHost() == null || !(local || "https".equals(uri.getScheme()))) {
      throw new IllegalArgumentException(
          "gateway.oidc: " + uri + " (expected: https, or http on this machine)");
    }
    return uri;
  }

  private Map<String, Object> get(URI uri, String what) {
    HttpResponse<String> answer = send(HttpRequest.newBuilder(uri), what);
    try {
      if (answer.statusCode() == 200) {
        return JSONObjectUtils.parse(answer.body());
      }
      throw unavailable(what, "status " + answer.statusCode());
    } catch (ParseException e) {
      throw unavailable(what, "no JSON");
    }
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String what) {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(
            request.header("Accept", "application/json").timeout(settings.timeout()).build(),
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofString(), ANSWER_BYTES_MAX));
    try {
      return answer.get(settings.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(what, "interrupted");
    } catch (TimeoutException e) {
      throw unavailable(what, "no answer within " + settings.timeout());
    } catch (ExecutionException e) {
      throw unavailable(what, Objects.toString(e.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  private DoorException unavailable(String what, @Nullable String why) {
    LOG.warn("{}: {} failed: {}", settings.issuer(), what, why);
    return DoorException.of(DoorReason.DEPENDENCY_UNAVAILABLE, "the issuer");
  }

  /// RFC 6749, section 2.3.1.
  private String basic() {
    String both = encode(settings.clientId()) + ':' + encode(settings.clientSecret());
    return Base64.getEncoder().encodeToString(both.getBytes(StandardCharsets.UTF_8));
  }

  private static String encoded(Map<String, String> form) {
    return form.entrySet().stream()
        .map(field -> field.getKey() + '=' + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private final class Keys implements JWKSetSource<SecurityContext> {
    @Override
    public JWKSet getJWKSet(
        JWKSetCacheRefreshEvaluator refresh, long now, @Nullable SecurityContext context)
        throws KeySourceException {
      try {
        URI uri = settings.jwksUri();
        return JWKSet.parse(get(uri == null ? endpoints().keys() : uri, "fetching the keys"));
      } catch (DoorException | ParseException e) {
        throw new JWKSetUnavailableException("the keys of the issuer", e);
      }
    }

    @Override
    public void close() {}
  }
}
