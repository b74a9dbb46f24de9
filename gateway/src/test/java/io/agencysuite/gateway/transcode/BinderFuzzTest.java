package io.agencysuite.gateway.transcode;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import io.agencysuite.gateway.probe.ProbeDoor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The binder takes any path, query and body: it answers a message whose JSON binds to the same
/// message again, or a refusal that is the caller's fault.
@Tag("fuzz")
class BinderFuzzTest {
  private static final int EXECUTIONS = Integer.getInteger("fuzz.executions", 200_000);
  private static final Transcoder TRANSCODER = transcoder();
  private static final String[] NAMES = {
    "int32_value",
    "int64Value",
    "uint64_value",
    "floatValue",
    "double_value",
    "bool_value",
    "stringValue",
    "bytes_value",
    "timestampValue",
    "duration_value",
    "fieldMask",
    "wrapper_int32_value",
    "enumValue",
    "repeated_value",
    "repeatedInt32",
    "nested_one.name",
    "nestedOne",
    "oneof_bool",
    "oneofString",
    "optional_value",
    "any",
    "structValue",
    "list_value",
    "valueValue",
    "map_value",
    "mapNested",
    "recursive",
    "name",
    "nope",
    "null_value",
    "update_mask"
  };
  private static final String[] VALUES = {
    "1",
    "-1",
    "1.5",
    "1e400",
    "true",
    "null",
    "\"x\"",
    "\"5\"",
    "\"NaN\"",
    "\"1s\"",
    "\"2026-11-23T10:00:00Z\"",
    "\"DETAIL\"",
    "\"a.b,c\"",
    "\"/+8=\"",
    "[]",
    "[1,\"a\",null]",
    "{}",
    "{\"a\":{\"b\":[1]}}",
    "{\"1\":{\"name\":\"x\"}}",
    "{\"name\":\"x\",\"tags\":[\"a\"]}",
    "{",
    "9223372036854775808",
    "\"\\ud800\"",
    "{\"@type\":\"type.googleapis.com/google.protobuf.Duration\",\"value\":\"1s\"}"
  };
  private static final String[] PATHS = {
    "/probe/v1/echo",
    "/probe/v1/things/1",
    "/probe/v1/things/%2F:touch",
    "/probe/v1/things",
    "/probe/v1/things/a%",
    "/probe/v1/things/%C3%BC",
    "/nowhere"
  };
  private static final String[] METHODS = {"GET", "POST", "PATCH", "DELETE"};

  /// The first line is method and target, the rest the body.
  @FuzzTest(maxDuration = "10m")
  void bindsOrRefuses(byte[] data) {
    int end = 0;
    while (end < data.length && data[end] != '\n') {
      end++;
    }
    String[] line = new String(data, 0, end, StandardCharsets.UTF_8).split(" ", 2);
    int from = Math.min(data.length, end + 1);
    bind(line[0], line.length < 2 ? "/" : line[1], Arrays.copyOfRange(data, from, data.length));
  }

  @Test
  void bindsOrRefusesGeneratedRequests() {
    long seed = Long.getLong("seed", 20261123L);
    System.err.println("binder fuzz: " + EXECUTIONS + " executions, -Dseed=" + seed);
    SplittableRandom random = new SplittableRandom(seed);
    int bound = 0;
    for (int i = 0; i < EXECUTIONS; i++) {
      String target = pick(random, PATHS) + (random.nextInt(3) == 0 ? "" : "?" + query(random));
      byte[] body = random.nextBoolean() ? new byte[0] : body(random);
      bound += bind(pick(random, METHODS), target, body) ? 1 : 0;
    }

    assertThat(bound).isBetween(EXECUTIONS / 50, EXECUTIONS);
  }

  private static boolean bind(String method, String target, byte[] body) {
    int mark = target.indexOf('?');
    String path = mark < 0 ? target : target.substring(0, mark);
    String query = mark < 0 ? null : target.substring(mark + 1);
    DynamicMessage message;
    try {
      RouteTable.Match match = TRANSCODER.routes().find(method, path);
      message = TRANSCODER.request(match, query, "application/json", body);
    } catch (TranscodingException e) {
      assertThat(e.reason().httpStatus()).as(e.toString()).isBetween(400, 499);
      return false;
    }
    RouteTable.Match echo = TRANSCODER.routes().find("POST", "/probe/v1/echo");
    if (message.getDescriptorForType().equals(echo.route().rpc().getInputType())) {
      byte[] json = TRANSCODER.json(echo.route(), message);
      DynamicMessage again = TRANSCODER.request(echo, null, "application/json", json);
      assertThat(again).as(new String(json, StandardCharsets.UTF_8)).isEqualTo(message);
    }
    return true;
  }

  private static String query(SplittableRandom random) {
    StringBuilder query = new StringBuilder();
    for (int i = 1 + random.nextInt(3); i > 0; i--) {
      String value = pick(random, VALUES).replace("\"", "").replace("{", "%7B");
      query
          .append(query.isEmpty() ? "" : "&")
          .append(pick(random, NAMES))
          .append('=')
          .append(value);
    }
    return query.toString();
  }

  private static byte[] body(SplittableRandom random) {
    StringBuilder body = new StringBuilder("{");
    for (int i = random.nextInt(3); i >= 0; i--) {
      body.append('"').append(pick(random, NAMES)).append("\":").append(pick(random, VALUES));
      body.append(i == 0 ? "}" : ",");
    }
    if (random.nextInt(8) == 0) {
      body.setCharAt(random.nextInt(body.length()), (char) random.nextInt(128));
    }
    return body.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String pick(SplittableRandom random, String[] from) {
    return from[random.nextInt(from.length)];
  }

  private static Transcoder transcoder() {
    try {
      List<FileDescriptor> files = ProbeDoor.files();
      return new Transcoder(files, RouteTable.of(files, _ -> true), false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
