package io.agencysuite.gateway.upstream;

import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.grpc.Deadline;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/// When a call has to have ended, reading the body and trying again included.
///
/// @param granted how long it had from the beginning
/// @param end a little before the caller stops waiting, so that our answer is still heard
record CallDeadline(Duration granted, Deadline end) {
  static final String GRPC = "grpc-timeout";
  private static final String GRPC_UNITS = "HMSmun";
  private static final long MARGIN_MILLIS_MAX = 50;
  private static final int MARGIN_PART = 20;

  static CallDeadline of(HttpServletRequest request, UpstreamSettings settings) {
    for (String header : new String[] {"Request-Timeout", "X-Request-Timeout", GRPC}) {
      String text = request.getHeader(header);
      if (text != null) {
        Duration wanted = header.equals(GRPC) ? grpc(text.strip()) : seconds(header, text);
        Duration max = settings.deadlineMax();
        return after(wanted.compareTo(max) > 0 ? max : wanted);
      }
    }
    return after(settings.deadline());
  }

  private static CallDeadline after(Duration granted) {
    long margin = Math.min(MARGIN_MILLIS_MAX, granted.toMillis() / MARGIN_PART);
    return new CallDeadline(
        granted, Deadline.after(granted.toNanos() - margin * 1_000_000, TimeUnit.NANOSECONDS));
  }

  private static Duration seconds(String header, String text) {
    String lower = text.strip().toLowerCase(Locale.ROOT);
    boolean millis = lower.endsWith("ms");
    String number = millis ? lower.substring(0, lower.length() - 2) : lower.replaceFirst("s$", "");
    if (number.matches("[0-9]{1,9}(\\.[0-9]{1,3})?")) {
      BigDecimal factor = BigDecimal.valueOf(millis ? 1 : 1_000);
      Duration wanted = Duration.ofMillis(new BigDecimal(number).multiply(factor).longValue());
      if (!wanted.isZero()) {
        return wanted;
      }
    }
    throw invalid(header, text, "seconds such as 5, 0.5 or 250ms");
  }

  static Duration grpc(String text) {
    if (!text.matches("[0-9]{1,8}[HMSmun]") || text.matches("0+.")) {
      throw invalid(GRPC, text, "1 to 8 digits and a unit of " + GRPC_UNITS + ", such as 250m");
    }
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    return switch (text.charAt(text.length() - 1)) {
      case 'H' -> Duration.ofHours(number);
      case 'M' -> Duration.ofMinutes(number);
      case 'S' -> Duration.ofSeconds(number);
      case 'm' -> Duration.ofMillis(number);
      case 'u' -> Duration.ofNanos(number * 1_000);
      default -> Duration.ofNanos(number);
    };
  }

  private static DoorException invalid(String header, String text, String expected) {
    return DoorException.of(
        DoorReason.TIMEOUT_INVALID, header, CallHeaders.printable(text), expected);
  }
}
