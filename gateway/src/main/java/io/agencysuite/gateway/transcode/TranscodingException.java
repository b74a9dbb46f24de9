package io.agencysuite.gateway.transcode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A request that cannot be transcoded, with everything an error document needs.
public final class TranscodingException extends RuntimeException {
  private final Reason reason;
  private final List<String> arguments;
  private final List<Violation> violations;
  private final Map<String, String> headers;

  private TranscodingException(
      Reason reason,
      List<String> arguments,
      List<Violation> violations,
      Map<String, String> headers) {
    super(text(reason, arguments, violations), null, false, false);
    this.reason = reason;
    this.arguments = List.copyOf(arguments);
    this.violations = List.copyOf(violations);
    this.headers = Map.copyOf(headers);
  }

  /// A failure of the whole request.
  public static TranscodingException of(Reason reason, String... arguments) {
    List<String> all = new ArrayList<>();
    for (String argument : arguments) {
      all.add(Violation.shorten(argument));
    }
    return new TranscodingException(reason, all, List.of(), Map.of());
  }

  /// A failure of single fields.
  public static TranscodingException of(Violation... violations) {
    return new TranscodingException(
        violations[0].reason(), List.of(), List.of(violations), Map.of());
  }

  /// A known path without this method.
  public static TranscodingException methodNotAllowed(String method, String allow) {
    return of(Reason.METHOD_NOT_ALLOWED, method, allow).with(Map.of("Allow", allow));
  }

  static TranscodingException field(Reason reason, String field, String... more) {
    return of(Violation.of(reason, field, more));
  }

  static TranscodingException invalid(String value, String expected) {
    return field(Reason.INVALID_VALUE, "", value, expected);
  }

  TranscodingException under(String parent) {
    List<Violation> moved = new ArrayList<>();
    for (Violation violation : violations) {
      moved.add(violation.under(parent));
    }
    List<String> placed =
        reason == Reason.MALFORMED_JSON
            ? arguments.stream().map(argument -> parent + ": " + argument).toList()
            : arguments;
    return new TranscodingException(reason, placed, moved, headers);
  }

  TranscodingException with(Map<String, String> moreHeaders) {
    return new TranscodingException(reason, arguments, violations, moreHeaders);
  }

  public Reason reason() {
    return reason;
  }

  /// The arguments of the reason's pattern, when the failure is not about fields.
  public List<String> arguments() {
    return arguments;
  }

  public List<Violation> violations() {
    return violations;
  }

  /// Headers that the answer has to carry, such as `Allow`.
  public Map<String, String> headers() {
    return headers;
  }

  private static String text(Reason reason, List<String> arguments, List<Violation> violations) {
    return violations.isEmpty()
        ? Reason.fill(reason.pattern(), arguments)
        : violations.getFirst().message();
  }
}
