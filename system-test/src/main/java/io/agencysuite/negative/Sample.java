package io.agencysuite.negative;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/// Makes values that a schema of the document allows, mostly.
final class Sample {
  private static final JsonNodeFactory NODES = JsonMapper.builder().build().getNodeFactory();
  private static final int DEEPEST = 4;

  private final JsonNode document;
  private final Known known;
  private final RandomGenerator random;

  Sample(JsonNode document, Known known, RandomGenerator random) {
    this.document = document;
    this.known = known;
    this.random = random;
  }

  JsonNode of(JsonNode schema) {
    return of(schema, "", 0);
  }

  private JsonNode of(JsonNode given, String name, int depth) {
    JsonNode schema = resolved(given);
    if (schema.has("enum")) {
      List<JsonNode> values =
          StreamSupport.stream(schema.get("enum").spliterator(), false).toList();
      return values.get(random.nextInt(values.size()));
    }
    return switch (schema.path("type").asString("")) {
      case "object" -> object(schema, depth);
      case "array" -> array(schema, name, depth);
      case "integer" -> NODES.numberNode(integer(schema));
      case "number" -> NODES.numberNode(random.nextInt(100) / 4.0);
      case "boolean" -> NODES.booleanNode(random.nextBoolean());
      default -> NODES.stringNode(text(schema, name));
    };
  }

  private JsonNode resolved(JsonNode schema) {
    String reference = schema.path("$ref").asString("");
    return reference.isEmpty() ? schema : document.at(reference.substring(1));
  }

  private ObjectNode object(JsonNode schema, int depth) {
    ObjectNode object = NODES.objectNode();
    List<String> required = new ArrayList<>();
    schema.path("required").forEach(name -> required.add(name.asString()));
    for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
      boolean wanted = required.contains(property.getKey()) || random.nextInt(3) == 0;
      boolean written = !property.getValue().path("readOnly").asBoolean(false);
      if (wanted && written && depth < DEEPEST) {
        object.set(property.getKey(), of(property.getValue(), property.getKey(), depth + 1));
      }
    }
    return object;
  }

  private ArrayNode array(JsonNode schema, String name, int depth) {
    ArrayNode array = NODES.arrayNode();
    for (int i = random.nextInt(3); i >= 0; i--) {
      array.add(of(schema.path("items"), name, depth + 1));
    }
    return array;
  }

  private int integer(JsonNode schema) {
    int least = schema.path("minimum").asInt(0);
    int most = schema.path("maximum").asInt(1_000);
    return random.nextInt(least, Math.max(least, most) + 1);
  }

  private String text(JsonNode schema, String name) {
    String pattern = schema.path("pattern").asString("");
    String format = schema.path("format").asString("");
    if (format.equals("date-time")) {
      return "2026-11-%02dT10:00:00Z".formatted(1 + random.nextInt(20));
    }
    if (format.equals("int64") || format.equals("uint64")) {
      return Integer.toString(random.nextInt(10_000));
    }
    if (pattern.startsWith("^[0-9]{4}-") || name.endsWith("Date") || name.equals("validFrom")) {
      return "2026-11-%02d".formatted(1 + random.nextInt(20));
    }
    if (name.equals("currencyCode")) {
      return "EUR";
    }
    if (name.equals("timeZone")) {
      return "Europe/Berlin";
    }
    return known.value(name, random).orElseGet(() -> "t" + random.nextInt(1_000));
  }
}
