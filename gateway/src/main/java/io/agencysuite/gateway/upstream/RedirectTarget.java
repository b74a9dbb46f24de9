package io.agencysuite.gateway.upstream;

import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a visitor is sent on to. What people type into a browser's address bar is more than a URI
/// may hold, so it is encoded as a browser does it instead of being refused.
final class RedirectTarget {
  private static final Pattern HTTP =
      Pattern.compile(
          "(?<scheme>https?)://((?<user>[^/?#]*)@)?(?<host>\\[[0-9a-f:.]+]|[^/?#:@]+)"
              + "(?<port>:[0-9]*)?(?<rest>[/?#].*)?",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ASCII_HOST = Pattern.compile("\\[.+]|[A-Za-z0-9._-]+");

  /// IDNA 2003, which the JDK has, makes another domain of these than browsers do; they decode a
  /// percent-encoded host by themselves.
  private static final Pattern DEVIATIONS = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");

  private static final Pattern UNSAFE = Pattern.compile("[\\x00-\\x7f&&[^A-Za-z0-9._-]]|\\.\\.");
  private static final String LEGAL =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?";

  private RedirectTarget() {}

  /// The `Location` for a stored address.
  ///
  /// @throws DoorException if it is no http or https address with a host, or holds control
  ///   characters
  static String location(String stored) {
    Matcher parts = HTTP.matcher(stored);
    if (stored.chars().anyMatch(Character::isISOControl) || !parts.matches()) {
      throw DoorException.of(DoorReason.REDIRECT_REFUSED);
    }
    StringBuilder location = new StringBuilder(parts.group("scheme")).append("://");
    if (parts.group("user") != null) {
      encode(parts.group("user"), location);
      location.append('@');
    }
    location.append(asciiHost(parts.group("host")));
    if (parts.group("port") != null) {
      location.append(parts.group("port"));
    }
    if (parts.group("rest") != null) {
      rest(parts.group("rest"), location);
    }
    return location.toString();
  }

  private static String asciiHost(String host) {
    if (DEVIATIONS.matcher(host).find() && !UNSAFE.matcher(host).find()) {
      StringBuilder encoded = new StringBuilder();
      encode(host, encoded);
      return encoded.toString();
    }
    try {
      String ascii = host.startsWith("[") ? host : IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
      if (ASCII_HOST.matcher(ascii).matches()) {
        return ascii;
      }
    } catch (IllegalArgumentException e) {
      throw DoorException.of(DoorReason.REDIRECT_REFUSED);
    }
    throw DoorException.of(DoorReason.REDIRECT_REFUSED);
  }

  private static void rest(String text, StringBuilder out) {
    int hash = text.indexOf('#');
    encode(hash < 0 ? text : text.substring(0, hash), out);
    if (hash >= 0) {
      out.append('#');
      encode(text.substring(hash + 1), out);
    }
  }

  private static void encode(String text, StringBuilder out) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < bytes.length; i++) {
      char c = (char) (bytes[i] & 0xff);
      if (LEGAL.indexOf(c) >= 0 || (c == '%' && isEscape(bytes, i))) {
        out.append(c);
      } else {
        out.append('%').append(hex(c >> 4)).append(hex(c & 0xf));
      }
    }
  }

  private static boolean isEscape(byte[] bytes, int at) {
    return at + 2 < bytes.length
        && Character.digit(bytes[at + 1], 16) >= 0
        && Character.digit(bytes[at + 2], 16) >= 0;
  }

  private static char hex(int digit) {
    return Character.toUpperCase(Character.forDigit(digit, 16));
  }
}
