package io.agencysuite.gateway.openapi;

import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.SourceCodeInfo.Location;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The leading comments of the contract, found by the paths of its source info.
final class Comments {
  private static final int MESSAGE = FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER;
  private static final int ENUM = FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER;
  private static final int SERVICE = FileDescriptorProto.SERVICE_FIELD_NUMBER;
  private static final int FIELD = 2;
  private static final int NESTED_MESSAGE = 3;
  private static final int NESTED_ENUM = 4;

  private final Map<FileDescriptor, Map<List<Integer>, String>> byPath = new HashMap<>();

  Comments(Collection<FileDescriptor> files) {
    for (FileDescriptor file : files) {
      Map<List<Integer>, String> comments = new HashMap<>();
      for (Location location : file.toProto().getSourceCodeInfo().getLocationList()) {
        if (location.hasLeadingComments()) {
          comments.put(
              List.copyOf(location.getPathList()),
              location.getLeadingComments().strip().replaceAll("\\s*\n\\s*", " "));
        }
      }
      byPath.put(file, comments);
    }
  }

  String of(ServiceDescriptor service) {
    return find(service.getFile(), List.of(SERVICE, service.getIndex()));
  }

  String of(MethodDescriptor rpc) {
    return find(
        rpc.getFile(), List.of(SERVICE, rpc.getService().getIndex(), FIELD, rpc.getIndex()));
  }

  String of(Descriptor type) {
    return find(type.getFile(), path(type));
  }

  String of(FieldDescriptor field) {
    return find(field.getFile(), with(path(field.getContainingType()), FIELD, field.getIndex()));
  }

  String of(EnumValueDescriptor value) {
    return find(value.getFile(), with(path(value.getType()), FIELD, value.getIndex()));
  }

  private String find(FileDescriptor file, List<Integer> path) {
    return byPath.getOrDefault(file, Map.of()).getOrDefault(path, "");
  }

  private static List<Integer> path(Descriptor type) {
    Descriptor outer = type.getContainingType();
    return outer == null
        ? List.of(MESSAGE, type.getIndex())
        : with(path(outer), NESTED_MESSAGE, type.getIndex());
  }

  private static List<Integer> path(EnumDescriptor type) {
    Descriptor outer = type.getContainingType();
    return outer == null
        ? List.of(ENUM, type.getIndex())
        : with(path(outer), NESTED_ENUM, type.getIndex());
  }

  private static List<Integer> with(List<Integer> path, int kind, int index) {
    List<Integer> longer = new ArrayList<>(path);
    longer.add(kind);
    longer.add(index);
    return longer;
  }
}
