package io.agencysuite.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Compares one bound field with the row, by protobuf's own JSON printer.
final class FieldCheck {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern ANY = Pattern.compile("([A-Z]\\w+) (.+)");

  private FieldCheck() {}

  static void check(DynamicMessage request, String path, JsonNode expected, Row row) {
    Message holder = request;
    String[] names = path.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      holder = (Message) holder.getField(field(holder.getDescriptorForType(), names[i]));
    }
    FieldDescriptor field = field(holder.getDescriptorForType(), names[names.length - 1]);
    Object value = holder.getField(field);
    String words = expected.isString() ? expected.asString() : "";
    if (words.equals("(present, empty)")) {
      assertThat(holder.hasField(field)).as(path + " present").isTrue();
      assertThat(value).as(path).isEqualTo(field.getDefaultValue());
    } else if (words.startsWith("same bytes")) {
      String target = row.request().get("target").asString();
      byte[] sent = Base64.getUrlDecoder().decode(target.substring(target.indexOf('=') + 1));
      assertThat(((ByteString) value).toByteArray()).as(path).isEqualTo(sent);
    } else if (expected.isNull()) {
      assertThat(holder.hasField(field)).as(path + " present").isFalse();
    } else if (isMask(field) && expected.isArray()) {
      FieldDescriptor paths = field.getMessageType().findFieldByNumber(1);
      List<String> wanted = new ArrayList<>();
      expected.forEach(e -> wanted.add(e.asString()));
      assertThat((List<?>) ((Message) value).getField(paths)).isEqualTo(wanted);
    } else {
      JsonNode printed = print(holder, field, true);
      Matcher any = ANY.matcher(words);
      if (printed.has("@type") && any.matches()) {
        assertThat(printed.get("@type").asString()).endsWith("." + any.group(1));
        assertThat(printed.get("value").asString()).isEqualTo(any.group(2));
      } else if (printed.isNumber() && expected.isNumber()) {
        assertThat(printed.doubleValue()).as(path).isEqualTo(expected.doubleValue());
      } else if (printed.isString() && expected.isNumber()) {
        assertThat(printed.asString()).as(path).isEqualTo(expected.asString());
      } else {
        assertThat(List.of(printed, print(holder, field, false))).as(path).contains(expected);
      }
    }
  }

  private static boolean isMask(FieldDescriptor field) {
    return field.getJavaType() == FieldDescriptor.JavaType.MESSAGE
        && field.getMessageType().getFullName().equals("google.protobuf.FieldMask");
  }

  private static FieldDescriptor field(Descriptor type, String name) {
    FieldDescriptor field = type.findFieldByName(name);
    if (field == null) {
      throw new AssertionError(type.getFullName() + " has no field " + name);
    }
    return field;
  }

  private static JsonNode print(Message holder, FieldDescriptor field, boolean protoNames) {
    TypeRegistry.Builder types = TypeRegistry.newBuilder();
    holder
        .getDescriptorForType()
        .getFile()
        .getDependencies()
        .forEach(file -> file.getMessageTypes().forEach(types::add));
    try {
      JsonFormat.Printer printer =
          JsonFormat.printer()
              .usingTypeRegistry(types.build())
              .includingDefaultValueFields(Set.of(field));
      String json = (protoNames ? printer.preservingProtoFieldNames() : printer).print(holder);
      JsonNode printed =
          JSON.readTree(json).get(protoNames ? field.getName() : field.getJsonName());
      return printed == null ? JSON.nullNode() : printed;
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
