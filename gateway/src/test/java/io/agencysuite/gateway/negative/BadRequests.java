package io.agencysuite.gateway.negative;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.agencysuite.gateway.transcode.HttpRoute;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/// Makes requests out of the route table and then breaks them: missing, extra, null, wrong type,
/// boundary, unicode, huge, wrong verb, wrong media type, broken escapes and raw bytes.
final class BadRequests {
  private static final List<String> METHODS =
      List.of(
          "GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "TRACE", "PROPFIND", "get");
  private static final List<String> MEDIA =
      List.of(
          "application/json",
          "application/json; charset=utf-8",
          "text/plain",
          "application/xml",
          "application/x-www-form-urlencoded",
          "application/json; charset=utf-16",
          "nonsense",
          "a/b;;");
  private static final List<String> SEGMENTS =
      List.of(
          "1",
          "a%2Fb",
          "%C3%A4",
          "%00",
          "%ff",
          "%",
          "%zz",
          "..",
          "%2e%2e",
          "a:b",
          ":",
          "x%20y",
          "clients",
          "~",
          "%F0%9F%98%80",
          "a;b=c",
          "{x}",
          "a\\b",
          "'\"<>",
          "%25%32%46");
  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e400",
          "9223372036854775808",
          "\"\"",
          "\"x\"",
          "[]",
          "{}",
          "[null]",
          "{\"a\":null}",
          "\"\\ud800\"",
          "\"\\u0000\"",
          "\"2026-13-01T00:00:00Z\"",
          "\"-99999999999999s\"",
          "\"!!\"",
          "[[[[[[]]]]]]",
          "1e-999999999",
          "-0",
          "\"NaN\"",
          "00",
          "{\"@type\":\"type.googleapis.com/x\"}",
          "\"\u202e\ufeff\"");

  private final RandomGenerator random;
  private final List<HttpRoute> routes;

  BadRequests(RandomGenerator random, List<HttpRoute> routes) {
    this.random = random;
    this.routes = routes;
  }

  /// What to send.
  record Sent(String method, String target, Map<String, String> headers, ByteString body) {
    @Override
    public String toString() {
      String shown =
          body.substring(0, Math.min(200, body.size())).toString(StandardCharsets.ISO_8859_1);
      return method + " " + target + " " + headers + " " + shown;
    }
  }

  Sent next() {
    HttpRoute route = pick(routes);
    String method = random.nextInt(6) == 0 ? pick(METHODS) : route.httpMethod();
    Map<String, String> headers = new TreeMap<>();
    byte[] body = new byte[0];
    boolean bodied = List.of("POST", "PUT", "PATCH").contains(method);
    if (bodied || random.nextInt(10) == 0) {
      body = random.nextInt(40) == 0 ? huge() : body(route);
      if (random.nextInt(12) != 0) {
        headers.put("Content-Type", random.nextInt(4) == 0 ? pick(MEDIA) : "application/json");
      }
    }
    if (random.nextInt(15) == 0) {
      headers.put("Request-Timeout", pick(List.of("0", "-1", "soon", "1e9", "99999999999", "5s")));
    }
    if (random.nextInt(20) == 0) {
      headers.put("Accept", pick(List.of("text/event-stream", "*/*", "image/png", ";;;")));
    }
    if (random.nextInt(20) == 0) {
      headers.put("Content-Encoding", "gzip");
    }
    if (random.nextInt(200) == 0) {
      headers.put("X-Huge", "x".repeat(20_000));
    }
    return new Sent(method, path(route) + query(route), headers, ByteString.copyFrom(body));
  }

  private String path(HttpRoute route) {
    String path =
        route.path().replaceAll("\\{[a-z_.]+=([^}]*)}", "$1").replaceAll("\\{[^}]*}", "*");
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < path.length(); i++) {
      boolean star = path.charAt(i) == '*';
      text.append(star ? random.nextInt(3) == 0 ? pick(SEGMENTS) : "1" : path.charAt(i));
    }
    return switch (random.nextInt(25)) {
      case 0 -> text + "/";
      case 1 -> text + ":" + pick(SEGMENTS);
      case 2 -> "/" + text;
      case 3 -> text + "/" + pick(SEGMENTS);
      case 4 -> text + "/" + "x".repeat(9_000);
      default -> text.toString();
    };
  }

  private String query(HttpRoute route) {
    StringBuilder query = new StringBuilder();
    for (int i = random.nextInt(3); i > 0; i--) {
      query.append(query.isEmpty() ? '?' : '&').append(name(route.rpc().getInputType(), 0));
      if (random.nextInt(10) != 0) {
        query.append('=').append(encoded(random.nextBoolean() ? pick(SEGMENTS) : pick(VALUES)));
      }
    }
    return query.toString();
  }

  private String name(Descriptor type, int depth) {
    if (random.nextInt(12) == 0) {
      return pick(List.of("nope", "a.b.c", "", "%zz", ".", "name.", "%F0%9F", "a%00b"));
    }
    FieldDescriptor field = pick(type.getFields());
    String name = random.nextBoolean() ? field.getName() : field.getJsonName();
    boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
    return message && depth < 3 && !field.getMessageType().getFields().isEmpty()
        ? name + "." + name(field.getMessageType(), depth + 1)
        : name;
  }

  private byte[] body(HttpRoute route) {
    String json = object(route.rpc().getInputType(), 0);
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 2) {
      switch (random.nextInt(12)) {
        case 0 -> bytes = Arrays.copyOf(bytes, random.nextInt(bytes.length));
        case 1 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        case 2 -> bytes = twice(bytes);
        default -> {}
      }
    }
    return bytes;
  }

  private String object(Descriptor type, int depth) {
    StringBuilder json = new StringBuilder("{");
    for (int i = random.nextInt(4); i > 0 && !type.getFields().isEmpty(); i--) {
      FieldDescriptor field = pick(type.getFields());
      json.append(json.length() == 1 ? "" : ",").append('"');
      json.append(random.nextInt(10) == 0 ? "nope" : field.getJsonName()).append("\":");
      boolean message = field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      json.append(
          message && depth < 3 && random.nextInt(3) != 0
              ? object(field.getMessageType(), depth + 1)
              : pick(VALUES));
    }
    return json.append('}').toString();
  }

  private byte[] huge() {
    return switch (random.nextInt(3)) {
      case 0 -> "[".repeat(100_000).getBytes(StandardCharsets.US_ASCII);
      case 1 ->
          ("{\"stringValue\":\"" + "x".repeat(70_000) + "\"}").getBytes(StandardCharsets.US_ASCII);
      default ->
          ("{\"int64Value\":" + "9".repeat(50_000) + "}").getBytes(StandardCharsets.US_ASCII);
    };
  }

  private static byte[] twice(byte[] bytes) {
    ByteArrayOutputStream twice = new ByteArrayOutputStream();
    twice.writeBytes(bytes);
    twice.writeBytes(bytes);
    return twice.toByteArray();
  }

  /// What would break the request line itself stays out; everything else goes raw.
  private static String encoded(String value) {
    StringBuilder text = new StringBuilder();
    for (byte b : value.getBytes(StandardCharsets.UTF_8)) {
      text.append(
          b > ' ' && b != '#' && b != '"' ? String.valueOf((char) b) : "%%%02X".formatted(b));
    }
    return text.toString();
  }

  private <T> T pick(List<T> from) {
    return from.get(random.nextInt(from.size()));
  }
}
