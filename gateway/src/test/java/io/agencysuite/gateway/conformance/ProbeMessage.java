package io.agencysuite.gateway.conformance;

import com.google.protobuf.DescriptorProtos.DescriptorProto;
import com.google.protobuf.DescriptorProtos.FieldDescriptorProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The probe message as a row needs it. Fields that the probe proto has keep their type.
final class ProbeMessage {
  private static final String ROOT = "Probe";
  private static final String PACKAGE = ".probe.v1.";

  private final FileDescriptorProto base;
  private final Map<String, DescriptorProto.Builder> messages = new LinkedHashMap<>();

  ProbeMessage(FileDescriptorProto base) {
    this.base = base;
    base.getMessageTypeList().forEach(m -> messages.put(m.getName(), m.toBuilder()));
    leaf("sub.leaf", FieldDescriptorProto.Type.TYPE_STRING);
    leaf("id", FieldDescriptorProto.Type.TYPE_STRING);
    leaf("page_size", FieldDescriptorProto.Type.TYPE_INT32);
    leaf("page_token", FieldDescriptorProto.Type.TYPE_STRING);
    leaf("request_id", FieldDescriptorProto.Type.TYPE_STRING);
  }

  FileDescriptorProto.Builder file() {
    FileDescriptorProto.Builder file = base.toBuilder().clearMessageType();
    messages.values().forEach(file::addMessageType);
    return file;
  }

  /// Makes sure that a dotted path ends in a scalar.
  void leaf(String path, FieldDescriptorProto.Type type) {
    int dot = path.lastIndexOf('.');
    DescriptorProto.Builder holder = dot < 0 ? root() : message(path.substring(0, dot));
    String name = path.substring(dot + 1);
    if (find(holder, name) == null) {
      holder.addField(newField(holder, name).setType(type));
    } else if (type == FieldDescriptorProto.Type.TYPE_INT64 && !name.contains("_")) {
      retype(holder, name, type);
    }
  }

  /// Makes sure that a dotted path ends in a message.
  DescriptorProto.Builder message(String path) {
    DescriptorProto.Builder holder = root();
    StringBuilder typeName = new StringBuilder("Of");
    for (String name : path.split("\\.", -1)) {
      typeName.append('_').append(name);
      FieldDescriptorProto field = find(holder, name);
      if (field != null && field.getType() != FieldDescriptorProto.Type.TYPE_MESSAGE) {
        retype(holder, name, FieldDescriptorProto.Type.TYPE_MESSAGE, PACKAGE + typeName);
        field = find(holder, name);
      }
      if (field == null) {
        field =
            newField(holder, name)
                .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                .setTypeName(PACKAGE + typeName)
                .build();
        holder.addField(field);
      }
      String type = field.getTypeName().substring(field.getTypeName().lastIndexOf('.') + 1);
      holder = messages.computeIfAbsent(type, RowContract::empty);
    }
    return holder;
  }

  /// Makes sure that a field can hold a JSON value.
  void field(String path, JsonNode value) {
    if (isSettled(path)) {
      return;
    }
    if (value.isObject()) {
      message(path);
      value.properties().forEach(e -> field(path + "." + e.getKey(), e.getValue()));
    } else if (value.isArray()) {
      list(path);
    } else if (value.isBoolean()) {
      leaf(path, FieldDescriptorProto.Type.TYPE_BOOL);
    } else if (value.isNumber()) {
      leaf(path, FieldDescriptorProto.Type.TYPE_INT32);
    } else {
      leaf(path, typeByName(path.substring(path.lastIndexOf('.') + 1)));
    }
  }

  /// Makes sure that a field takes raw bytes.
  void httpBody(String name) {
    if (find(root(), name) == null) {
      root()
          .addField(
              newField(root(), name)
                  .setType(FieldDescriptorProto.Type.TYPE_MESSAGE)
                  .setTypeName(".google.api.HttpBody"));
    }
  }

  /// Makes sure that a query parameter has a field.
  void query(String name, boolean again) {
    String known = name.split("\\.", -1)[0];
    boolean camel = root().getFieldList().stream().anyMatch(f -> f.getJsonName().equals(known));
    if (again) {
      list(name);
    } else if (!camel && (find(root(), known) == null || isOurs(known, name))) {
      leaf(name, typeByName(name.substring(name.lastIndexOf('.') + 1)));
    }
  }

  static FieldDescriptorProto.Type typeByName(String name) {
    if (name.startsWith("int32") || name.equals("page_size")) {
      return FieldDescriptorProto.Type.TYPE_INT32;
    }
    if (name.startsWith("int64")) {
      return FieldDescriptorProto.Type.TYPE_INT64;
    }
    if (name.startsWith("uint32")) {
      return FieldDescriptorProto.Type.TYPE_UINT32;
    }
    if (name.startsWith("uint64")) {
      return FieldDescriptorProto.Type.TYPE_UINT64;
    }
    if (name.startsWith("float")) {
      return FieldDescriptorProto.Type.TYPE_FLOAT;
    }
    if (name.startsWith("double")) {
      return FieldDescriptorProto.Type.TYPE_DOUBLE;
    }
    return name.startsWith("bool")
        ? FieldDescriptorProto.Type.TYPE_BOOL
        : FieldDescriptorProto.Type.TYPE_STRING;
  }

  void list(String path) {
    if (path.endsWith("mask") || isSettled(path)) {
      return;
    }
    leaf(path, FieldDescriptorProto.Type.TYPE_STRING);
    int dot = path.lastIndexOf('.');
    DescriptorProto.Builder holder = dot < 0 ? root() : message(path.substring(0, dot));
    String name = path.substring(dot + 1);
    for (FieldDescriptorProto.Builder field : holder.getFieldBuilderList()) {
      if (field.getName().equals(name) || field.getJsonName().equals(name)) {
        field.setLabel(FieldDescriptorProto.Label.LABEL_REPEATED);
      }
    }
  }

  /// True when the name goes into a message that the row may add to.
  private boolean isOurs(String root, String name) {
    FieldDescriptorProto field = find(root(), root);
    return field != null
        && !name.equals(root)
        && field.getLabel() != FieldDescriptorProto.Label.LABEL_REPEATED
        && field.getTypeName().startsWith(PACKAGE)
        && name.chars().noneMatch(Character::isUpperCase);
  }

  /// True for a list, a map or a message of another package, which no row changes.
  private boolean isSettled(String path) {
    DescriptorProto.Builder holder = root();
    FieldDescriptorProto field = null;
    for (String name : path.split("\\.", -1)) {
      field = holder == null ? null : find(holder, name);
      if (field == null) {
        return false;
      }
      String type = field.getTypeName();
      if (field.getLabel() == FieldDescriptorProto.Label.LABEL_REPEATED
          || (!type.isEmpty() && !type.startsWith(PACKAGE))) {
        return true;
      }
      holder = messages.get(type.substring(type.lastIndexOf('.') + 1));
    }
    return field != null && field.getType() == FieldDescriptorProto.Type.TYPE_ENUM;
  }

  private DescriptorProto.Builder root() {
    return messages.computeIfAbsent(ROOT, RowContract::empty);
  }

  private static void retype(
      DescriptorProto.Builder holder, String name, FieldDescriptorProto.Type type) {
    retype(holder, name, type, "");
  }

  private static void retype(
      DescriptorProto.Builder holder,
      String name,
      FieldDescriptorProto.Type type,
      String typeName) {
    for (FieldDescriptorProto.Builder field : holder.getFieldBuilderList()) {
      if (field.getName().equals(name)) {
        field.setType(type);
        if (!typeName.isEmpty()) {
          field.setTypeName(typeName);
        }
      }
    }
  }

  private static @Nullable FieldDescriptorProto find(DescriptorProto.Builder holder, String name) {
    return holder.getFieldList().stream()
        .filter(f -> f.getName().equals(name) || f.getJsonName().equals(name))
        .findFirst()
        .orElse(null);
  }

  private static FieldDescriptorProto.Builder newField(
      DescriptorProto.Builder holder, String name) {
    int number =
        1
            + holder.getFieldList().stream()
                .mapToInt(FieldDescriptorProto::getNumber)
                .max()
                .orElse(0);
    return FieldDescriptorProto.newBuilder()
        .setName(name)
        .setNumber(number)
        .setLabel(FieldDescriptorProto.Label.LABEL_OPTIONAL);
  }
}
