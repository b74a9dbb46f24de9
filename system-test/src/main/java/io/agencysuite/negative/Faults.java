package io.agencysuite.negative;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Breaks requests: what is missing, too much, null, of the wrong type, at a boundary, strange or
/// huge, and what is wrong around the body.
final class Faults {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String RAW = "@raw-value@";
  private final RandomGenerator random;
  private final Sample sample;
  private final Known known;

  Faults(RandomGenerator random, Sample sample, Known known) {
    this.random = random;
    this.sample = sample;
    this.known = known;
  }

  BadRequest next(Operation operation) {
    boolean bodied = !operation.body().isMissingNode();
    int kind = random.nextInt(bodied ? 24 : 8);
    String path = path(operation);
    String query = query(operation, kind == 2 || kind == 3);
    Map<String, String> headers = new TreeMap<>();
    String body = "";
    if (bodied) {
      headers.put("Content-Type", "application/json");
      body = JSON.writeValueAsString(sample.of(operation.body()));
    }
    return switch (kind) {
      case 0, 1 -> request(operation, "path", brokenPath(operation), query, headers, body);
      case 2, 3 -> request(operation, "query", path, query, headers, body);
      case 4 ->
          new BadRequest(operation, "method", pick(Strange.METHODS), path + query, headers, body);
      case 5, 6 -> header(request(operation, "header", path, query, headers, body));
      case 7 -> extraBody(operation, path + query, headers, body);
      default -> brokenBody(operation, path + query, headers);
    };
  }

  private static BadRequest request(
      Operation operation,
      String fault,
      String path,
      String query,
      Map<String, String> headers,
      String body) {
    return new BadRequest(operation, fault, operation.method(), path + query, headers, body);
  }

  private BadRequest header(BadRequest request) {
    List<String> names = List.copyOf(Strange.HEADERS.keySet());
    String name = pick(names);
    return request.with(name, pick(Strange.HEADERS.getOrDefault(name, List.of(""))));
  }

  /// A body where none belongs, or one of another media type.
  private BadRequest extraBody(
      Operation operation, String target, Map<String, String> headers, String body) {
    Map<String, String> other = new TreeMap<>(headers);
    other.put("Content-Type", pick(Strange.MEDIA));
    String sent = body.isEmpty() ? "{\"a\":1}" : body;
    return new BadRequest(operation, "media type", operation.method(), target, other, sent);
  }

  private BadRequest brokenBody(Operation operation, String target, Map<String, String> headers) {
    JsonNode tree = sample.of(operation.body());
    String fault = "value";
    String text;
    switch (random.nextInt(10)) {
      case 0 -> {
        fault = "truncated";
        String whole = JSON.writeValueAsString(tree);
        text = whole.substring(0, random.nextInt(whole.length()));
      }
      case 1 -> {
        fault = "no object";
        text = pick(Strange.VALUES);
      }
      case 2 -> {
        fault = "huge";
        text = huge();
      }
      case 3 -> {
        fault = "doubled";
        String whole = JSON.writeValueAsString(tree);
        text =
            random.nextBoolean() ? whole + whole : whole.replaceFirst("\\{(\"[^{}]*?),", "{$1,$1,");
      }
      case 4 -> {
        fault = "extra";
        object(tree).put("unknown" + random.nextInt(10), 1);
        text = JSON.writeValueAsString(tree);
      }
      case 5 -> {
        fault = "missing";
        ObjectNode object = object(tree);
        List<String> names = new ArrayList<>(object.propertyNames());
        if (!names.isEmpty()) {
          object.remove(pick(names));
        }
        text = JSON.writeValueAsString(tree);
      }
      default -> text = withValue(tree);
    }
    return new BadRequest(operation, fault, operation.method(), target, headers, text);
  }

  /// Puts a strange value somewhere in the tree.
  private String withValue(JsonNode tree) {
    ObjectNode object = object(tree);
    List<String> names = new ArrayList<>(object.propertyNames());
    object.put(names.isEmpty() ? "name" : pick(names), RAW);
    return JSON.writeValueAsString(tree).replace('"' + RAW + '"', pick(Strange.VALUES));
  }

  /// A random object of the tree, which is one itself.
  private ObjectNode object(JsonNode tree) {
    List<ObjectNode> objects = new ArrayList<>();
    collect(tree, objects);
    return objects.isEmpty() ? JSON.createObjectNode() : pick(objects);
  }

  private static void collect(JsonNode node, List<ObjectNode> objects) {
    if (node instanceof ObjectNode object) {
      objects.add(object);
    }
    if (node instanceof ObjectNode || node instanceof ArrayNode) {
      node.forEach(child -> collect(child, objects));
    }
  }

  private String huge() {
    return switch (random.nextInt(5)) {
      case 0 -> "[".repeat(20_000);
      case 1 -> "{\"a\":".repeat(5_000);
      case 2 -> "{\"displayName\":\"" + "x".repeat(100_000) + "\"}";
      case 3 -> "{\"name\":" + "9".repeat(20_000) + "}";
      default -> "{\"name\":\"" + "\\u0351".repeat(5_000) + "\"}";
    };
  }

  private String path(Operation operation) {
    return fill(operation.path(), -1);
  }

  private String brokenPath(Operation operation) {
    int variables = operation.path().split("\\{", -1).length - 1;
    String path = fill(operation.path(), variables == 0 ? -1 : random.nextInt(variables));
    return switch (random.nextInt(8)) {
      case 0 -> path + "/";
      case 1 -> path + ":" + pick(Strange.SEGMENTS);
      case 2 -> path + "/" + pick(Strange.SEGMENTS);
      case 3 -> path + "/" + "x".repeat(9_000);
      default -> path;
    };
  }

  /// @param broken which variable gets a strange value; negative for none
  private String fill(String template, int broken) {
    StringBuilder text = new StringBuilder();
    int at = 0;
    for (int i = 0; at < template.length(); i++) {
      int open = template.indexOf('{', at);
      if (open < 0) {
        text.append(template.substring(at));
        break;
      }
      int close = template.indexOf('}', open);
      text.append(template, at, open);
      text.append(i == broken ? pick(Strange.SEGMENTS) : id(template.substring(open + 1, close)));
      at = close + 1;
    }
    return text.toString();
  }

  private String id(String variable) {
    String name = known.value(variable, random).orElse("x/1");
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private String query(Operation operation, boolean broken) {
    StringBuilder query = new StringBuilder();
    for (Operation.Parameter parameter : operation.parameters()) {
      if (parameter.in().equals("query") && random.nextInt(3) == 0) {
        append(
            query,
            parameter.name(),
            broken ? pick(Strange.VALUES) : sample.of(parameter.schema()).asString("x"));
      }
    }
    if (broken) {
      append(
          query,
          pick(List.of("nope", "a.b.c", "name.", "pageSize", "pageToken", "$fields", "%zz", "")),
          pick(Strange.VALUES));
    }
    return query.toString();
  }

  private void append(StringBuilder query, String name, String value) {
    String encoded = java.net.URLEncoder.encode(value, java.nio.charset.StandardCharsets.UTF_8);
    query.append(query.isEmpty() ? '?' : '&').append(name).append('=').append(encoded);
    if (random.nextInt(20) == 0) {
      query.append('&').append(name).append('=').append(encoded);
    }
  }

  private <T> T pick(List<T> list) {
    return list.get(random.nextInt(list.size()));
  }
}
