package io.agencysuite.metrics.link;

import io.agencysuite.kit.error.InvalidArgument;
import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The one way in which a target is stored and sent: the host in ASCII, everything behind it with
/// only the characters of RFC 3986, the rest percent-encoded.
final class TargetAddress {

  private static final Pattern PARTS =
      Pattern.compile("(https?)://([^/?#:\\[\\]]+|\\[[0-9A-Fa-f:.]+])(?::([0-9]*))?([/?#].*)?");
  private static final String MARKS = "-._~!$&'()*+,;=:@/?";

  /// IDNA 2003, which the JDK has, makes another domain of these than browsers do.
  private static final Pattern DEVIATIONS = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");

  private static final int LAST_PORT = 65_535;
  private static final int LONGEST = 4_000;

  private TargetAddress() {}

  /// @throws InvalidArgument if the text cannot be made such an address
  static String normalise(String text) {
    Matcher parts = PARTS.matcher(text);
    if (text.chars().anyMatch(Character::isISOControl) || !parts.matches()) {
      throw refused(text, "http:// or https://, a host and no control characters");
    }
    String rest = parts.group(4) == null ? "" : parts.group(4);
    String address =
        parts.group(1)
            + "://"
            + host(text, parts.group(2))
            + port(text, parts.group(3) == null ? "" : parts.group(3))
            + encode(rest);
    if (address.length() > LONGEST) {
      throw refused(text, "at most " + LONGEST + " characters when percent-encoded");
    }
    if (!hasHost(address)) {
      throw refused(text, "a host of letters, digits and hyphens, for example shop.example");
    }
    return address;
  }

  private static String host(String text, String host) {
    if (DEVIATIONS.matcher(host).find()) {
      throw refused(text, "this host in its xn-- form");
    }
    try {
      return host.startsWith("[")
          ? host
          : IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES).toLowerCase(Locale.ROOT);
    } catch (IllegalArgumentException e) {
      throw refused(text, "a host of letters, digits and hyphens, for example shop.example");
    }
  }

  private static String port(String text, String port) {
    if (port.isEmpty()) {
      return "";
    }
    int number = port.length() > 5 ? 0 : Integer.parseInt(port);
    if (number < 1 || number > LAST_PORT) {
      throw refused(text, "a port of 1 to " + LAST_PORT);
    }
    return ":" + number;
  }

  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder(text.length());
    int fragment = text.indexOf('#');
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int hash =
        fragment < 0 ? -1 : text.substring(0, fragment).getBytes(StandardCharsets.UTF_8).length;
    for (int i = 0; i < bytes.length; i++) {
      if (isPlain((char) (bytes[i] & 0xff)) || i == hash || startsEscape(bytes, i)) {
        encoded.append((char) bytes[i]);
      } else {
        encoded.append('%').append(HexFormat.of().withUpperCase().toHexDigits(bytes[i]));
      }
    }
    return encoded.toString();
  }

  private static boolean isPlain(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || MARKS.indexOf(c) >= 0;
  }

  private static boolean startsEscape(byte[] bytes, int at) {
    return bytes[at] == '%'
        && at + 2 < bytes.length
        && HexFormat.isHexDigit(bytes[at + 1])
        && HexFormat.isHexDigit(bytes[at + 2]);
  }

  private static boolean hasHost(String address) {
    try {
      return new URI(address).getHost() != null;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  private static InvalidArgument refused(String text, String expected) {
    return InvalidArgument.field("link.target_url", text, expected);
  }
}
