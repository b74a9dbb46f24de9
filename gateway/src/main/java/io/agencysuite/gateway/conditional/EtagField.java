package io.agencysuite.gateway.conditional;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.agencysuite.gateway.transcode.HttpRoute;
import io.agencysuite.gateway.transcode.HttpRoute.RequestBody;
import org.jspecify.annotations.Nullable;

/// Where a request says which version it means: in its own `etag`, or in that of the resource that
/// an update carries.
///
/// @param resource null when the request itself has the field
public record EtagField(@Nullable FieldDescriptor resource, FieldDescriptor field) {
  private static final String NAME = "etag";

  /// Null when the RPC asks for no version.
  public static @Nullable EtagField of(HttpRoute route) {
    FieldDescriptor own = in(route.rpc().getInputType());
    if (own != null) {
      return new EtagField(null, own);
    }
    if (route.httpMethod().equals("PATCH")
        && route.body() instanceof RequestBody.Field(FieldDescriptor body)
        && body.getJavaType() == FieldDescriptor.JavaType.MESSAGE) {
      FieldDescriptor of = in(body.getMessageType());
      return of == null ? null : new EtagField(body, of);
    }
    return null;
  }

  /// The `etag` of a message type; null when it has none.
  public static @Nullable FieldDescriptor in(Descriptor type) {
    FieldDescriptor field = type.findFieldByName(NAME);
    return field != null
            && field.getJavaType() == FieldDescriptor.JavaType.STRING
            && !field.isRepeated()
        ? field
        : null;
  }

  String value(DynamicMessage request) {
    Message holder = resource == null ? request : (Message) request.getField(resource);
    return (String) holder.getField(field);
  }

  DynamicMessage set(DynamicMessage request, String etag) {
    DynamicMessage.Builder changed = request.toBuilder();
    if (resource == null) {
      return changed.setField(field, etag).build();
    }
    Message holder = (Message) request.getField(resource);
    return changed.setField(resource, holder.toBuilder().setField(field, etag).build()).build();
  }
}
