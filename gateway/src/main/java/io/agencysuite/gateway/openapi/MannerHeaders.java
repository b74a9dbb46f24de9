package io.agencysuite.gateway.openapi;

import io.agencysuite.gateway.conditional.EtagField;
import io.agencysuite.gateway.guard.RpcAccess;
import io.agencysuite.gateway.transcode.HttpRoute;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What the door's manners add to an operation: headers that it takes, and answers to them.
final class MannerHeaders {
  private static final JsonMapper JSON = new JsonMapper();

  private MannerHeaders() {}

  static void addTo(HttpRoute route, ArrayNode parameters, ObjectNode responses) {
    boolean unary = !route.rpc().isServerStreaming();
    boolean isPublic = RpcAccess.of(route.rpc()).kind() == RpcAccess.Kind.PUBLIC;
    if (route.httpMethod().equals("POST") && unary && !isPublic) {
      header(
              parameters,
              "Idempotency-Key",
              "One effect and one answer for all tries with this key.")
          .put("maxLength", 255);
      problem(responses, "409", "The first try is still running, or the service refuses.");
      problem(responses, "422", "The key came with another request before.");
    }
    if (!route.httpMethod().equals("GET") && EtagField.of(route) != null) {
      header(parameters, "If-Match", "The etag of the version that is meant, or `*`.");
      problem(responses, "412", "The resource has changed since.");
    }
    if (unary && EtagField.in(route.rpc().getOutputType()) != null) {
      etag(responses.get("200"));
      if (route.httpMethod().equals("GET")) {
        header(parameters, "If-None-Match", "Etags that the caller has, or `*`.");
        responses.putObject("304").put("description", "The caller has the current version.");
        etag(responses.get("304"));
      }
    }
  }

  private static void etag(@Nullable JsonNode node) {
    if (node instanceof ObjectNode answer) {
      OpenApi.objectAt(answer, "headers")
          .putObject("ETag")
          .put("description", "The etag of the answered resource.")
          .putObject("schema")
          .put("type", "string");
    }
  }

  private static ObjectNode header(ArrayNode parameters, String name, String text) {
    ObjectNode parameter =
        JSON.createObjectNode().put("name", name).put("in", "header").put("description", text);
    parameters.add(parameter);
    return parameter.putObject("schema").put("type", "string");
  }

  private static void problem(ObjectNode responses, String status, String text) {
    responses
        .putObject(status)
        .put("description", text)
        .putObject("content")
        .putObject("application/problem+json")
        .set("schema", DoorPaths.problemReference());
  }
}
