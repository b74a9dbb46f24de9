package io.agencysuite.gateway.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import io.agencysuite.gateway.probe.ProbeDoor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/// Random messages go through our codec and through protobuf's own; both have to agree both ways.
class JsonCodecTest {
  private static final JsonMapper JSON = new JsonMapper();
  private static final int MESSAGES = 2_000;

  private final Descriptor probe;
  private final JsonCodecs codecs;
  private final TypeRegistry types;

  JsonCodecTest() throws IOException {
    var files = ProbeDoor.files();
    this.codecs = new JsonCodecs(files, false);
    this.probe = java.util.Objects.requireNonNull(codecs.type("probe.v1.Probe"));
    this.types = TypeRegistry.newBuilder().add(probe).build();
  }

  @Test
  void agreesWithProtobufsOwnJson() throws IOException {
    long seed = Long.getLong("seed", 20_261_123L);
    System.err.println("JsonCodecTest: -Dseed=" + seed);
    RandomGenerator random = new Random(seed);
    for (int i = 0; i < MESSAGES; i++) {
      DynamicMessage message = message(random, probe, 0);

      String ours = write(message);
      String theirs = JsonFormat.printer().usingTypeRegistry(types).print(message);
      assertThat(JSON.readTree(ours)).isEqualTo(JSON.readTree(theirs));

      DynamicMessage.Builder back = DynamicMessage.newBuilder(probe);
      JsonFormat.parser().usingTypeRegistry(types).merge(ours, back);
      assertThat(back.build()).isEqualTo(message);
      assertThat(read(theirs)).isEqualTo(message);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"int32Value\":1.5}",
        "{\"int32Value\":2147483648}",
        "{\"uint64Value\":-1}",
        "{\"int32Value\":true}",
        "{\"boolValue\":\"true\"}",
        "{\"stringValue\":1}",
        "{\"bytesValue\":\"!\"}",
        "{\"enumValue\":\"NOPE\"}",
        "{\"timestampValue\":\"2026\"}",
        "{\"durationValue\":\"1\"}",
        "{\"repeatedValue\":[null]}",
        "{\"repeatedValue\":\"a\"}",
        "{\"mapValue\":{\"a\":null}}",
        "{\"mapValue\":{\"a\":\"1\",\"a\":\"2\"}}",
        "{\"nope\":1}",
        "{\"int32Value\":1,\"int32_value\":2}",
        "{\"oneofBool\":true,\"oneofString\":\"\"}",
        "{\"any\":{\"@type\":\"x/y\"}}",
        "{\"any\":{\"value\":1}}",
        "{\"floatValue\":1e40}",
        "{\"doubleValue\":1e400}",
        "{\"stringValue\":\"\\ud800\"}",
        "[]",
        "1",
        "{",
        "{}{}",
        "{\"int32Value\":1e999999999}"
      })
  void refusesWhatIsNoProtoJson(String json) {
    assertThatThrownBy(() -> read(json)).isInstanceOf(TranscodingException.class);
  }

  @Test
  void refusesDeepNesting() {
    String deep = "{\"recursive\":".repeat(200) + "{}" + "}".repeat(200);

    assertThatThrownBy(() -> read(deep)).isInstanceOf(TranscodingException.class);
  }

  @Test
  void namesTheFieldOfABadValue() {
    assertThatThrownBy(() -> read("{\"repeatedNested\":[{},{\"child\":{\"int32Value\":\"x\"}}]}"))
        .hasMessageStartingWith("repeated_nested[1].child.int32_value: x (expected: an integer");
  }

  private DynamicMessage read(String json) {
    DynamicMessage.Builder message = DynamicMessage.newBuilder(probe);
    BodyBinder.parse(
        json.getBytes(StandardCharsets.UTF_8),
        in -> message.mergeFrom((DynamicMessage) codecs.message(probe).read(in)));
    return message.build();
  }

  private String write(DynamicMessage message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.generator(bytes)) {
      codecs.message(probe).write(out, message);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }

  private DynamicMessage message(RandomGenerator random, Descriptor type, int depth) {
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

  private DynamicMessage entry(RandomGenerator random, FieldDescriptor field, int depth) {
    Descriptor type = field.getMessageType();
    return DynamicMessage.newBuilder(type)
        .setField(type.findFieldByNumber(1), value(random, type.findFieldByNumber(1), depth))
        .setField(type.findFieldByNumber(2), value(random, type.findFieldByNumber(2), depth))
        .build();
  }

  private Object value(RandomGenerator random, FieldDescriptor field, int depth) {
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

  private DynamicMessage nested(RandomGenerator random, Descriptor type, int depth) {
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
