package io.agencysuite.gateway.guard;

import java.util.HexFormat;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// W3C trace context: the caller's trace goes on under a new span, or a new one begins.
public final class TraceContext {
  private static final Pattern TRACEPARENT =
      Pattern.compile(
          "(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-([0-9a-f]{2})");

  private final RandomGenerator random;

  public TraceContext(RandomGenerator random) {
    this.random = random;
  }

  /// True when the caller's header can be continued.
  public static boolean isValid(@Nullable String traceparent) {
    return traceparent != null && TRACEPARENT.matcher(traceparent).matches();
  }

  /// The header for the next call.
  public String next(@Nullable String traceparent) {
    HexFormat hex = HexFormat.of();
    String span = hex.toHexDigits(random.nextLong() | 1);
    if (traceparent != null) {
      Matcher matcher = TRACEPARENT.matcher(traceparent);
      if (matcher.matches()) {
        return "00-" + matcher.group(1) + "-" + span + "-" + matcher.group(2);
      }
    }
    return "00-"
        + hex.toHexDigits(random.nextLong())
        + hex.toHexDigits(random.nextLong() | 1)
        + "-"
        + span
        + "-00";
  }
}
