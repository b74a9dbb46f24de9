package io.agencysuite.gateway.openapi;

import build.buf.validate.FieldRules;
import build.buf.validate.Int32Rules;
import build.buf.validate.RepeatedRules;
import build.buf.validate.StringRules;
import build.buf.validate.ValidateProto;
import com.google.protobuf.Descriptors.FieldDescriptor;
import tools.jackson.databind.node.ObjectNode;

/// The field rules that JSON Schema can say. The services enforce all of them.
final class FieldRulesReader {

  private FieldRulesReader() {}

  static void apply(FieldDescriptor field, ObjectNode schema) {
    FieldRules rules = field.getOptions().getExtension(ValidateProto.field);
    if (rules.hasString()) {
      apply(rules.getString(), schema);
    }
    if (rules.hasInt32()) {
      apply(rules.getInt32(), schema);
    }
    if (rules.hasRepeated()) {
      apply(rules.getRepeated(), schema);
    }
  }

  private static void apply(StringRules rules, ObjectNode schema) {
    if (rules.hasMinLen()) {
      schema.put("minLength", rules.getMinLen());
    }
    if (rules.hasMaxLen()) {
      schema.put("maxLength", rules.getMaxLen());
    }
    if (rules.hasPattern()) {
      schema.put("pattern", rules.getPattern());
    }
  }

  private static void apply(Int32Rules rules, ObjectNode schema) {
    if (rules.hasGte()) {
      schema.put("minimum", rules.getGte());
    }
    if (rules.hasGt()) {
      schema.put("exclusiveMinimum", rules.getGt());
    }
    if (rules.hasLte()) {
      schema.put("maximum", rules.getLte());
    }
    if (rules.hasLt()) {
      schema.put("exclusiveMaximum", rules.getLt());
    }
  }

  private static void apply(RepeatedRules rules, ObjectNode schema) {
    if (rules.hasMinItems()) {
      schema.put("minItems", rules.getMinItems());
    }
    if (rules.hasMaxItems()) {
      schema.put("maxItems", rules.getMaxItems());
    }
  }
}
