package io.agencysuite.proto;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.EnumDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.DescriptorProtos.ServiceDescriptorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Every declaration is commented: the comments are the manual of the API.
final class CommentRules {

  private CommentRules() {}

  static final List<ContractRule> ALL =
      List.of(
          new ContractRule(
              "every declaration has a comment",
              contract -> contract.files().stream().flatMap(CommentRules::uncommented)));

  private static Stream<String> uncommented(FileDescriptor file) {
    Set<List<Integer>> commented = Contract.commented(file);
    List<String> missing = new ArrayList<>();
    Visitor visitor =
        (path, name) -> {
          if (!commented.contains(path)) {
            missing.add(name);
          }
        };
    for (Descriptor message : file.getMessageTypes()) {
      visit(message, List.of(FileDescriptorProto.MESSAGE_TYPE_FIELD_NUMBER), visitor);
    }
    for (EnumDescriptor type : file.getEnumTypes()) {
      visit(type, List.of(FileDescriptorProto.ENUM_TYPE_FIELD_NUMBER), visitor);
    }
    for (ServiceDescriptor service : file.getServices()) {
      visit(service, visitor);
    }
    return missing.stream();
  }

  private static void visit(Descriptor message, List<Integer> into, Visitor visitor) {
    if (message.getOptions().getMapEntry()) {
      return;
    }
    List<Integer> path = append(into, message.getIndex());
    visitor.visit(path, message.getFullName());
    message
        .getFields()
        .forEach(f ->
            visitor.visit(
                append(path, DescriptorProto.FIELD_FIELD_NUMBER, f.getIndex()), f.getFullName()));
    List<Integer> types = append(path, DescriptorProto.NESTED_TYPE_FIELD_NUMBER);
    message.getNestedTypes().forEach(nested -> visit(nested, types, visitor));
    List<Integer> enums = append(path, DescriptorProto.ENUM_TYPE_FIELD_NUMBER);
    message.getEnumTypes().forEach(nested -> visit(nested, enums, visitor));
  }

  private static void visit(EnumDescriptor type, List<Integer> into, Visitor visitor) {
    List<Integer> path = append(into, type.getIndex());
    visitor.visit(path, type.getFullName());
    type.getValues()
        .forEach(v ->
            visitor.visit(
                append(path, EnumDescriptorProto.VALUE_FIELD_NUMBER, v.getIndex()),
                v.getFullName()));
  }

  private static void visit(ServiceDescriptor service, Visitor visitor) {
    List<Integer> path = List.of(FileDescriptorProto.SERVICE_FIELD_NUMBER, service.getIndex());
    visitor.visit(path, service.getFullName());
    service
        .getMethods()
        .forEach(m ->
            visitor.visit(
                append(path, ServiceDescriptorProto.METHOD_FIELD_NUMBER, m.getIndex()),
                m.getFullName()));
  }

  private static List<Integer> append(List<Integer> path, Integer... steps) {
    return Stream.concat(path.stream(), Stream.of(steps)).toList();
  }

  private interface Visitor {
    void visit(List<Integer> path, String name);
  }
}
