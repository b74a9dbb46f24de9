package io.agencysuite.gateway.identity;

import com.nimbusds.jose.util.JSONObjectUtils;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.text.ParseException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Questions to the other issuer. Every answer has a deadline and a size, and what it says comes
/// into the log cut and in one line.
final class OidcHttp {
  private static final Logger LOG = LoggerFactory.getLogger(OidcHttp.class);
  private static final int ANSWER_BYTES_MAX = 64 * 1024;
  private static final int LOGGED_MAX = 200;
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final HttpClient http;
  private final String issuer;
  private final Duration timeout;

  /// @param timeout of a whole answer
  OidcHttp(HttpClient http, String issuer, Duration timeout) {
    this.http = http;
    this.issuer = issuer;
    this.timeout = timeout;
  }

  /// An address that nobody on the way reads or answers for.
  static URI requireSafe(URI uri) {
    boolean local = "http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost());
    if (uri.getHost() == null || !(local || "https".equals(uri.getScheme()))) {
      throw new IllegalArgumentException(
          "gateway.oidc: " + uri + " (expected: https, or http on this machine)");
    }
    return uri;
  }

  /// @param what is done, for the log
  /// @throws DoorException DEPENDENCY_UNAVAILABLE for any answer but a JSON object
  Map<String, Object> get(URI uri, String what) {
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

  /// @throws DoorException DEPENDENCY_UNAVAILABLE if no whole answer comes in time
  HttpResponse<String> send(HttpRequest.Builder request, String what) {
    CompletableFuture<HttpResponse<String>> answer =
        http.sendAsync(
            request.header("Accept", "application/json").timeout(timeout).build(),
            HttpResponse.BodyHandlers.limiting(
                HttpResponse.BodyHandlers.ofString(), ANSWER_BYTES_MAX));
    try {
      return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unavailable(what, "interrupted");
    } catch (TimeoutException e) {
      throw unavailable(what, "no answer within " + timeout);
    } catch (ExecutionException e) {
      throw unavailable(what, Objects.toString(e.getCause()));
    } finally {
      answer.cancel(true);
    }
  }

  DoorException unavailable(String what, @Nullable String why) {
    String line = Objects.requireNonNullElse(why, "").replaceAll("[\\p{C}\\p{Zl}\\p{Zp}]+", " ");
    String cut = line.length() > LOGGED_MAX ? line.substring(0, LOGGED_MAX) + " ..." : line;
    LOG.warn("{}: {} failed: {}", issuer, what, cut);
    return DoorException.of(DoorReason.DEPENDENCY_UNAVAILABLE, "the issuer");
  }
}
