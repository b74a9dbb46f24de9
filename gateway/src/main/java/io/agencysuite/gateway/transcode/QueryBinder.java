package io.agencysuite.gateway.transcode;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.agencysuite.gateway.transcode.HttpRoute.PathBinding;
import io.agencysuite.gateway.transcode.HttpRoute.RequestBody;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Query parameters fill what neither the path nor the body covers.
final class QueryBinder {
  private static final Set<String> SYSTEM_PARAMETERS =
      Set.of("access_token", "alt", "api_key", "fields", "key", "prettyPrint", "quotaUser");
  private static final int DEPTH_MAX = 32;

  private final JsonCodecs codecs;

  QueryBinder(JsonCodecs codecs) {
    this.codecs = codecs;
  }

  void bind(HttpRoute route, String rawQuery, DynamicMessage.Builder request) {
    Set<List<FieldDescriptor>> seen = new HashSet<>();
    int start = 0;
    while (start <= rawQuery.length()) {
      int end = rawQuery.indexOf('&', start);
      if (end < 0) {
        end = rawQuery.length();
      }
      if (end > start) {
        parameter(route, rawQuery.substring(start, end), request, seen);
      }
      start = end + 1;
    }
  }

  private void parameter(
      HttpRoute route,
      String raw,
      DynamicMessage.Builder request,
      Set<List<FieldDescriptor>> seen) {
    int equals = raw.indexOf('=');
    String name = name(equals < 0 ? raw : raw.substring(0, equals));
    List<FieldDescriptor> path = resolve(route, name);
    if (path == null) {
      if (SYSTEM_PARAMETERS.contains(name) || name.startsWith("$")) {
        return;
      }
      throw TranscodingException.field(Reason.UNKNOWN_PARAMETER, name);
    }
    refuseBound(route, path, name);
    FieldDescriptor leaf = path.getLast();
    if (!seen.add(path) && !leaf.isRepeated()) {
      throw TranscodingException.field(Reason.DUPLICATE_VALUE, name);
    }
    Object value = value(leaf, name, equals < 0 ? "" : raw.substring(equals + 1));
    Message.Builder holder = holder(request, path, name);
    if (leaf.isRepeated()) {
      holder.addRepeatedField(leaf, value);
    } else {
      holder.setField(leaf, value);
    }
  }

  private static String name(String raw) {
    try {
      return Percent.decodeQuery(raw);
    } catch (TranscodingException e) {
      throw TranscodingException.field(Reason.UNKNOWN_PARAMETER, raw);
    }
  }

  /// The fields that a dotted name walks through, or null when it names none.
  private @Nullable List<FieldDescriptor> resolve(HttpRoute route, String name) {
    String[] parts = name.split("\\.", DEPTH_MAX);
    List<FieldDescriptor> path = new ArrayList<>(parts.length);
    MessageCodec codec = codecs.plain(route.rpc().getInputType());
    for (String part : parts) {
      FieldCodec field = codec == null ? null : codec.field(part);
      boolean through = path.isEmpty() || !path.getLast().isRepeated();
      if (field == null || !through) {
        return null;
      }
      path.add(field.field());
      codec = field.value() instanceof MessageCodec plain ? plain : null;
    }
    return path;
  }

  private static void refuseBound(HttpRoute route, List<FieldDescriptor> path, String field) {
    for (PathBinding binding : route.bindings()) {
      if (binding.path().equals(path)) {
        throw TranscodingException.field(Reason.BOUND_BY_PATH, field);
      }
    }
    boolean bodys =
        switch (route.body()) {
          case RequestBody.None _ -> false;
          case RequestBody.Whole _ -> true;
          case RequestBody.Field(FieldDescriptor body) -> path.getFirst().equals(body);
        };
    if (bodys) {
      throw TranscodingException.field(Reason.BOUND_BY_BODY, field);
    }
  }

  private Object value(FieldDescriptor leaf, String field, String raw) {
    String text;
    try {
      text = Percent.decodeQuery(raw);
    } catch (TranscodingException e) {
      throw TranscodingException.field(Reason.INVALID_VALUE, field, raw, "percent-encoded UTF-8");
    }
    if (leaf.isMapField()) {
      throw TranscodingException.field(Reason.INVALID_VALUE, field, text, "no map in the query");
    }
    try {
      return codecs.value(leaf).parse(text);
    } catch (TranscodingException e) {
      throw e.under(field);
    }
  }

  private Message.Builder holder(
      DynamicMessage.Builder request, List<FieldDescriptor> path, String name) {
    Message.Builder holder = request;
    int start = 0;
    for (FieldDescriptor field : path) {
      int dot = name.indexOf('.', start);
      String sent = name.substring(start, dot < 0 ? name.length() : dot);
      MessageCodec codec = codecs.plain(holder.getDescriptorForType());
      if (codec != null) {
        codec.field(field).refuseSecondMember(holder, name.substring(0, start), sent);
      }
      if (!field.equals(path.getLast())) {
        start = dot + 1;
        holder = holder.getFieldBuilder(field);
      }
    }
    return holder;
  }
}
