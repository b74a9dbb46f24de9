package io.agencysuite.gateway.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.TypeRegistry;
import com.google.protobuf.util.JsonFormat;
import io.agencysuite.gateway.probe.ProbeDoor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
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
    this.probe = Objects.requireNonNull(codecs.type("probe.v1.Probe"));
    this.types = TypeRegistry.newBuilder().add(probe).build();
  }

  @Test
  void agreesWithProtobufsOwnJson() throws IOException {
    long seed = Long.getLong("seed", 20_261_123L);
    System.err.println("JsonCodecTest: -Dseed=" + seed);
    RandomGenerator random = new Random(seed);
    for (int i = 0; i < MESSAGES; i++) {
      DynamicMessage message = RandomMessages.message(random, probe);

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
        .hasMessageStartingWith("repeatedNested[1].child.int32Value: x (expected: an integer");
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
}
