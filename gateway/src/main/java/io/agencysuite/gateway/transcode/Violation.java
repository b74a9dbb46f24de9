package io.agencysuite.gateway.transcode;

import java.util.ArrayList;
import java.util.List;

/// What is wrong with one field; the field is the first argument of the reason's pattern.
public record Violation(String field, Reason reason, List<String> arguments) {

  public Violation {
    arguments = List.copyOf(arguments);
  }

  /// A violation whose arguments are cut to a readable length.
  public static Violation of(Reason reason, String field, String... more) {
    List<String> arguments = new ArrayList<>();
    for (String argument : more) {
      arguments.add(shorten(argument));
    }
    return new Violation(shorten(field), reason, arguments);
  }

  /// The English text.
  public String message() {
    return message(reason.pattern());
  }

  /// The text by a pattern in another language.
  public String message(String pattern) {
    List<String> all = new ArrayList<>();
    all.add(field);
    all.addAll(arguments);
    return Reason.fill(pattern, all);
  }

  Violation under(String parent) {
    String path = field.isEmpty() ? parent : parent + (field.startsWith("[") ? "" : ".") + field;
    return new Violation(path, reason, arguments);
  }

  static String shorten(String text) {
    return text.length() <= 80 ? text : text.substring(0, 77) + "...";
  }
}
