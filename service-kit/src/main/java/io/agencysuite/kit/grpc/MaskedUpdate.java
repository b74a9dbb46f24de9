package io.agencysuite.kit.grpc;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import io.agencysuite.kit.error.InvalidArgument;
import java.util.List;
import java.util.Set;

/// Applies an update as AIP-134 says: the fields of the mask, or every field that is set.
public final class MaskedUpdate {

  /// Fields that say which resource and version is meant; they are no values.
  private static final Set<String> ADDRESS = Set.of("name", "etag");

  private MaskedUpdate() {}

  /// The resource as it will be.
  ///
  /// @param current the resource as it is
  /// @param sent the resource of the request
  /// @throws InvalidArgument if the mask names a field that does not exist or cannot be changed
  public static <M extends Message> M apply(M current, M sent, FieldMask mask) {
    List<String> paths =
        mask.getPathsCount() == 0 ? settablePaths(sent) : List.copyOf(mask.getPathsList());
    Message.Builder next = current.toBuilder();
    for (String path : paths) {
      copy(changeable(current, path), sent, next);
    }
    @SuppressWarnings("unchecked") // a builder of M builds an M
    M built = (M) next.build();
    return built;
  }

  private static List<String> settablePaths(Message sent) {
    return sent.getAllFields().keySet().stream()
        .filter(field -> !ADDRESS.contains(field.getName()) && !isFixed(field))
        .map(FieldDescriptor::getName)
        .toList();
  }

  private static List<FieldDescriptor> changeable(Message current, String path) {
    List<FieldDescriptor> fields =
        AccessPath.resolve(current.getDescriptorForType(), path)
            .orElseThrow(() ->
                InvalidArgument.field(
                    "update_mask",
                    path,
                    "a field of " + current.getDescriptorForType().getFullName()));
    if (ADDRESS.contains(path) || fields.stream().anyMatch(MaskedUpdate::isFixed)) {
      throw InvalidArgument.field("update_mask", path, "a field that can be changed");
    }
    if (fields.subList(0, fields.size() - 1).stream().anyMatch(FieldDescriptor::isRepeated)) {
      throw InvalidArgument.field("update_mask", path, "a path that does not enter a list");
    }
    return fields;
  }

  private static void copy(List<FieldDescriptor> path, Message from, Message.Builder to) {
    FieldDescriptor field = path.getFirst();
    if (path.size() > 1) {
      copy(path.subList(1, path.size()), (Message) from.getField(field), to.getFieldBuilder(field));
    } else if (!field.isRepeated() && field.hasPresence() && !from.hasField(field)) {
      to.clearField(field);
    } else {
      to.setField(field, from.getField(field));
    }
  }

  private static boolean isFixed(FieldDescriptor field) {
    List<FieldBehavior> behaviors =
        field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior);
    return behaviors.contains(FieldBehavior.OUTPUT_ONLY)
        || behaviors.contains(FieldBehavior.IMMUTABLE)
        || behaviors.contains(FieldBehavior.IDENTIFIER);
  }
}
