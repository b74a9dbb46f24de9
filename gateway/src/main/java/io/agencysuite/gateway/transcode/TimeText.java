package io.agencysuite.gateway.transcode;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The texts of Timestamp (RFC 3339) and Duration (seconds with `s`).
enum TimeText {
  TIMESTAMP {
    @Override
    Parts parse(String text) {
      if (INSTANT.matcher(text).matches() && !text.startsWith("0000")) {
        try {
          Instant instant = OffsetDateTime.parse(text).toInstant();
          if (instant.getEpochSecond() >= SECONDS_MIN && instant.getEpochSecond() <= SECONDS_MAX) {
            return new Parts(instant.getEpochSecond(), instant.getNano());
          }
        } catch (DateTimeException e) {
          throw invalid(text);
        }
      }
      throw invalid(text);
    }

    @Override
    String print(long seconds, int nanos) {
      if (seconds < SECONDS_MIN || seconds > SECONDS_MAX || nanos < 0 || nanos >= 1_000_000_000) {
        throw TranscodingException.of(Reason.UNPRINTABLE_ANSWER, "a Timestamp out of range");
      }
      return Instant.ofEpochSecond(seconds, nanos).toString();
    }

    private TranscodingException invalid(String text) {
      return TranscodingException.invalid(text, "RFC 3339 such as 2026-11-23T07:30:00Z");
    }
  },

  DURATION {
    @Override
    Parts parse(String text) {
      Matcher matcher = SECONDS.matcher(text);
      if (!matcher.matches() || Long.parseLong(matcher.group(2)) > DURATION_MAX) {
        throw TranscodingException.invalid(text, "seconds such as 1.5s");
      }
      int sign = matcher.group(1).isEmpty() ? 1 : -1;
      String fraction = matcher.group(3) == null ? "" : matcher.group(3);
      int nanos = Integer.parseInt((fraction + "000000000").substring(0, 9));
      return new Parts(sign * Long.parseLong(matcher.group(2)), sign * nanos);
    }

    @Override
    String print(long seconds, int nanos) {
      if (Math.abs(seconds) > DURATION_MAX
          || Math.abs((long) nanos) >= 1_000_000_000
          || (seconds > 0 && nanos < 0)
          || (seconds < 0 && nanos > 0)) {
        throw TranscodingException.of(Reason.UNPRINTABLE_ANSWER, "a Duration out of range");
      }
      String sign = seconds < 0 || nanos < 0 ? "-" : "";
      String fraction = String.format(Locale.ROOT, "%09d", Math.abs(nanos));
      while (fraction.endsWith("000")) {
        fraction = fraction.substring(0, fraction.length() - 3);
      }
      return sign + Math.abs(seconds) + (fraction.isEmpty() ? "" : "." + fraction) + "s";
    }
  };

  private static final Pattern INSTANT =
      Pattern.compile(
          "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{1,9})?"
              + "(Z|[+-][0-9]{2}:[0-9]{2})");
  private static final Pattern SECONDS = Pattern.compile("(-?)([0-9]{1,12})(?:\\.([0-9]{1,9}))?s");
  private static final long SECONDS_MIN = -62_135_596_800L;
  private static final long SECONDS_MAX = 253_402_300_799L;
  private static final long DURATION_MAX = 315_576_000_000L;

  abstract Parts parse(String text);

  abstract String print(long seconds, int nanos);

  record Parts(long seconds, int nanos) {}
}
