package io.agencysuite.proto;

import build.buf.validate.ValidateProto;
import com.google.api.AnnotationsProto;
import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.api.ResourceProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorSet;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.ExtensionRegistry;
import io.agencysuite.common.v1.AccessProto;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The proto files of the suite, linked, with what their authors wrote beside them.
record Contract(List<FileDescriptor> files) {

  static ExtensionRegistry extensions() {
    ExtensionRegistry registry = ExtensionRegistry.newInstance();
    AnnotationsProto.registerAllExtensions(registry);
    FieldBehaviorProto.registerAllExtensions(registry);
    ResourceProto.registerAllExtensions(registry);
    AccessProto.registerAllExtensions(registry);
    ValidateProto.registerAllExtensions(registry);
    return registry;
  }

  /// Links a set whose files stand after what they import, as protoc writes them.
  static Contract link(FileDescriptorSet set) {
    Map<String, FileDescriptor> linked = new HashMap<>();
    for (FileDescriptorProto file : set.getFileList()) {
      FileDescriptor[] imports =
          file.getDependencyList().stream().map(linked::get).toArray(FileDescriptor[]::new);
      try {
        linked.put(file.getName(), FileDescriptor.buildFrom(file, imports));
      } catch (DescriptorValidationException e) {
        throw new IllegalArgumentException("cannot link " + file.getName(), e);
      }
    }
    return new Contract(
        linked.values().stream().filter(f -> f.getPackage().startsWith("agency.")).toList());
  }

  Stream<MethodDescriptor> methods() {
    return files.stream()
        .flatMap(file -> file.getServices().stream())
        .flatMap(service -> service.getMethods().stream());
  }

  Stream<Descriptor> messages() {
    return files.stream().flatMap(file -> file.getMessageTypes().stream()).flatMap(Contract::all);
  }

  Stream<Descriptor> resources() {
    return messages().filter(m -> m.getOptions().hasExtension(ResourceProto.resource));
  }

  Stream<FieldDescriptor> fields() {
    return messages().flatMap(m -> m.getFields().stream());
  }

  Stream<EnumDescriptor> enums() {
    return Stream.concat(
        files.stream().flatMap(file -> file.getEnumTypes().stream()),
        messages().flatMap(m -> m.getEnumTypes().stream()));
  }

  static boolean is(@Nullable FieldDescriptor field, FieldBehavior behavior) {
    return field != null
        && field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior).contains(behavior);
  }

  /// Paths of all declarations of a file that have a comment.
  static Set<List<Integer>> commented(FileDescriptor file) {
    Set<List<Integer>> paths = new HashSet<>();
    for (Location location : file.toProto().getSourceCodeInfo().getLocationList()) {
      if (!location.getLeadingComments().isBlank()) {
        paths.add(location.getPathList());
      }
    }
    return paths;
  }

  private static Stream<Descriptor> all(Descriptor message) {
    return Stream.concat(
        Stream.of(message),
        message.getNestedTypes().stream()
            .filter(nested -> !nested.getOptions().getMapEntry())
            .flatMap(Contract::all));
  }
}
