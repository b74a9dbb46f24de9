package io.agencysuite.gateway.transcode;

import com.google.api.CustomHttpPattern;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.agencysuite.gateway.transcode.HttpRoute.PathBinding;
import io.agencysuite.gateway.transcode.HttpRoute.RequestBody;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Checks a rule against the messages of its RPC.
final class RouteCompiler {
  private static final Set<String> BODILESS = Set.of("GET", "HEAD", "DELETE");

  private final MethodDescriptor rpc;
  private final boolean decodeReserved;

  private RouteCompiler(RouteTable.Rule rule) {
    this.rpc = rule.rpc();
    this.decodeReserved = rule.decodeReserved();
  }

  static List<HttpRoute> compile(RouteTable.Rule rule) {
    RouteCompiler compiler = new RouteCompiler(rule);
    try {
      List<HttpRoute> routes = new ArrayList<>();
      routes.add(compiler.route(rule.http()));
      for (HttpRule additional : rule.http().getAdditionalBindingsList()) {
        if (additional.getAdditionalBindingsCount() > 0) {
          throw new RuleException("additional_bindings inside additional_bindings");
        }
        routes.add(compiler.route(additional));
      }
      return routes;
    } catch (RuleException e) {
      throw new RuleException(rule.rpc().getFullName() + ": " + e.getMessage());
    }
  }

  private HttpRoute route(HttpRule rule) {
    if (rpc.isClientStreaming() && rpc.isServerStreaming()) {
      throw new RuleException("a bidirectional stream has no HTTP form (expected: native gRPC)");
    }
    String method = method(rule);
    PathTemplate template = PathTemplate.parse(pattern(rule));
    List<PathBinding> bindings = new ArrayList<>();
    for (PathTemplate.Variable variable : template.variables()) {
      bindings.add(binding(variable));
    }
    RequestBody body = body(rule.getBody(), bindings);
    if (BODILESS.contains(method) && !(body instanceof RequestBody.None)) {
      throw new RuleException(method + " with body: \"" + rule.getBody() + "\"");
    }
    if (rpc.isClientStreaming() && body instanceof RequestBody.None) {
      throw new RuleException("a client stream without a body");
    }
    return new HttpRoute(rpc, method, template, bindings, body, responseBody(rule), decodeReserved);
  }

  private static String method(HttpRule rule) {
    return switch (rule.getPatternCase()) {
      case GET -> "GET";
      case PUT -> "PUT";
      case POST -> "POST";
      case DELETE -> "DELETE";
      case PATCH -> "PATCH";
      case CUSTOM -> customMethod(rule.getCustom());
      case PATTERN_NOT_SET -> throw new RuleException("a rule without a pattern");
    };
  }

  private static String customMethod(CustomHttpPattern custom) {
    String kind = custom.getKind();
    if (!kind.equals(HttpRoute.ANY_METHOD) && !kind.matches("[A-Z]{1,20}")) {
      throw new RuleException("custom kind: " + kind + " (expected: * or a method in capitals)");
    }
    return kind;
  }

  private static String pattern(HttpRule rule) {
    return switch (rule.getPatternCase()) {
      case GET -> rule.getGet();
      case PUT -> rule.getPut();
      case POST -> rule.getPost();
      case DELETE -> rule.getDelete();
      case PATCH -> rule.getPatch();
      case CUSTOM -> rule.getCustom().getPath();
      case PATTERN_NOT_SET -> "";
    };
  }

  private PathBinding binding(PathTemplate.Variable variable) {
    List<FieldDescriptor> path = new ArrayList<>();
    Descriptor type = rpc.getInputType();
    for (String name : variable.fieldPath().split("\\.", -1)) {
      FieldDescriptor field = type == null ? null : type.findFieldByName(name);
      if (field == null) {
        throw new RuleException("path variable " + variable.fieldPath() + " names no field");
      }
      if (field.isRepeated()) {
        throw new RuleException("path variable " + variable.fieldPath() + " is repeated");
      }
      path.add(field);
      type = isMessage(field) ? field.getMessageType() : null;
    }
    if (isMessage(path.getLast())
        && !WellKnown.isScalarLike(path.getLast().getMessageType().getFullName())) {
      throw new RuleException("path variable " + variable.fieldPath() + " names a message");
    }
    return new PathBinding(variable, path);
  }

  private RequestBody body(String name, List<PathBinding> bindings) {
    if (name.isEmpty()) {
      return new RequestBody.None();
    }
    if (name.equals("*")) {
      return new RequestBody.Whole();
    }
    FieldDescriptor field = rpc.getInputType().findFieldByName(name);
    if (field == null) {
      throw new RuleException("body: \"" + name + "\" (expected: * or a top-level field)");
    }
    if (field.isRepeated()) {
      throw new RuleException("body: \"" + name + "\" is repeated");
    }
    for (PathBinding binding : bindings) {
      if (binding.leaf().equals(field)) {
        throw new RuleException("body: \"" + name + "\" is a path variable too");
      }
    }
    return new RequestBody.Field(field);
  }

  private @Nullable FieldDescriptor responseBody(HttpRule rule) {
    if (rule.getResponseBody().isEmpty()) {
      return null;
    }
    FieldDescriptor field = rpc.getOutputType().findFieldByName(rule.getResponseBody());
    if (field == null) {
      throw new RuleException("response_body: " + rule.getResponseBody() + " names no field");
    }
    return field;
  }

  private static boolean isMessage(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
  }
}
