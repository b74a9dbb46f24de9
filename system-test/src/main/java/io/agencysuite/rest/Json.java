package io.agencysuite.rest;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Short ways to write and read JSON.
public final class Json {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private Json() {}

  /// An object of name and value pairs; a pair whose value is null or an empty text is left away. A
  /// long becomes a text, as the API writes 64-bit numbers.
  public static ObjectNode object(@org.jspecify.annotations.Nullable Object... pairs) {
    ObjectNode object = MAPPER.createObjectNode();
    for (int i = 0; i < pairs.length; i += 2) {
      Object value = pairs[i + 1];
      if (value instanceof Long number) {
        object.put(String.valueOf(pairs[i]), Long.toString(number));
      } else if (value != null && !value.equals("")) {
        object.set(String.valueOf(pairs[i]), MAPPER.valueToTree(value));
      }
    }
    return object;
  }

  public static ArrayNode array(Iterable<?> values) {
    ArrayNode array = MAPPER.createArrayNode();
    values.forEach(value -> array.add(MAPPER.<JsonNode>valueToTree(value)));
    return array;
  }

  public static ObjectNode money(long minorUnits, String currency) {
    return object("minorUnits", minorUnits, "currencyCode", currency);
  }

  /// The minor units of the money in a field; zero when it is absent, as proto JSON leaves it away.
  public static long minorUnits(JsonNode holder, String field) {
    return number(holder.path(field), "minorUnits");
  }

  /// A 64-bit number, which the API writes as text; zero when it is absent.
  public static long number(JsonNode holder, String field) {
    JsonNode value = holder.path(field);
    return value.isMissingNode() ? 0 : Long.parseLong(value.asString());
  }

  public static String text(JsonNode holder, String field) {
    return holder.path(field).asString("");
  }

  /// The last part of a resource name.
  public static String id(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  public static JsonNode read(String text) {
    return MAPPER.readTree(text);
  }

  public static <T> T read(java.io.InputStream stream, Class<T> type) {
    return MAPPER.readValue(stream, type);
  }

  public static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }
}
