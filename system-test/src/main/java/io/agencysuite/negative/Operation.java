package io.agencysuite.negative;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// One operation of the OpenAPI document.
///
/// @param path with `{variables}`
/// @param parameters of path, query and header
/// @param body schema of the JSON body; missing where there is none
record Operation(String method, String path, List<Parameter> parameters, JsonNode body) {

  Operation {
    parameters = List.copyOf(parameters);
  }

  /// @param in `path`, `query` or `header`
  record Parameter(String name, String in, JsonNode schema) {}

  /// All operations of a document.
  static List<Operation> of(JsonNode document) {
    List<Operation> operations = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> item : path.getValue().properties()) {
        operations.add(operation(item.getKey(), path.getKey(), item.getValue()));
      }
    }
    return operations;
  }

  private static Operation operation(String method, String path, JsonNode operation) {
    List<Parameter> parameters = new ArrayList<>();
    for (JsonNode parameter : operation.path("parameters")) {
      parameters.add(
          new Parameter(
              parameter.path("name").asString(),
              parameter.path("in").asString(),
              parameter.path("schema")));
    }
    JsonNode content = operation.path("requestBody").path("content");
    JsonNode body =
        content.has("application/json")
            ? content.path("application/json").path("schema")
            : MissingNode.getInstance();
    return new Operation(method.toUpperCase(Locale.ROOT), path, parameters, body);
  }

  @Override
  public String toString() {
    return method + " " + path;
  }
}
