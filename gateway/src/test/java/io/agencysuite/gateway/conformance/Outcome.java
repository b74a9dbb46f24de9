package io.agencysuite.gateway.conformance;

import com.google.protobuf.DynamicMessage;
import io.agencysuite.gateway.probe.ProbeBackend;
import io.agencysuite.gateway.probe.RawHttp;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What became of a request at one door.
///
/// @param status 0 when the rules were refused, so that nothing could be sent
/// @param bound what the backend received, null when it was not called
/// @param json the answer, null when it is no JSON
/// @param text the refusal, or the body as it came
record Outcome(int status, @Nullable Bound bound, @Nullable JsonNode json, String text) {
  private static final JsonMapper JSON = new JsonMapper();

  /// A request at the backend.
  record Bound(String method, DynamicMessage request) {}

  static Outcome refused(String why) {
    return new Outcome(0, null, null, why);
  }

  static Outcome of(RawHttp.Answer answer, List<ProbeBackend.Call> calls) {
    Bound bound = null;
    if (!calls.isEmpty()) {
      bound = new Bound(calls.getLast().method(), calls.getLast().request());
    }
    return new Outcome(answer.status(), bound, json(answer.text()), answer.text());
  }

  private static @Nullable JsonNode json(String text) {
    try {
      return text.isEmpty() ? null : JSON.readTree(text);
    } catch (JacksonException e) {
      return null;
    }
  }

  boolean isLoaded() {
    return status != 0;
  }

  boolean isSuccess() {
    return status >= 200 && status < 300;
  }

  /// The reason that our problem documents name.
  String reason() {
    JsonNode problem = json;
    return problem == null || isSuccess() ? "" : problem.path("reason").asString("");
  }

  /// Status, bound message and, of a success, the answer. The documents of errors differ always.
  boolean isLike(Outcome other) {
    if (status != other.status || !Objects.equals(bound, other.bound)) {
      return false;
    }
    if (!isSuccess()) {
      return true;
    }
    return json == null ? text.equals(other.text) : json.equals(other.json);
  }

  @Override
  public String toString() {
    String shown = text.length() > 240 ? text.substring(0, 240) + "..." : text;
    Bound got = bound;
    return status + " " + shown + (got == null ? "" : " bound " + got.toString().strip());
  }
}
