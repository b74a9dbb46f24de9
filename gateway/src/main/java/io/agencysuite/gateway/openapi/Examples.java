package io.agencysuite.gateway.openapi;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Gives every JSON body of the document an example that its schema allows.
final class Examples {
  private static final JsonNodeFactory NODES = JsonMapper.builder().build().getNodeFactory();
  private static final int DEEPEST = 7;
  private static final Map<String, String> BY_NAME =
      Map.ofEntries(
          Map.entry("email", "anna@example.de"),
          Map.entry("password", "a long enough password"),
          Map.entry("displayName", "Brauhaus am Markt"),
          Map.entry("fullName", "Anna Petersen"),
          Map.entry("givenName", "Anna"),
          Map.entry("familyName", "Petersen"),
          Map.entry("timeZone", "Europe/Berlin"),
          Map.entry("currencyCode", "EUR"),
          Map.entry("channel", "instagram"),
          Map.entry("campaign", "autumn"),
          Map.entry("etag", "\"1\""),
          Map.entry("requestId", "6f1c1a4e-3f0b-4a57-9c63-0a4f6a1f2b9d"),
          Map.entry("nextPageToken", ""),
          Map.entry("targetUrl", "https://www.example.de/menu"));

  /// Tried in this order where a pattern has to match.
  private static final List<String> CANDIDATES =
      List.of(
          "2026-11-23",
          "EUR",
          "DE",
          "brauhaus",
          "clients/brauhaus",
          "clients/brauhaus/leads/01m7zk3v9qexample",
          "clients/brauhaus/people/01m7zk3v9qexample",
          "clients/brauhaus/orders/01m7zk3v9qexample",
          "clients/brauhaus/channels/instagram",
          "clients/brauhaus/posts/01m7zk3v9qexample",
          "users/01m7zk3v9qexample",
          "team/01m7zk3v9qexample",
          "channelTypes/instagram",
          "https://www.example.de",
          "content_production",
          "a long enough password",
          "3.5s",
          "09:00",
          "");

  private final ObjectNode schemas;

  private Examples(ObjectNode schemas) {
    this.schemas = schemas;
  }

  static void addTo(ObjectNode document) {
    Examples examples = new Examples((ObjectNode) document.at("/components/schemas"));
    for (JsonNode path : document.path("paths")) {
      for (JsonNode operation : path) {
        examples.add(operation.path("requestBody"), true);
        operation.path("responses").forEach(response -> examples.add(response, false));
      }
    }
  }

  private void add(JsonNode holder, boolean request) {
    if (holder.path("content").path("application/json") instanceof ObjectNode content
        && !content.has("example")) {
      JsonNode example = value(content.path("schema"), "", request, 0, new HashSet<>());
      if (example != null) {
        content.set("example", example);
      }
    }
  }

  /// Null where an example would never end.
  private @Nullable JsonNode value(
      JsonNode schema, String name, boolean request, int depth, Set<String> within) {
    String reference = schema.path("$ref").asString("");
    if (!reference.isEmpty()) {
      String target = reference.substring(reference.lastIndexOf('/') + 1);
      if (depth > DEEPEST || !within.add(target)) {
        return null;
      }
      JsonNode value = value(schemas.path(target), name, request, depth, within);
      within.remove(target);
      return value;
    }
    if (schema.path("enum") instanceof ArrayNode values) {
      return values.get(Math.min(1, values.size() - 1));
    }
    return switch (schema.path("type").asString("")) {
      case "object" -> object(schema, request, depth, within);
      case "array" -> array(schema, name, request, depth, within);
      case "integer" -> NODES.numberNode(schema.path("minimum").asInt(0));
      case "number" -> NODES.numberNode(0.5);
      case "boolean" -> NODES.booleanNode(true);
      default -> NODES.stringNode(text(schema, name));
    };
  }

  private ObjectNode object(JsonNode schema, boolean request, int depth, Set<String> within) {
    ObjectNode object = NODES.objectNode();
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      JsonNode described = property.getValue();
      boolean hidden = described.path(request ? "readOnly" : "writeOnly").asBoolean(false);
      if (!hidden) {
        JsonNode value = value(described, property.getKey(), request, depth + 1, within);
        if (value != null) {
          object.set(property.getKey(), value);
        }
      }
    }
    return object;
  }

  private @Nullable ArrayNode array(
      JsonNode schema, String name, boolean request, int depth, Set<String> within) {
    JsonNode item = value(schema.path("items"), name, request, depth + 1, within);
    return item == null ? null : NODES.arrayNode().add(item);
  }

  private static String text(JsonNode schema, String name) {
    if (schema.path("format").asString("").equals("date-time")) {
      return "2026-11-23T09:00:00Z";
    }
    if (schema.path("format").asString("").endsWith("int64")) {
      return "1200";
    }
    if (schema.has("contentEncoding")) {
      return "bmFtZSxlbWFpbAo=";
    }
    String known = BY_NAME.getOrDefault(name, name.endsWith("Date") ? "2026-11-23" : "text");
    int shortest = schema.path("minLength").asInt(0);
    int longest = schema.path("maxLength").asInt(Integer.MAX_VALUE);
    Pattern pattern = Pattern.compile(schema.path("pattern").asString(""));
    if (fits(known, pattern, shortest, longest)) {
      return known;
    }
    return CANDIDATES.stream()
        .filter(text -> fits(text, pattern, shortest, longest))
        .findFirst()
        .orElse(known);
  }

  private static boolean fits(String text, Pattern pattern, int shortest, int longest) {
    return text.length() >= shortest && text.length() <= longest && pattern.matcher(text).find();
  }
}
