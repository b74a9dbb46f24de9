package io.agencysuite.kit.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A dotted field path within a message type.
final class AccessPath {

  private AccessPath() {}

  static Optional<List<FieldDescriptor>> resolve(Descriptor type, String path) {
    List<FieldDescriptor> fields = new ArrayList<>();
    @Nullable Descriptor current = type;
    for (String name : path.split("\\.", -1)) {
      FieldDescriptor field = current == null ? null : current.findFieldByName(name);
      if (field == null) {
        return Optional.empty();
      }
      fields.add(field);
      current =
          field.getJavaType() == FieldDescriptor.JavaType.MESSAGE ? field.getMessageType() : null;
    }
    return Optional.of(fields);
  }
}
