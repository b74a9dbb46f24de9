package io.agencysuite.gateway.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import io.agencysuite.gateway.transcode.HttpRoute.PathBinding;
import io.agencysuite.gateway.transcode.HttpRoute.RequestBody;
import org.jspecify.annotations.Nullable;

/// The names under which a caller of a route knows the fields of its message: parameters by what
/// the query or the template calls them, everything else by its JSON path within the body.
public final class FieldPaths {

  private FieldPaths() {}

  /// The JSON path of a field that a service names by its proto path, such as
  /// `lead.contacts[0].first_name`. A path without the name of the resource is taken for one within
  /// the body; what names no field stays as it is.
  public static String sent(HttpRoute route, @Nullable String rawQuery, String path) {
    if (rawQuery != null && ("&" + rawQuery).contains("&" + path + "=")) {
      return path;
    }
    for (PathBinding binding : route.bindings()) {
      if (binding.name().equals(path)) {
        return sent(route, binding);
      }
    }
    Descriptor type = route.rpc().getInputType();
    String first = path.substring(0, end(path, 0));
    if (!(route.body() instanceof RequestBody.Field(FieldDescriptor body))) {
      return json(type, path);
    }
    Descriptor inner = body.getJavaType() == JavaType.MESSAGE ? body.getMessageType() : null;
    if (!first.equals(body.getName())) {
      return json(type.findFieldByName(first) == null ? inner : type, path);
    }
    String rest = path.substring(first.length());
    return rest.isEmpty()
        ? body.getJsonName()
        : json(inner, rest.startsWith(".") ? rest.substring(1) : rest);
  }

  /// What the caller knows a variable of the template by.
  static String sent(HttpRoute route, PathBinding binding) {
    boolean inBody =
        route.body() instanceof RequestBody.Field(var field)
            && binding.path().getFirst().equals(field);
    String name = binding.name();
    return inBody ? name.substring(name.indexOf('.') + 1) : name;
  }

  private static String json(@Nullable Descriptor type, String path) {
    StringBuilder json = new StringBuilder(path.length());
    Descriptor at = type;
    int start = 0;
    while (start < path.length()) {
      int end = end(path, start);
      String name = path.substring(start, end);
      FieldDescriptor field = at == null || name.isEmpty() ? null : at.findFieldByName(name);
      int next = subscriptsEnd(path, end);
      json.append(field == null ? name : field.getJsonName()).append(path, end, next);
      if (!name.isEmpty()) {
        at = field == null ? null : within(field);
      }
      start = next;
    }
    return json.toString();
  }

  /// The message that a path goes on in after the field, through list elements and map values.
  private static @Nullable Descriptor within(FieldDescriptor field) {
    FieldDescriptor value =
        field.isMapField() ? field.getMessageType().findFieldByNumber(2) : field;
    return value.getJavaType() == JavaType.MESSAGE ? value.getMessageType() : null;
  }

  private static int end(String path, int start) {
    int end = start;
    while (end < path.length() && path.charAt(end) != '.' && path.charAt(end) != '[') {
      end++;
    }
    return end;
  }

  /// Behind `[...]` and the dot.
  private static int subscriptsEnd(String path, int start) {
    int at = start;
    while (at < path.length() && path.charAt(at) == '[') {
      int close = path.indexOf(']', at);
      at = close < 0 ? path.length() : close + 1;
    }
    return at < path.length() && path.charAt(at) == '.' ? at + 1 : at;
  }
}
