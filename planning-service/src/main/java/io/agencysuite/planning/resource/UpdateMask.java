package io.agencysuite.planning.resource;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import io.agencysuite.kit.error.InvalidArgument;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/// Field masks of updates (AIP-134), on the top level of a resource.
public final class UpdateMask {

  private UpdateMask() {}

  /// The current resource with the masked fields of the patch. A masked field that the patch leaves
  /// unset is cleared. An empty mask stands for every changeable field that the patch sets; `*` for
  /// all changeable ones.
  ///
  /// @param changeable names of the fields that an update may change
  @SuppressWarnings("unchecked") // A builder builds the type of the message it was made from.
  public static <M extends Message> M apply(
      M current, M patch, FieldMask mask, Set<String> changeable) {
    Message.Builder merged = current.toBuilder();
    for (String path : paths(patch, mask, changeable)) {
      FieldDescriptor field =
          Objects.requireNonNull(current.getDescriptorForType().findFieldByName(path), path);
      boolean set =
          field.isRepeated() ? patch.getRepeatedFieldCount(field) > 0 : patch.hasField(field);
      if (set) {
        merged.setField(field, patch.getField(field));
      } else {
        merged.clearField(field);
      }
    }
    return (M) merged.build();
  }

  private static Set<String> paths(Message patch, FieldMask mask, Set<String> changeable) {
    List<String> asked = mask.getPathsList();
    if (asked.isEmpty()) {
      Set<String> present = new TreeSet<>();
      patch.getAllFields().keySet().forEach(field -> present.add(field.getName()));
      present.retainAll(changeable);
      return present;
    }
    if (asked.equals(List.of("*"))) {
      return changeable;
    }
    for (String path : asked) {
      if (!changeable.contains(path)) {
        throw InvalidArgument.field(
            "update_mask", path, String.join(", ", new TreeSet<>(changeable)));
      }
    }
    return new TreeSet<>(asked);
  }
}
