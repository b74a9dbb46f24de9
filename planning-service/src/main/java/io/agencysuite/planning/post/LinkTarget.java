package io.agencysuite.planning.post;

import java.net.IDN;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Where a tracking link may lead. As strict as metrics, so that no post is approved with a link
/// that cannot be made.
final class LinkTarget {

  static final String EXPECTED =
      "http:// or https://, a host such as brauhaus.example, a port in 1..65535 if any, no user,"
          + " spaces or control characters";

  private static final Pattern URL =
      Pattern.compile("(?i:https?)://(?<host>[^/?#@:]+)(:(?<port>[0-9]{1,5}))?([/?#].*)?");
  private static final Pattern HOST =
      Pattern.compile(
          "(?i)[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*\\.?");
  private static final int HOST_MAX = 253;
  private static final int PORT_MAX = 65_535;

  private LinkTarget() {}

  static boolean isValid(String url) {
    Matcher parts = URL.matcher(url);
    return url.codePoints().noneMatch(LinkTarget::isForbidden)
        && parts.matches()
        && isHost(parts.group("host"))
        && isPort(parts.group("port") == null ? "1" : parts.group("port"));
  }

  private static boolean isForbidden(int c) {
    return Character.isISOControl(c) || Character.isWhitespace(c) || Character.isSpaceChar(c);
  }

  private static boolean isHost(String host) {
    try {
      String ascii = IDN.toASCII(host, IDN.ALLOW_UNASSIGNED);
      return ascii.length() <= HOST_MAX && HOST.matcher(ascii).matches();
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static boolean isPort(String port) {
    int number = Integer.parseInt(port);
    return number >= 1 && number <= PORT_MAX;
  }
}
