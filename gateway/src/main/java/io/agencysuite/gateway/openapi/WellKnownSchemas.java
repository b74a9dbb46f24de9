package io.agencysuite.gateway.openapi;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Schemas of the types whose JSON form is their own.
final class WellKnownSchemas {
  private static final JsonMapper JSON = new JsonMapper();

  private WellKnownSchemas() {}

  static @Nullable ObjectNode of(String type) {
    ObjectNode schema = JSON.createObjectNode();
    return switch (type) {
      case "google.protobuf.Timestamp" -> schema.put("type", "string").put("format", "date-time");
      case "google.protobuf.Duration" ->
          schema.put("type", "string").put("pattern", "^-?[0-9]+(\\.[0-9]{1,9})?s$");
      case "google.protobuf.FieldMask" ->
          schema.put("type", "string").put("description", "Field names joined by commas.");
      case "google.protobuf.Struct", "google.protobuf.Any" -> schema.put("type", "object");
      case "google.protobuf.Empty" -> schema.put("type", "object");
      case "google.protobuf.Value" -> schema;
      case "google.protobuf.ListValue" -> schema.put("type", "array");
      case "google.protobuf.BoolValue" -> schema.put("type", "boolean");
      case "google.protobuf.StringValue" -> schema.put("type", "string");
      case "google.protobuf.BytesValue" ->
          schema.put("type", "string").put("contentEncoding", "base64");
      case "google.protobuf.FloatValue", "google.protobuf.DoubleValue" ->
          schema.put("type", "number");
      case "google.protobuf.Int32Value", "google.protobuf.UInt32Value" ->
          schema.put("type", "integer");
      case "google.protobuf.Int64Value", "google.protobuf.UInt64Value" ->
          schema.put("type", "string").put("format", "int64");
      default -> null;
    };
  }
}
