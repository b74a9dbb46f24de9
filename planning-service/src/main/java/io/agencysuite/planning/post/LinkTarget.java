package io.agencysuite.planning.post;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a tracking link may lead. As strict as metrics, so that no post is approved with a link
/// that cannot be made.
final class LinkTarget {

  static final String EXPECTED =
      "http:// or https://, a host such as brauhaus.example (with ß in its xn-- form), a port"
          + " in 1..65535 if any, no user, spaces or control characters, at most 4000 characters"
          + " when percent-encoded";

  private static final Pattern URL =
      Pattern.compile(
          "https?://(?<host>\\[[0-9A-Fa-f:.]+]|[^/?#@:\\[\\]]+)(:(?<port>[0-9]{1,5}))?"
              + "([/?#].*)?");
  private static final Pattern HOST =
      Pattern.compile(
          "(?i)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\\.?");

  /// IDNA 2003, which the JDK has, makes another domain of these than browsers do.
  private static final Pattern DEVIATIONS = Pattern.compile("[\u00df\u1e9e\u03c2\u200c\u200d]");

  private static final String PLAIN =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~!$&'()*+,;=:@/?";
  private static final int HOST_MAX = 253;
  private static final int PORT_MAX = 65_535;
  private static final int SHOWN_MAX = 100;
  private static final int ENCODED_MAX = 4_000;

  private LinkTarget() {}

  static boolean isValid(String url) {
    Matcher parts = URL.matcher(url);
    return url.codePoints().noneMatch(LinkTarget::isForbidden)
        && parts.matches()
        && isHost(parts.group("host"))
        && isPort(parts.group("port") == null ? "1" : parts.group("port"))
        && encodedLength(url) <= ENCODED_MAX;
  }

  /// The address for an error, whose trailer has little room.
  static String shown(String url) {
    int end = url.offsetByCodePoints(0, Math.min(SHOWN_MAX, url.codePointCount(0, url.length())));
    return end < url.length() ? url.substring(0, end) + "..." : url;
  }

  private static boolean isForbidden(int c) {
    return Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isHost(String host) {
    if (DEVIATIONS.matcher(host).find()) {
      return false;
    }
    try {
      String ascii = host.startsWith("[") ? host : IDN.toASCII(host, IDN.USE_STD3_ASCII_RULES);
      boolean legal = host.startsWith("[") || HOST.matcher(ascii).matches();
      return legal && ascii.length() <= HOST_MAX && new URI("http://" + ascii).getHost() != null;
    } catch (IllegalArgumentException | URISyntaxException e) {
      return false;
    }
  }

  /// At most what metrics makes of it: every byte that is no plain character takes three.
  private static int encodedLength(String url) {
    int length = 0;
    for (byte b : url.getBytes(StandardCharsets.UTF_8)) {
      length += b >= 0 && PLAIN.indexOf(b) >= 0 ? 1 : 3;
    }
    return length;
  }

  private static boolean isPort(String port) {
    int number = Integer.parseInt(port);
    return number >= 1 && number <= PORT_MAX;
  }
}
