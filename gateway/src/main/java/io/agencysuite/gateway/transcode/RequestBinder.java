package io.agencysuite.gateway.transcode;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.agencysuite.gateway.transcode.HttpRoute.PathBinding;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Body first, then query, then path: what the path binds can neither be overwritten nor shadowed.
final class RequestBinder {
  private final JsonCodecs codecs;
  private final BodyBinder bodies;
  private final QueryBinder queries;

  RequestBinder(JsonCodecs codecs) {
    this.codecs = codecs;
    this.bodies = new BodyBinder(codecs);
    this.queries = new QueryBinder(codecs);
  }

  DynamicMessage bind(
      RouteTable.Match match,
      @Nullable String rawQuery,
      @Nullable String contentType,
      byte[] body) {
    HttpRoute route = match.route();
    DynamicMessage.Builder request = DynamicMessage.newBuilder(route.rpc().getInputType());
    bodies.bind(route, contentType, body, request);
    if (rawQuery != null && !rawQuery.isEmpty()) {
      queries.bind(route, rawQuery, request);
    }
    if (route.httpMethod().equals("PATCH")) {
      UpdateMask.complete(route, body, request, codecs);
    }
    for (PathBinding binding : route.bindings()) {
      bindPath(match, binding, FieldPaths.sent(route, binding), request);
    }
    return request.build();
  }

  private void bindPath(
      RouteTable.Match match, PathBinding binding, String name, DynamicMessage.Builder request) {
    String text = text(match, binding.variable());
    FieldDescriptor leaf = binding.leaf();
    Object value;
    try {
      value = codecs.value(leaf).parse(text);
    } catch (TranscodingException e) {
      throw e.under(name);
    }
    Message.Builder holder = holder(request, binding.path());
    plain(holder.getDescriptorForType())
        .field(leaf)
        .refuseSecondMember(holder, name.substring(0, name.lastIndexOf('.') + 1), leaf.getName());
    boolean given =
        leaf.hasPresence()
            ? holder.hasField(leaf)
            : !holder.getField(leaf).equals(leaf.getDefaultValue());
    if (given && !holder.getField(leaf).equals(value)) {
      throw TranscodingException.field(
          Reason.CONFLICTING_VALUE, name, shown(leaf, holder.getField(leaf)), text);
    }
    holder.setField(leaf, value);
  }

  private static String text(RouteTable.Match match, PathTemplate.Variable variable) {
    List<String> raw = match.rawSegments();
    if (!variable.multi()) {
      return Percent.decode(raw.get(variable.from()));
    }
    PathTemplate template = match.route().template();
    boolean rest = template.segments().get(variable.to() - 1) instanceof PathTemplate.Segment.Rest;
    int to = rest ? raw.size() : variable.to();
    StringBuilder text = new StringBuilder();
    for (int i = variable.from(); i < to; i++) {
      if (i > variable.from()) {
        text.append('/');
      }
      text.append(Percent.decodeExpansion(raw.get(i), match.route().decodeReserved()));
    }
    return text.toString();
  }

  private static Message.Builder holder(
      DynamicMessage.Builder request, List<FieldDescriptor> path) {
    Message.Builder holder = request;
    for (FieldDescriptor field : path.subList(0, path.size() - 1)) {
      holder = holder.getFieldBuilder(field);
    }
    return holder;
  }

  private MessageCodec plain(Descriptor type) {
    MessageCodec codec = codecs.plain(type);
    if (codec == null) {
      throw new RuleException(type.getFullName() + " has no fields of its own in JSON");
    }
    return codec;
  }

  private static String shown(FieldDescriptor field, Object value) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        ? "another value"
        : String.valueOf(value);
  }
}
