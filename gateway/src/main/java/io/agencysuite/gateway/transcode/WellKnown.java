package io.agencysuite.gateway.transcode;

import java.util.Set;

/// Names of the types whose JSON form is their own.
final class WellKnown {
  static final String HTTP_BODY = "google.api.HttpBody";
  static final String TIMESTAMP = "google.protobuf.Timestamp";
  static final String DURATION = "google.protobuf.Duration";
  static final String FIELD_MASK = "google.protobuf.FieldMask";
  static final String ANY = "google.protobuf.Any";
  static final String STRUCT = "google.protobuf.Struct";
  static final String VALUE = "google.protobuf.Value";
  static final String LIST_VALUE = "google.protobuf.ListValue";
  static final String NULL_VALUE = "google.protobuf.NullValue";

  private static final Set<String> WRAPPERS =
      Set.of(
          "google.protobuf.BoolValue",
          "google.protobuf.BytesValue",
          "google.protobuf.DoubleValue",
          "google.protobuf.FloatValue",
          "google.protobuf.Int32Value",
          "google.protobuf.Int64Value",
          "google.protobuf.StringValue",
          "google.protobuf.UInt32Value",
          "google.protobuf.UInt64Value");

  private WellKnown() {}

  static boolean isWrapper(String type) {
    return WRAPPERS.contains(type);
  }

  /// True when one text in a path or a query holds the whole message.
  static boolean isScalarLike(String type) {
    return type.equals(TIMESTAMP)
        || type.equals(DURATION)
        || type.equals(FIELD_MASK)
        || isWrapper(type);
  }
}
