package io.agencysuite.gateway.transcode;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.agencysuite.gateway.transcode.HttpRoute.PathBinding;
import io.agencysuite.gateway.transcode.HttpRoute.RequestBody;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// AIP-134: a PATCH without a mask updates what its body holds; a mask may name only known fields.
final class UpdateMask {
  private static final String NAME = "update_mask";
  private static final String ETAG = "etag";

  private final JsonCodecs codecs;
  private final List<String> bound = new ArrayList<>();
  private final List<String> paths = new ArrayList<>();

  private UpdateMask(HttpRoute route, FieldDescriptor body, JsonCodecs codecs) {
    this.codecs = codecs;
    for (PathBinding binding : route.bindings()) {
      if (binding.path().getFirst().equals(body)) {
        bound.add(binding.name().substring(binding.name().indexOf('.') + 1));
      }
    }
  }

  static void complete(
      HttpRoute route, byte[] body, DynamicMessage.Builder request, JsonCodecs codecs) {
    FieldDescriptor mask = route.rpc().getInputType().findFieldByName(NAME);
    if (mask == null
        || mask.isRepeated()
        || mask.getJavaType() != FieldDescriptor.JavaType.MESSAGE
        || !mask.getMessageType().getFullName().equals(WellKnown.FIELD_MASK)
        || !(route.body() instanceof RequestBody.Field(FieldDescriptor field))
        || field.getJavaType() != FieldDescriptor.JavaType.MESSAGE) {
      return;
    }
    FieldDescriptor paths = mask.getMessageType().findFieldByNumber(1);
    if (request.hasField(mask)) {
      for (Object path : (List<?>) ((Message) request.getField(mask)).getField(paths)) {
        check((String) path, field.getMessageType());
      }
    } else if (BodyBinder.isObject(body)) {
      UpdateMask derived = new UpdateMask(route, field, codecs);
      BodyBinder.parse(body, in -> derived.walk(in, field.getMessageType(), ""));
      DynamicMessage.Builder value = DynamicMessage.newBuilder(mask.getMessageType());
      derived.paths.forEach(path -> value.addRepeatedField(paths, path));
      request.setField(mask, value.build());
    }
  }

  private static void check(String path, Descriptor type) {
    Descriptor at = type;
    for (String name : path.split("\\.", -1)) {
      if (name.equals("*")) {
        return;
      }
      FieldDescriptor field = at == null ? null : at.findFieldByName(name);
      if (field == null) {
        throw TranscodingException.field(
            Reason.INVALID_VALUE, NAME, path, "a field of " + type.getName());
      }
      at =
          field.getJavaType() == FieldDescriptor.JavaType.MESSAGE && !field.isRepeated()
              ? field.getMessageType()
              : null;
    }
  }

  private void walk(JsonParser in, Descriptor type, String prefix) {
    while (in.nextToken() != JsonToken.END_OBJECT) {
      String name = in.currentName();
      in.nextToken();
      MessageCodec codec = codecs.plain(type);
      FieldCodec known = codec == null ? null : codec.field(name);
      if (known == null || isOutputOnly(known.field())) {
        in.skipChildren();
      } else {
        walkField(in, known, prefix + known.field().getName());
      }
    }
  }

  private void walkField(JsonParser in, FieldCodec known, String path) {
    int before = paths.size();
    boolean nested =
        known.value() instanceof MessageCodec
            && !known.field().isRepeated()
            && in.currentToken() == JsonToken.START_OBJECT;
    if (nested) {
      walk(in, known.field().getMessageType(), path + ".");
    } else {
      in.skipChildren();
    }
    boolean empty = paths.size() == before;
    if (empty && !bound.contains(path) && !path.equals(ETAG)) {
      paths.add(path);
    }
  }

  private static boolean isOutputOnly(FieldDescriptor field) {
    return field
        .getOptions()
        .getExtension(FieldBehaviorProto.fieldBehavior)
        .contains(FieldBehavior.OUTPUT_ONLY);
  }
}
