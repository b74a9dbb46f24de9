package io.agencysuite.gateway.openapi;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;

/// What would break callers when one document takes another's place.
final class BreakingChanges {
  private static final List<String> LOWER_BOUNDS = List.of("minimum", "minLength", "minItems");
  private static final List<String> UPPER_BOUNDS = List.of("maximum", "maxLength", "maxItems");

  private final JsonNode before;
  private final JsonNode after;
  private final List<String> found = new ArrayList<>();
  private final Set<String> compared = new HashSet<>();

  private BreakingChanges(JsonNode before, JsonNode after) {
    this.before = before;
    this.after = after;
  }

  static List<String> between(JsonNode before, JsonNode after) {
    BreakingChanges changes = new BreakingChanges(before, after);
    for (Map.Entry<String, JsonNode> path : before.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
        String name = operation.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey();
        JsonNode now = after.path("paths").path(path.getKey()).path(operation.getKey());
        changes.operation(name, operation.getValue(), now);
      }
    }
    return changes.found;
  }

  private void operation(String name, JsonNode old, JsonNode now) {
    if (now.isMissingNode()) {
      found.add(name + " is gone");
      return;
    }
    parameters(name, named(old), named(now));
    schema(
        name + " request",
        old.at("/requestBody/content/application~1json/schema"),
        now.at("/requestBody/content/application~1json/schema"),
        true);
    for (Map.Entry<String, JsonNode> response : old.path("responses").properties()) {
      String status = name + " " + response.getKey();
      JsonNode answer = now.path("responses").path(response.getKey());
      if (answer.isMissingNode()) {
        found.add(status + " is gone");
      } else {
        schema(
            status,
            response.getValue().at("/content/application~1json/schema"),
            answer.at("/content/application~1json/schema"),
            false);
      }
    }
  }

  private void parameters(String name, Map<String, JsonNode> old, Map<String, JsonNode> now) {
    old.forEach((parameter, described) -> {
      JsonNode other = now.get(parameter);
      if (other == null) {
        found.add(name + " parameter " + parameter + " is gone");
      } else {
        schema(
            name + " parameter " + parameter, described.path("schema"), other.path("schema"), true);
      }
    });
    now.forEach((parameter, described) -> {
      boolean required = described.path("required").asBoolean(false);
      if (required && (old.get(parameter) == null || !isRequired(old.get(parameter)))) {
        found.add(name + " parameter " + parameter + " is required now");
      }
    });
  }

  private static boolean isRequired(JsonNode parameter) {
    return parameter.path("required").asBoolean(false);
  }

  private static Map<String, JsonNode> named(JsonNode operation) {
    Map<String, JsonNode> parameters = new TreeMap<>();
    operation
        .path("parameters")
        .forEach(p -> parameters.put(p.path("in").asString() + " " + p.path("name").asString(), p));
    return parameters;
  }

  private void schema(String where, JsonNode oldGiven, JsonNode nowGiven, boolean request) {
    String reference = oldGiven.path("$ref").asString("");
    if (!reference.isEmpty() && !compared.add(reference + request)) {
      return;
    }
    JsonNode old = resolved(before, oldGiven);
    JsonNode now = resolved(after, nowGiven);
    if (old.isMissingNode()) {
      return;
    }
    String place =
        reference.isEmpty() ? where : reference.substring(reference.lastIndexOf('/') + 1);
    if (!old.path("type").equals(now.path("type"))) {
      found.add(place + ": type " + old.path("type") + " became " + now.path("type"));
      return;
    }
    values(place, old, now, request);
    if (request) {
      bounds(place, old, now);
    }
    properties(place, old, now, request);
    if (old.has("items")) {
      schema(place + "[]", old.path("items"), now.path("items"), request);
    }
  }

  private void properties(String place, JsonNode old, JsonNode now, boolean request) {
    for (Map.Entry<String, JsonNode> property : old.path("properties").properties()) {
      JsonNode other = now.path("properties").path(property.getKey());
      if (other.isMissingNode()) {
        found.add(place + "." + property.getKey() + " is gone");
      } else {
        schema(place + "." + property.getKey(), property.getValue(), other, request);
      }
    }
    Set<String> required = texts(now.path("required"));
    required.removeAll(texts(old.path("required")));
    if (request) {
      required.forEach(name -> found.add(place + "." + name + " is required now"));
    }
  }

  private void values(String place, JsonNode old, JsonNode now, boolean request) {
    Set<String> gone = texts(old.path("enum"));
    gone.removeAll(texts(now.path("enum")));
    if (request) {
      gone.forEach(value -> found.add(place + ": " + value + " is no value any more"));
    }
  }

  private void bounds(String place, JsonNode old, JsonNode now) {
    for (String bound : LOWER_BOUNDS) {
      if (now.path(bound).asLong(Long.MIN_VALUE) > old.path(bound).asLong(Long.MIN_VALUE)) {
        found.add(place + ": " + bound + " became " + now.path(bound));
      }
    }
    for (String bound : UPPER_BOUNDS) {
      if (now.path(bound).asLong(Long.MAX_VALUE) < old.path(bound).asLong(Long.MAX_VALUE)) {
        found.add(place + ": " + bound + " became " + now.path(bound));
      }
    }
    if (now.has("pattern") && !now.path("pattern").equals(old.path("pattern"))) {
      found.add(place + ": pattern became " + now.path("pattern"));
    }
  }

  private static JsonNode resolved(JsonNode document, JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? schema : document.at(reference.substring(1));
  }

  private static Set<String> texts(JsonNode array) {
    return StreamSupport.stream(array.spliterator(), false)
        .map(JsonNode::asString)
        .collect(java.util.stream.Collectors.toCollection(TreeSet::new));
  }
}
