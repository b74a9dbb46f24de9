package io.agencysuite.rest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Calls the suite at one address as one caller. Safe for many threads.
public final class Rest {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);
  private static final int PAGE_SIZE = 200;

  private final HttpClient http;
  private final URI root;
  private final Supplier<String> credential;
  private final Patience patience;

  private Rest(HttpClient http, URI root, Supplier<String> credential, Patience patience) {
    this.http = http;
    this.root = root;
    this.credential = credential;
    this.patience = patience;
  }

  /// Calls without a credential, once.
  public static Rest at(URI root) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    return new Rest(http, root, () -> "", Patience.NONE);
  }

  /// @param credential the whole value of the `Authorization` header, asked before every call
  public Rest as(Supplier<String> credential) {
    return new Rest(http, root, credential, patience);
  }

  /// Repeats calls whose outcome is unknown. Only for calls that carry their own identity.
  public Rest patiently(Patience patience) {
    return new Rest(http, root, credential, patience);
  }

  public URI root() {
    return root;
  }

  /// The value of the `Authorization` header of the next call; empty for none.
  public String authorization() {
    return credential.get();
  }

  public Answer get(String path) {
    return send("GET", path, null, "application/json");
  }

  public Answer post(String path, JsonNode body) {
    return send("POST", path, Json.write(body), "application/json");
  }

  public Answer patch(String path, JsonNode body) {
    return send("PATCH", path, Json.write(body), "application/json");
  }

  public Answer delete(String path) {
    return send("DELETE", path, null, "application/json");
  }

  /// Sends a text as it is, so that tests can send what is no JSON.
  public Answer send(String method, String path, @Nullable String body, String contentType) {
    return patience.retry(() -> once(method, path, body, contentType));
  }

  /// Every item of all pages of a list.
  public List<JsonNode> list(String path, String field) {
    return list(path, field, PAGE_SIZE);
  }

  public List<JsonNode> list(String path, String field, int pageSize) {
    List<JsonNode> items = new ArrayList<>();
    String token = "";
    do {
      String page = path + (path.contains("?") ? "&" : "?") + "pageSize=" + pageSize;
      JsonNode answer =
          get(token.isEmpty() ? page : page + "&pageToken=" + Rest.encode(token)).json();
      answer.path(field).forEach(items::add);
      token = Json.text(answer, "nextPageToken");
    } while (!token.isEmpty());
    return items;
  }

  public static String encode(String value) {
    return URLEncoder.encode(value, StandardCharsets.UTF_8);
  }

  private Answer once(String method, String path, @Nullable String body, String contentType) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(root.resolve(path))
            .timeout(TIMEOUT)
            .method(
                method,
                body == null
                    ? BodyPublishers.noBody()
                    : BodyPublishers.ofString(body, StandardCharsets.UTF_8));
    if (body != null) {
      request.header("Content-Type", contentType);
    }
    String authorization = credential.get();
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    try {
      HttpResponse<String> response = http.send(request.build(), BodyHandlers.ofString());
      return new Answer(
          method + " " + path, response.statusCode(), response.headers(), response.body());
    } catch (IOException e) {
      throw new UncheckedIOException(method + " " + path + ": " + e, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(method + " " + path + " was interrupted", e);
    }
  }
}
