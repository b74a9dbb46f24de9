package io.agencysuite.rest;

import java.net.http.HttpHeaders;
import tools.jackson.databind.JsonNode;

/// What the suite answered.
///
/// @param request method and path, for messages
public record Answer(String request, int status, HttpHeaders headers, String body) {

  public boolean succeeded() {
    return status >= 200 && status < 300;
  }

  /// The body; throws when the answer is no success.
  public JsonNode json() {
    return require().document();
  }

  /// The body, whatever the status is; a problem document when it is none of success.
  public JsonNode document() {
    return body.isBlank() ? Json.object() : Json.read(body);
  }

  public String header(String name) {
    return headers.firstValue(name).orElse("");
  }

  public Answer require() {
    if (!succeeded()) {
      throw new RefusedException(this);
    }
    return this;
  }
}
