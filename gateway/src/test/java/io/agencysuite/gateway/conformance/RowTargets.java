package io.agencysuite.gateway.conformance;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// Expands the placeholders of targets and bodies.
final class RowTargets {
  private static final String ID = "request_id=7d1f0c5e-6f2b-4c27-9a53-0d8f2b1f4e11";

  private RowTargets() {}

  static String expand(Row row) {
    return row.request()
        .get("target")
        .asString()
        .replace("<64 000 slashes>", "/".repeat(64_000))
        .replaceAll("request_id=(UUID twice|same UUID, other body)", ID);
  }

  static boolean isSentTwice(Row row) {
    String target = Row.text(row.request(), "target");
    return target.contains("UUID twice") || target.contains("same UUID");
  }

  /// A target that the first template matches.
  static String anyOf(Row row) {
    return row.templates()
        .getFirst()
        .replaceAll("\\{[\\w.]+=([^}]*)}", "$1")
        .replaceAll("\\{[^}]*}|\\*+", "1");
  }

  static byte[] rawBytes(String text) {
    String stripped = text.replace(" (raw bytes)", "").replaceAll(" for int64$", "");
    if (!text.endsWith(" (raw bytes)")) {
      return stripped.getBytes(StandardCharsets.UTF_8);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (int i = 0; i < stripped.length(); i++) {
      if (stripped.startsWith("\\x", i)) {
        bytes.write(Integer.parseInt(stripped.substring(i + 2, i + 4), 16));
        i += 3;
      } else {
        bytes.write(stripped.charAt(i));
      }
    }
    return bytes.toByteArray();
  }
}
