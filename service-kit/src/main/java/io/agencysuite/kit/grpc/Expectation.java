package io.agencysuite.kit.grpc;

import build.buf.validate.Violation;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a rule expects, in words that a person understands.
final class Expectation {

  private static final String PREFIX = "expected: ";
  private static final Pattern REGEX = Pattern.compile("does not match regex pattern `(.*)`");
  private static final Pattern RANGE =
      Pattern.compile("must be greater than or equal to (\\S+) and less than or equal to (\\S+)");
  private static final Pattern OPTIONAL = Pattern.compile("\\((.*)\\)\\?");

  private Expectation() {}

  static String of(Violation violation) {
    String message = violation.getMessage();
    Matcher regex = REGEX.matcher(message);
    if (regex.matches()) {
      return pattern(regex.group(1));
    }
    Matcher range = RANGE.matcher(message);
    if (range.matches()) {
      return range.group(1) + ".." + range.group(2);
    }
    return message.startsWith(PREFIX) ? message.substring(PREFIX.length()) : message;
  }

  static String pattern(String regex) {
    String core = regex.replaceAll("^\\^|\\$$", "");
    Matcher optional = OPTIONAL.matcher(core);
    return optional.matches() ? words(optional.group(1)) + ", or nothing" : words(core);
  }

  private static String words(String core) {
    if (core.startsWith("[0-9]{4}-")) {
      return "a calendar day, YYYY-MM-DD";
    }
    if (core.startsWith("https?://")) {
      return "an address that begins with https:// or http://, without blanks";
    }
    if (core.contains("/")) {
      return "a name of the form " + core.replaceAll("(\\[[^\\]]*\\](\\{[0-9,]+\\})?)+", "{id}");
    }
    return switch (core) {
      case "[A-Z]{3}" -> "three capital letters of ISO 4217, such as EUR";
      case "[A-Z]{2}" -> "two capital letters of ISO 3166, such as DE";
      case ".{12,128}" -> "12 to 128 characters";
      case "[a-z][a-z0-9-]{1,62}" -> "2 to 63 characters of a-z, 0-9 and -, a letter first";
      default -> "text of the form " + core;
    };
  }
}
