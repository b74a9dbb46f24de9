package io.agencysuite.gateway.transcode;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
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
          Instant instant = instant(text);
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
      LocalDate day = LocalDate.ofEpochDay(Math.floorDiv(seconds, DAY));
      int second = Math.floorMod(seconds, DAY);
      byte[] text = new byte[LONGEST];
      digits(text, 0, 4, day.getYear());
      digits(text, 5, 2, day.getMonthValue());
      digits(text, 8, 2, day.getDayOfMonth());
      digits(text, 11, 2, second / 3_600);
      digits(text, 14, 2, second / 60 % 60);
      digits(text, 17, 2, second % 60);
      text[4] = '-';
      text[7] = '-';
      text[10] = 'T';
      text[13] = ':';
      text[16] = ':';
      int end = fraction(text, 19, nanos);
      text[end] = 'Z';
      return new String(text, 0, end + 1, StandardCharsets.ISO_8859_1);
    }

    // By digits: a formatter takes a fortieth of the door's time for a small POST.
    private Instant instant(String text) {
      int end = 19;
      int nanos = 0;
      if (text.charAt(end) == '.') {
        int unit = 100_000_000;
        for (end++; Character.isDigit(text.charAt(end)); end++, unit /= 10) {
          nanos += unit * (text.charAt(end) - '0');
        }
      }
      return OffsetDateTime.of(
              LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10)),
              LocalTime.of(number(text, 11, 13), number(text, 14, 16), number(text, 17, 19), nanos),
              ZoneOffset.of(text.substring(end)))
          .toInstant();
    }

    private int number(String text, int from, int to) {
      return Integer.parseInt(text, from, to, 10);
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
  private static final int DAY = 86_400;
  private static final int LONGEST = "2026-11-23T07:30:00.123456789Z".length();
  private static final long DURATION_MAX = 315_576_000_000L;

  /// Three, six or nine digits after a point, none for a whole second.
  private static int fraction(byte[] text, int at, int nanos) {
    if (nanos == 0) {
      return at;
    }
    text[at] = '.';
    if (nanos % 1_000_000 == 0) {
      digits(text, at + 1, 3, nanos / 1_000_000);
      return at + 4;
    }
    if (nanos % 1_000 == 0) {
      digits(text, at + 1, 6, nanos / 1_000);
      return at + 7;
    }
    digits(text, at + 1, 9, nanos);
    return at + 10;
  }

  private static void digits(byte[] text, int at, int count, int number) {
    int rest = number;
    for (int i = at + count - 1; i >= at; i--) {
      text[i] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
  }

  abstract Parts parse(String text);

  abstract String print(long seconds, int nanos);

  record Parts(long seconds, int nanos) {}
}
