package io.agencysuite.gateway.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One HTTP rule of one RPC, checked against its messages.
public final class HttpRoute {
  /// `custom {kind: "*"}`: any method.
  static final String ANY_METHOD = "*";

  private final MethodDescriptor rpc;
  private final String httpMethod;
  private final PathTemplate template;
  private final List<PathBinding> bindings;
  private final RequestBody body;
  private final @Nullable FieldDescriptor responseBody;
  private final boolean decodeReserved;

  HttpRoute(
      MethodDescriptor rpc,
      String httpMethod,
      PathTemplate template,
      List<PathBinding> bindings,
      RequestBody body,
      @Nullable FieldDescriptor responseBody,
      boolean decodeReserved) {
    this.rpc = rpc;
    this.httpMethod = httpMethod;
    this.template = template;
    this.bindings = List.copyOf(bindings);
    this.body = body;
    this.responseBody = responseBody;
    this.decodeReserved = decodeReserved;
  }

  /// The path of an RPC in gRPC itself, as if it were a rule.
  public static HttpRoute ofNative(MethodDescriptor rpc) {
    String path = "/" + rpc.getService().getFullName() + "/" + rpc.getName();
    PathTemplate template = PathTemplate.parse(path);
    return new HttpRoute(rpc, "POST", template, List.of(), new RequestBody.None(), null, false);
  }

  /// A template variable and the field that it fills.
  public record PathBinding(PathTemplate.Variable variable, List<FieldDescriptor> path) {

    public PathBinding {
      path = List.copyOf(path);
    }

    /// The dotted field path as the template writes it.
    public String name() {
      return variable.fieldPath();
    }

    FieldDescriptor leaf() {
      return path.getLast();
    }
  }

  /// Where the request body goes.
  public sealed interface RequestBody {
    /// The rule names no body.
    record None() implements RequestBody {}

    /// `body: "*"`: everything that is not in the path.
    record Whole() implements RequestBody {}

    /// `body: "field"`.
    record Field(FieldDescriptor field) implements RequestBody {}
  }

  public MethodDescriptor rpc() {
    return rpc;
  }

  /// `GET`, `POST`, ... or `*`.
  public String httpMethod() {
    return httpMethod;
  }

  /// The template as written.
  public String path() {
    return template.text();
  }

  public List<PathBinding> bindings() {
    return bindings;
  }

  public RequestBody body() {
    return body;
  }

  public @Nullable FieldDescriptor responseBody() {
    return responseBody;
  }

  /// True when the body, or its pieces, are raw bytes.
  boolean takesRawBytes() {
    Descriptor type =
        switch (body) {
          case RequestBody.None _ -> null;
          case RequestBody.Whole _ -> rpc.getInputType();
          case RequestBody.Field(FieldDescriptor field) ->
              field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                  ? field.getMessageType()
                  : null;
        };
    return type != null && WellKnown.HTTP_BODY.equals(type.getFullName());
  }

  /// True when the answer, or its elements, are raw bytes.
  public boolean answersRawBytes() {
    FieldDescriptor field = responseBody;
    Descriptor type =
        field == null
            ? rpc.getOutputType()
            : field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
                ? field.getMessageType()
                : null;
    return type != null && WellKnown.HTTP_BODY.equals(type.getFullName());
  }

  PathTemplate template() {
    return template;
  }

  boolean decodeReserved() {
    return decodeReserved;
  }

  @Override
  public String toString() {
    return httpMethod + " " + template.text() + " of " + rpc.getFullName();
  }
}
