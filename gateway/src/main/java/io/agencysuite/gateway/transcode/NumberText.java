package io.agencysuite.gateway.transcode;

import java.util.regex.Pattern;

/// The text of a number as JSON writes it; Java's own parsers accept more.
final class NumberText {
  private static final Pattern NUMBER =
      Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][-+]?[0-9]{1,4})?");

  private NumberText() {}

  static boolean isNumber(String text) {
    return NUMBER.matcher(text).matches();
  }
}
