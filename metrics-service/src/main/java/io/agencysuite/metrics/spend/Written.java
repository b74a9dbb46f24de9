package io.agencysuite.metrics.spend;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// How a file writes days and numbers.
final class Written {

  private static final List<String> DAYS =
      List.of("yyyy-MM-dd", "d.M.yyyy", "yyyyMMdd", "yyyy/M/d", "MMM d, yyyy", "d. MMM yyyy");
  private static final String DAY_FIRST = "d/M/yyyy";
  private static final String MONTH_FIRST = "M/d/yyyy";
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Pattern GROUPED = Pattern.compile("-?\\d{1,3}([.,]\\d{3})+");
  private static final Pattern DECORATION =
      Pattern.compile("[\\s\\u00a0\\u202f'’€$£%]|[A-Z]{3}$|^[A-Z]{3}");

  private Written() {}

  /// The format that reads most of the values; days before months only if that reads more.
  static String dateFormat(List<String> values, boolean german) {
    List<String> formats = new ArrayList<>(DAYS);
    formats.add(german ? DAY_FIRST : MONTH_FIRST);
    formats.add(german ? MONTH_FIRST : DAY_FIRST);
    String best = DAYS.getFirst();
    long most = 0;
    for (String format : formats) {
      long read = values.stream().filter(value -> day(value, format).isPresent()).count();
      if (read > most) {
        most = read;
        best = format;
      }
    }
    return best;
  }

  static Optional<LocalDate> day(String value, String format) {
    Locale locale = format.startsWith("d. MMM") ? Locale.GERMAN : Locale.ENGLISH;
    try {
      return Optional.of(
          LocalDate.parse(
              value.strip(),
              DateTimeFormatter.ofPattern(format.replace('y', 'u'), locale)
                  .withResolverStyle(ResolverStyle.STRICT)));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /// `,` or `.`: by the first value that can be read one way only, else by the language.
  static String decimalSeparator(List<String> values, boolean german) {
    for (String value : values) {
      String bare = DECORATION.matcher(value).replaceAll("");
      int comma = bare.lastIndexOf(',');
      int point = bare.lastIndexOf('.');
      boolean both = comma >= 0 && point >= 0;
      if (both) {
        return comma > point ? "," : ".";
      }
      int only = Math.max(comma, point);
      if (only >= 0 && !GROUPED.matcher(bare).matches()) {
        return comma >= 0 ? "," : ".";
      }
    }
    return german ? "," : ".";
  }

  /// Empty when it is no number.
  static Optional<BigDecimal> number(String value, String decimalSeparator) {
    String grouping = decimalSeparator.equals(",") ? "." : ",";
    String bare =
        DECORATION
            .matcher(value.strip())
            .replaceAll("")
            .replace(grouping, "")
            .replace(decimalSeparator, ".");
    return NUMBER.matcher(bare).matches() && bare.length() < 20
        ? Optional.of(new BigDecimal(bare))
        : Optional.empty();
  }
}
