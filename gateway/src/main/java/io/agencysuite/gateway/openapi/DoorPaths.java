package io.agencysuite.gateway.openapi;

import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The door's own operations and the problem document.
final class DoorPaths {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String PROBLEM = "Problem";

  private DoorPaths() {}

  static void addTo(ObjectNode paths, Schemas schemas) {
    schemas.put(PROBLEM, problemSchema());
    ObjectNode signIn =
        operation(paths, "/v1/sessions", "post", "Sessions_SignIn", "Signs a user in.");
    signIn.putArray("security");
    ObjectNode credentials = JSON.createObjectNode().put("type", "object");
    credentials.putObject("properties").putObject("email").put("type", "string");
    ((ObjectNode) credentials.get("properties"))
        .putObject("password")
        .put("type", "string")
        .put("writeOnly", true);
    ((ObjectNode) credentials.get("properties"))
        .putObject("code")
        .put("type", "string")
        .put("description", "One-time or recovery code, where the second factor is on.")
        .put("writeOnly", true);
    credentials.putArray("required").add("email").add("password");
    signIn
        .putObject("requestBody")
        .put("required", true)
        .putObject("content")
        .putObject("application/json")
        .set("schema", credentials.put("additionalProperties", false));
    answer(signIn, "201", "The access token, the user, the tenant and the grants.", schemas);
    ObjectNode current =
        operation(
            paths, "/v1/sessions/current", "get", "Sessions_GetCurrent", "Says who is signed in.");
    answer(current, "200", "The user, the tenant, the grants and the end.", schemas);
    ObjectNode renew =
        operation(
            paths,
            "/v1/sessions/current:renew",
            "post",
            "Sessions_Renew",
            "Gives a still valid session its next access token.");
    answer(renew, "200", "As from the sign-in, for the same session.", schemas);
    ObjectNode signOut =
        operation(
            paths, "/v1/sessions/current", "delete", "Sessions_SignOut", "Signs the user out.");
    signOut.putObject("responses").putObject("204").put("description", "Signed out.");
    problem((ObjectNode) signOut.get("responses"), schemas);
    ObjectNode health =
        operation(paths, "/healthz", "get", "Health_Get", "Says whether every service serves.");
    health.putArray("security");
    answer(health, "200", "Every service serves; 503 when one does not.", schemas);
  }

  /// What every operation may answer instead: all failures look alike.
  static void problem(ObjectNode responses, Schemas schemas) {
    for (String status : new String[] {"4XX", "5XX"}) {
      ObjectNode problem = responses.putObject(status);
      problem.put("description", "A failure, always as RFC 9457 says.");
      problem
          .putObject("content")
          .putObject("application/problem+json")
          .set("schema", problemReference());
    }
  }

  static ObjectNode problemReference() {
    return Schemas.reference(PROBLEM);
  }

  private static void answer(ObjectNode operation, String status, String text, Schemas schemas) {
    ObjectNode responses = operation.putObject("responses");
    ObjectNode answer = responses.putObject(status).put("description", text);
    answer
        .putObject("content")
        .putObject("application/json")
        .putObject("schema")
        .put("type", "object");
    problem(responses, schemas);
  }

  private static ObjectNode operation(
      ObjectNode paths, String path, String method, String id, String text) {
    ObjectNode operation = OpenApi.objectAt(paths, path).putObject(method);
    operation.put("operationId", id).put("summary", text);
    operation.putArray("tags").add("Door");
    operation.putArray("security").addObject().putArray("bearer");
    return operation;
  }

  private static ObjectNode problemSchema() {
    ObjectNode schema = JSON.createObjectNode().put("type", "object");
    schema.put("description", "Why a request failed (RFC 9457).");
    ObjectNode properties = schema.putObject("properties");
    for (String name : new String[] {"type", "title", "detail", "instance", "requestId"}) {
      properties.putObject(name).put("type", "string");
    }
    properties.putObject("status").put("type", "integer");
    properties.putObject("code").put("type", "string").put("description", "google.rpc.Code");
    properties.putObject("reason").put("type", "string");
    properties.putObject("domain").put("type", "string");
    ObjectNode item = properties.putObject("errors").put("type", "array").putObject("items");
    item.put("type", "object");
    ObjectNode error = item.putObject("properties");
    error.putObject("field").put("type", "string");
    error.putObject("message").put("type", "string");
    schema.putArray("required").add("type").add("title").add("status").add("code").add("errors");
    return schema;
  }
}
