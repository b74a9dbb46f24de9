package io.agencysuite.gateway.openapi;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.agencysuite.common.v1.Access;
import io.agencysuite.common.v1.AccessProto;
import io.agencysuite.gateway.guard.RpcAccess;
import io.agencysuite.gateway.transcode.HttpRoute;
import io.agencysuite.gateway.transcode.HttpRoute.PathBinding;
import io.agencysuite.gateway.transcode.HttpRoute.RequestBody;
import io.agencysuite.gateway.transcode.RouteTable;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What is routed is what is documented: every route of the table becomes one operation.
public final class OpenApi {
  private static final JsonMapper JSON = new JsonMapper();

  private final RouteTable routes;
  private final Comments comments;
  private final Schemas schemas;
  private final Map<MethodDescriptor, Integer> seen = new HashMap<>();

  private OpenApi(Collection<FileDescriptor> files, RouteTable routes) {
    this.routes = routes;
    this.comments = new Comments(files);
    this.schemas = new Schemas(comments);
  }

  /// The document as JSON text.
  public static byte[] of(Collection<FileDescriptor> files, RouteTable routes) {
    return JSON.writeValueAsBytes(new OpenApi(files, routes).document());
  }

  private ObjectNode document() {
    ObjectNode document = JSON.createObjectNode().put("openapi", "3.1.0");
    document
        .putObject("info")
        .put("title", "Agency Suite")
        .put("version", "1")
        .put("description", "Plan, act, measure, relate, learn: the suite's public API.")
        .putObject("license")
        .put("name", "Apache-2.0")
        .put("identifier", "Apache-2.0");
    document.putArray("servers").addObject().put("url", "/");
    ObjectNode paths = document.putObject("paths");
    for (HttpRoute route : routes.routes()) {
      if (!route.httpMethod().equals("*")) {
        ObjectNode item = objectAt(paths, OpenApiPath.of(route).text());
        item.set(route.httpMethod().toLowerCase(Locale.ROOT), operation(route));
      }
    }
    DoorPaths.addTo(paths, schemas);
    ObjectNode components = document.putObject("components");
    components.set("schemas", schemas.all());
    components
        .putObject("securitySchemes")
        .putObject("bearer")
        .put("type", "http")
        .put("scheme", "bearer")
        .put("bearerFormat", "JWT")
        .put("description", "An access token from POST /v1/sessions, or an API key.");
    Examples.addTo(document);
    return document;
  }

  private ObjectNode operation(HttpRoute route) {
    MethodDescriptor rpc = route.rpc();
    int again = seen.merge(rpc, 1, Integer::sum);
    String comment = comments.of(rpc);
    ObjectNode operation = JSON.createObjectNode();
    operation.put(
        "operationId",
        rpc.getService().getName() + "_" + rpc.getName() + (again == 1 ? "" : "_" + again));
    operation.put("summary", comment.split("(?<=\\.)\\s", 2)[0]);
    operation.put("description", comment + access(rpc));
    operation.putArray("tags").add(rpc.getService().getName());
    if (rpc.getOptions().hasExtension(AccessProto.deprecation)) {
      operation.put("deprecated", true);
    }
    ArrayNode parameters = operation.putArray("parameters");
    OpenApiPath.of(route).variables().forEach(v -> parameters.add(pathParameter(v)));
    if (!(route.body() instanceof RequestBody.Whole)) {
      query(route, parameters);
    }
    body(route, operation);
    ObjectNode responses = operation.putObject("responses");
    responses(route, responses);
    MannerHeaders.addTo(route, parameters, responses);
    if (RpcAccess.of(rpc).kind() != RpcAccess.Kind.PUBLIC) {
      operation.putArray("security").addObject().putArray("bearer");
    } else {
      operation.putArray("security");
    }
    return operation;
  }

  private static String access(MethodDescriptor rpc) {
    Access access = rpc.getOptions().getExtension(AccessProto.access);
    if (access.getPublicAccess()) {
      return "\n\nNeeds no credential.";
    }
    if (access.getOperator()) {
      return "\n\nOnly for the operator of the installation.";
    }
    return "\n\nRoles: "
        + access.getRolesList().stream().map(Enum::name).collect(Collectors.joining(", "))
        + ".";
  }

  private static ObjectNode pathParameter(OpenApiPath.Part variable) {
    ObjectNode parameter =
        JSON.createObjectNode()
            .put("name", variable.name())
            .put("in", "path")
            .put("required", true);
    parameter.putObject("schema").put("type", "string");
    return parameter;
  }

  private void query(HttpRoute route, ArrayNode parameters) {
    Set<FieldDescriptor> bound =
        route.bindings().stream().map(b -> b.path().getFirst()).collect(Collectors.toSet());
    for (FieldDescriptor field : route.rpc().getInputType().getFields()) {
      boolean inBody = route.body() instanceof RequestBody.Field(FieldDescriptor b) && b == field;
      boolean leaf =
          field.getJavaType() != FieldDescriptor.JavaType.MESSAGE
              || WellKnownSchemas.of(field.getMessageType().getFullName()) != null;
      if (leaf && !inBody && !bound.contains(field)) {
        ObjectNode parameter =
            JSON.createObjectNode().put("name", field.getJsonName()).put("in", "query");
        if (Schemas.isRequired(field)) {
          parameter.put("required", true);
        }
        String comment = comments.of(field);
        if (!comment.isEmpty()) {
          parameter.put("description", comment);
        }
        parameter.set("schema", schemas.of(field));
        parameters.add(parameter);
      }
    }
  }

  private void body(HttpRoute route, ObjectNode operation) {
    ObjectNode schema =
        switch (route.body()) {
          case RequestBody.None _ -> null;
          case RequestBody.Field(FieldDescriptor field) -> schemas.of(field);
          case RequestBody.Whole _ -> whole(route);
        };
    if (schema != null) {
      ObjectNode body = operation.putObject("requestBody");
      body.putObject("content").putObject("application/json").set("schema", schema);
    }
  }

  /// Everything that the path does not bind.
  private ObjectNode whole(HttpRoute route) {
    Descriptor type = route.rpc().getInputType();
    List<FieldDescriptor> bound =
        route.bindings().stream().map(PathBinding::path).map(List::getFirst).toList();
    ObjectNode schema = JSON.createObjectNode().put("type", "object");
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.createArrayNode();
    for (FieldDescriptor field : type.getFields()) {
      if (!bound.contains(field)) {
        properties.set(field.getJsonName(), schemas.of(field));
        if (Schemas.isRequired(field)) {
          required.add(field.getJsonName());
        }
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    return schema.put("additionalProperties", false);
  }

  private void responses(HttpRoute route, ObjectNode responses) {
    RpcAccess access = RpcAccess.of(route.rpc());
    FieldDescriptor field = route.responseBody();
    if (access.redirect() != null) {
      responses.putObject("302").put("description", "The way on, in `Location`.");
    } else if (route.answersRawBytes()) {
      ObjectNode raw = responses.putObject("200").put("description", "The bytes.");
      raw.putObject("content").putObject("*/*").putObject("schema").put("type", "string");
    } else {
      ObjectNode ok = responses.putObject("200");
      String comment = comments.of(route.rpc().getOutputType());
      ok.put("description", comment.isEmpty() ? "The answer." : comment);
      ObjectNode schema =
          field == null ? schemas.of(route.rpc().getOutputType()) : schemas.of(field);
      ok.putObject("content").putObject("application/json").set("schema", schema);
    }
    DoorPaths.problem(responses, schemas);
  }

  static ObjectNode objectAt(ObjectNode parent, String name) {
    return parent.get(name) instanceof ObjectNode known ? known : parent.putObject(name);
  }
}
