package io.agencysuite.gateway.transcode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Percent-decoding. Broken escapes and bytes that are no UTF-8 are refused, never guessed.
final class Percent {
  private static final String RESERVED = ":/?#[]@!$&'()*+,;=";

  private Percent() {}

  /// Everything decoded; `+` stays.
  static String decode(String raw) {
    return decode(raw, Mode.ALL);
  }

  /// A query name or value: everything decoded, `+` is a space.
  static String decodeQuery(String raw) {
    return decode(raw, Mode.QUERY);
  }

  /// A segment of a multi-segment variable: reserved characters stay encoded, or with `fully` only
  /// the slash does.
  static String decodeExpansion(String raw, boolean fully) {
    return decode(raw, fully ? Mode.KEEP_SLASH : Mode.KEEP_RESERVED);
  }

  private enum Mode {
    ALL,
    QUERY,
    KEEP_RESERVED,
    KEEP_SLASH;

    boolean keeps(int octet) {
      return switch (this) {
        case ALL, QUERY -> false;
        case KEEP_RESERVED -> octet < 128 && RESERVED.indexOf(octet) >= 0;
        case KEEP_SLASH -> octet == '/';
      };
    }
  }

  private static String decode(String raw, Mode mode) {
    boolean plain = true;
    for (int i = 0; plain && i < raw.length(); i++) {
      char c = raw.charAt(i);
      plain = c != '%' && c < 128 && (c != '+' || mode != Mode.QUERY);
    }
    return plain ? raw : decodeSlowly(raw, mode);
  }

  private static String decodeSlowly(String raw, Mode mode) {
    // One char is at most three bytes of UTF-8; raw non-ASCII text is passed through as such.
    ByteBuffer bytes = ByteBuffer.allocate(raw.length() * 3);
    for (int i = 0; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '%') {
        int octet = octet(raw, i);
        if (mode.keeps(octet)) {
          bytes.put(raw.substring(i, i + 3).getBytes(StandardCharsets.US_ASCII));
        } else {
          bytes.put((byte) octet);
        }
        i += 2;
      } else if (c == '+' && mode == Mode.QUERY) {
        bytes.put((byte) ' ');
      } else if (c < 128) {
        bytes.put((byte) c);
      } else {
        int end = Character.isHighSurrogate(c) && i + 1 < raw.length() ? i + 2 : i + 1;
        bytes.put(raw.substring(i, end).getBytes(StandardCharsets.UTF_8));
        i = end - 1;
      }
    }
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
    } catch (CharacterCodingException e) {
      throw TranscodingException.of(Reason.MALFORMED_PATH, raw, "UTF-8 behind the escapes");
    }
  }

  private static int octet(String raw, int at) {
    int high = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 1), 16) : -1;
    int low = at + 2 < raw.length() ? Character.digit(raw.charAt(at + 2), 16) : -1;
    if (high < 0 || low < 0 || raw.charAt(at + 1) > 'f' || raw.charAt(at + 2) > 'f') {
      throw TranscodingException.of(Reason.MALFORMED_PATH, raw, "two hex digits after %");
    }
    return high * 16 + low;
  }
}
