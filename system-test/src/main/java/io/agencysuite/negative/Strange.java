package io.agencysuite.negative;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What a request can be broken with.
final class Strange {
  static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "0",
          "-1",
          "1.5",
          "1e400",
          "-1e400",
          "1e-999999999",
          "-0",
          "00",
          "NaN",
          "2147483648",
          "-2147483649",
          "9223372036854775808",
          "-9223372036854775809",
          "\"9223372036854775807\"",
          "\"-9223372036854775808\"",
          "\"\"",
          "\" \"",
          "\"\\t\\u2003\"",
          "\"x\"",
          "[]",
          "{}",
          "[null]",
          "[[[[[[]]]]]]",
          "{\"a\":{\"b\":{\"c\":null}}}",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "\"\\u202e\\ufeff\"",
          "\"Z\\u0351\\u036b\\u0343a\\u0321\"",
          "\"\\ud83d\\ude00\"",
          "\"2026-13-01T00:00:00Z\"",
          "\"0000-00-00\"",
          "\"2026-02-30\"",
          "\"9999-12-31T23:59:60Z\"",
          "\"-99999999999999s\"",
          "\"../../etc/passwd\"",
          "\"clients/-\"",
          "\"clients/x/y/z/w\"",
          "\"{{7*7}}\"",
          "\"' OR 1=1 --\"",
          "{\"$gt\":\"\"}",
          "{\"@type\":\"type.googleapis.com/x\"}",
          "\"=cmd|'/c calc'!A1\"");
  static final List<String> SEGMENTS =
      List.of(
          "nope",
          "a%2Fb",
          "%C3%A4",
          "%00",
          "%ff",
          "%zz",
          "%",
          "..",
          "%2e%2e",
          "a:b",
          ":x",
          "-",
          "x%20y",
          "~",
          "%F0%9F%98%80",
          "a;b=c",
          "'\"",
          "%25%32%46",
          "%E2%80%AE",
          "A",
          "*",
          "$ne");
  static final List<String> METHODS =
      List.of("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS", "PROPFIND", "QUERY");
  static final List<String> MEDIA =
      List.of(
          "text/plain",
          "application/xml",
          "application/x-www-form-urlencoded",
          "nonsense",
          "application/json; charset=utf-16",
          "multipart/form-data; boundary=x",
          "a/b;;",
          "application/grpc",
          "application/json-patch+json");
  static final Map<String, List<String>> HEADERS =
      new TreeMap<>(
          Map.of(
              "Request-Timeout", List.of("0", "-1", "soon", "1e9", "99999999999", "5 apples"),
              "If-Match", List.of("x", "\"", "*, *", "\"stale\"", "W/", "\"a\",\"b\""),
              "If-None-Match", List.of("x", "\"", "\"a\" \"b\"", "*"),
              "Idempotency-Key", List.of("x".repeat(300), "\"", "a b\tc", "\u00e4", ""),
              "Accept", List.of("image/png", ";;;", "application/xml", "text/event-stream"),
              "Accept-Language", List.of("xx-yy;;q", "de;q=99", "*"),
              "Content-Encoding", List.of("gzip", "br", "identity, gzip"),
              "Authorization",
                  List.of(
                      "Bearer",
                      "Bearer x.y.z",
                      "Basic eDp5",
                      "Bearer eyJhbGciOiJub25lIn0.e30.",
                      "Bearer agk_nope",
                      "Digest x"),
              "X-Agency-Identity", List.of("forged", "eyJhbGciOiJub25lIn0.e30."),
              "X-Forwarded-For", List.of("127.0.0.1", "x", "1,2,3")));

  private Strange() {}
}
