package io.agencysuite.gateway.transcode;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import java.util.random.RandomGenerator;

/// Messages of any type with any of its fields.
final class RandomMessages {

  private RandomMessages() {}

  static DynamicMessage message(RandomGenerator random, Descriptor type) {
    return message(random, type, 0);
  }

  private static DynamicMessage message(RandomGenerator random, Descriptor type, int depth) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    for (FieldDescriptor field : type.getFields()) {
      boolean wanted = random.nextInt(4) == 0;
      boolean message0 = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      if (!wanted || (message0 && depth > 3) || isSpecial(field)) {
        continue;
      }
      if (field.isMapField()) {
        DynamicMessage entry = entry(random, field, depth);
        message.addRepeatedField(field, entry);
      } else if (field.isRepeated()) {
        for (int i = random.nextInt(3); i >= 0; i--) {
          message.addRepeatedField(field, value(random, field, depth));
        }
      } else if (field.getRealContainingOneof() == null
          || message.getOneofFieldDescriptor(field.getRealContainingOneof()) == null) {
        message.setField(field, value(random, field, depth));
      }
    }
    return message.build();
  }

  /// Any needs a type inside, NullValue cannot be told from absence.
  private static boolean isSpecial(FieldDescriptor field) {
    return field.getName().equals("any") || field.getName().equals("null_value");
  }

  private static DynamicMessage entry(RandomGenerator random, FieldDescriptor field, int depth) {
    Descriptor type = field.getMessageType();
    return DynamicMessage.newBuilder(type)
        .setField(type.findFieldByNumber(1), value(random, type.findFieldByNumber(1), depth))
        .setField(type.findFieldByNumber(2), value(random, type.findFieldByNumber(2), depth))
        .build();
  }

  private static Object value(RandomGenerator random, FieldDescriptor field, int depth) {
    return switch (field.getJavaType()) {
      case INT -> random.nextInt(8) == 0 ? Integer.MIN_VALUE : random.nextInt();
      case LONG -> random.nextInt(8) == 0 ? Long.MAX_VALUE : random.nextLong();
      case FLOAT -> random.nextInt(8) == 0 ? Float.NEGATIVE_INFINITY : random.nextFloat();
      case DOUBLE -> random.nextInt(8) == 0 ? Double.POSITIVE_INFINITY : random.nextGaussian();
      case BOOLEAN -> random.nextBoolean();
      case STRING -> text(random);
      case BYTE_STRING -> bytes(random);
      case ENUM -> enumValue(random, field);
      case MESSAGE -> nested(random, field.getMessageType(), depth);
    };
  }

  private static DynamicMessage nested(RandomGenerator random, Descriptor type, int depth) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(type);
    return switch (type.getFullName()) {
      case WellKnown.TIMESTAMP ->
          message
              .setField(
                  type.findFieldByNumber(1), random.nextLong(-62_135_596_800L, 253_402_300_800L))
              .setField(
                  type.findFieldByNumber(2),
                  random.nextInt(3) == 0 ? 0 : random.nextInt(1_000_000_000))
              .build();
      case WellKnown.DURATION ->
          message
              .setField(type.findFieldByNumber(1), random.nextLong(315_576_000_000L))
              .setField(type.findFieldByNumber(2), random.nextInt(1_000_000_000))
              .build();
      case WellKnown.FIELD_MASK ->
          message.addRepeatedField(type.findFieldByNumber(1), "a_b.c_d").build();
      case WellKnown.VALUE -> message.setField(type.findFieldByNumber(3), text(random)).build();
      case WellKnown.STRUCT, WellKnown.LIST_VALUE ->
          depth > 1 ? message.build() : message(random, type, depth + 1);
      default -> message(random, type, depth + 1);
    };
  }

  private static EnumValueDescriptor enumValue(RandomGenerator random, FieldDescriptor field) {
    return field
        .getEnumType()
        .findValueByNumberCreatingIfUnknown(
            random.nextInt(field.getEnumType().getValues().size() + 1));
  }

  private static String text(RandomGenerator random) {
    String[] texts = {"", "a", "äöü ß", "\"\\\b\f\n\r\t/", "\u0001\u2028", "😀", "<script>&'="};
    return texts[random.nextInt(texts.length)] + random.nextInt(10);
  }

  private static ByteString bytes(RandomGenerator random) {
    byte[] bytes = new byte[random.nextInt(5)];
    random.nextBytes(bytes);
    return ByteString.copyFrom(bytes);
  }
}
