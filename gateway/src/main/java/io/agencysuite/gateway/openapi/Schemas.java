package io.agencysuite.gateway.openapi;

import com.google.api.FieldBehavior;
import com.google.api.FieldBehaviorProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumDescriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// JSON schemas of the messages that routes reach, each once under its full name.
final class Schemas {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String REFERENCE = "#/components/schemas/";

  private final Comments comments;
  private final Map<String, ObjectNode> schemas = new TreeMap<>();

  Schemas(Comments comments) {
    this.comments = comments;
  }

  /// All schemas that were asked for, and those they mention.
  ObjectNode all() {
    ObjectNode all = JSON.createObjectNode();
    schemas.forEach(all::set);
    return all;
  }

  void put(String name, ObjectNode schema) {
    schemas.put(name, schema);
  }

  static ObjectNode reference(String name) {
    return JSON.createObjectNode().put("$ref", REFERENCE + name);
  }

  ObjectNode of(Descriptor type) {
    ObjectNode wellKnown = WellKnownSchemas.of(type.getFullName());
    if (wellKnown != null) {
      return wellKnown;
    }
    String name = type.getFullName();
    if (!schemas.containsKey(name)) {
      ObjectNode schema = JSON.createObjectNode();
      schemas.put(name, schema);
      describe(schema, type);
    }
    return reference(name);
  }

  /// A field as a property or a parameter: its type, its comment, its behaviour and simple rules.
  ObjectNode of(FieldDescriptor field) {
    ObjectNode schema = bare(field);
    String comment = comments.of(field);
    if (!comment.isEmpty()) {
      schema.put("description", comment);
    }
    List<FieldBehavior> behaviors =
        field.getOptions().getExtension(FieldBehaviorProto.fieldBehavior);
    if (behaviors.contains(FieldBehavior.OUTPUT_ONLY)) {
      schema.put("readOnly", true);
    }
    if (behaviors.contains(FieldBehavior.INPUT_ONLY)) {
      schema.put("writeOnly", true);
    }
    FieldRulesReader.apply(field, schema);
    return schema;
  }

  static boolean isRequired(FieldDescriptor field) {
    return field
        .getOptions()
        .getExtension(FieldBehaviorProto.fieldBehavior)
        .contains(FieldBehavior.REQUIRED);
  }

  private void describe(ObjectNode schema, Descriptor type) {
    schema.put("type", "object");
    String comment = comments.of(type);
    if (!comment.isEmpty()) {
      schema.put("description", comment);
    }
    ObjectNode properties = schema.putObject("properties");
    ArrayNode required = JSON.createArrayNode();
    for (FieldDescriptor field : type.getFields()) {
      properties.set(field.getJsonName(), of(field));
      if (isRequired(field)) {
        required.add(field.getJsonName());
      }
    }
    if (!required.isEmpty()) {
      schema.set("required", required);
    }
    schema.put("additionalProperties", false);
  }

  private ObjectNode bare(FieldDescriptor field) {
    if (field.isMapField()) {
      ObjectNode map = JSON.createObjectNode().put("type", "object");
      map.set("additionalProperties", single(field.getMessageType().findFieldByNumber(2)));
      return map;
    }
    if (field.isRepeated()) {
      ObjectNode list = JSON.createObjectNode().put("type", "array");
      list.set("items", single(field));
      return list;
    }
    return single(field);
  }

  private ObjectNode single(FieldDescriptor field) {
    ObjectNode schema = JSON.createObjectNode();
    return switch (field.getType()) {
      case MESSAGE, GROUP -> of(field.getMessageType());
      case ENUM -> enumeration(field.getEnumType());
      case BOOL -> schema.put("type", "boolean");
      case STRING -> schema.put("type", "string");
      case BYTES -> schema.put("type", "string").put("contentEncoding", "base64");
      case FLOAT, DOUBLE -> schema.put("type", "number");
      case INT32, SINT32, SFIXED32 -> schema.put("type", "integer").put("format", "int32");
      case UINT32, FIXED32 -> schema.put("type", "integer").put("minimum", 0);
      case INT64, SINT64, SFIXED64 -> schema.put("type", "string").put("format", "int64");
      case UINT64, FIXED64 -> schema.put("type", "string").put("format", "uint64");
    };
  }

  private ObjectNode enumeration(EnumDescriptor type) {
    String name = type.getFullName();
    if (!schemas.containsKey(name)) {
      ObjectNode schema = JSON.createObjectNode().put("type", "string");
      ArrayNode values = schema.putArray("enum");
      StringBuilder text = new StringBuilder();
      for (EnumValueDescriptor value : type.getValues()) {
        values.add(value.getName());
        text.append(value.getName()).append(": ").append(comments.of(value)).append('\n');
      }
      schema.put("description", text.toString().strip());
      schemas.put(name, schema);
    }
    return reference(name);
  }
}
