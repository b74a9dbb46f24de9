package io.agencysuite.gateway.transcode;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.DynamicMessage;
import io.agencysuite.gateway.probe.ProbeDoor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonGenerator;

/// From wire bytes straight to JSON: the same text as by way of a message, whatever the bytes.
class WireJsonTest {
  private static final int MESSAGES = 2_000;

  private final JsonCodecs codecs;
  private final Descriptor probe;
  private final MessageCodec codec;

  WireJsonTest() throws IOException {
    this.codecs = new JsonCodecs(ProbeDoor.files(), false);
    this.probe = Objects.requireNonNull(codecs.type("probe.v1.Probe"));
    this.codec = Objects.requireNonNull(codecs.plain(probe));
  }

  @Test
  void writesWhatTheMessageWouldWrite() throws IOException {
    RandomGenerator random = seeded();
    for (int i = 0; i < MESSAGES; i++) {
      DynamicMessage message = RandomMessages.message(random, probe);

      assertThat(direct(message.toByteArray())).isEqualTo(slow(message));
    }
  }

  @Test
  void leavesMergedAndBrokenBytesToTheSlowWay() throws IOException {
    RandomGenerator random = seeded();
    int left = 0;
    for (int i = 0; i < MESSAGES; i++) {
      byte[] bytes =
          RandomMessages.message(random, probe)
              .toByteString()
              .concat(RandomMessages.message(random, probe).toByteString())
              .toByteArray();
      if (random.nextBoolean() && bytes.length > 0) {
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        String text = direct(bytes);
        assertThat(text).isEqualTo(slow(DynamicMessage.parseFrom(probe, bytes)));
      } catch (IOException | TranscodingException e) {
        left++;
      }
    }
    assertThat(left).isPositive();
  }

  @Test
  void findsATextWithoutTheRest() throws IOException {
    RandomGenerator random = seeded();
    FieldDescriptor field = probe.findFieldByName("string_value");
    for (int i = 0; i < MESSAGES; i++) {
      DynamicMessage message = RandomMessages.message(random, probe);

      assertThat(new WireMessage(probe, message.toByteArray()).text(field))
          .isEqualTo(message.getField(field));
    }
  }

  @Test
  void passesOverUnknownFields() throws IOException {
    ByteString known =
        DynamicMessage.newBuilder(probe)
            .setField(probe.findFieldByName("string_value"), "a")
            .build()
            .toByteString();
    byte[] unknown = {(byte) 0xfa, (byte) 0xff, (byte) 0xff, 0x0f, 0x01, 'x'};

    assertThat(direct(known.concat(ByteString.copyFrom(unknown)).toByteArray()))
        .isEqualTo("{\"stringValue\":\"a\"}");
  }

  @Test
  void saysThatBytesAreNoMessage() {
    WireMessage broken = new WireMessage(probe, new byte[] {0x0a, 0x7f});

    assertThatThrownBy(broken::message).isInstanceOf(UncheckedIOException.class);
  }

  private static RandomGenerator seeded() {
    long seed = Long.getLong("seed", 20_261_123L);
    System.err.println("WireJsonTest: -Dseed=" + seed);
    return new Random(seed);
  }

  private String direct(byte[] bytes) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.generator(text)) {
      WireJson.write(bytes, codec, out);
    }
    return text.toString(StandardCharsets.UTF_8);
  }

  private String slow(DynamicMessage message) {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    try (JsonGenerator out = Json.generator(text)) {
      codec.write(out, message);
    }
    return text.toString(StandardCharsets.UTF_8);
  }
}
