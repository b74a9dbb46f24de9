package io.agencysuite.metrics.clientreport;

import io.agencysuite.metrics.clientreport.ClientReport.Language;
import java.math.BigDecimal;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Currency;
import java.util.Locale;
import java.util.ResourceBundle;

/// Texts, numbers and dates in one of the languages.
final class Words {

  private static final int MINUTES_PER_HOUR = 60;
  private static final String MINUS = "\u2212";
  private static final String NARROW_SPACE = "\u00a0";

  private final Locale locale;
  private final ResourceBundle texts;

  private Words(Locale locale) {
    this.locale = locale;
    this.texts =
        ResourceBundle.getBundle(
            "io.agencysuite.metrics.clientreport.texts",
            locale,
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
  }

  static Words in(Language language) {
    return new Words(
        switch (language) {
          case GERMAN -> Locale.GERMANY;
          case ENGLISH -> Locale.UK;
        });
  }

  String language() {
    return locale.getLanguage();
  }

  /// @param arguments numbers for forms of words, or texts
  String text(String key, Object... arguments) {
    return new MessageFormat(texts.getString(key), locale).format(arguments);
  }

  boolean has(String key) {
    return texts.containsKey(key);
  }

  /// Money as it is written on paper.
  String money(long minorUnits, String currency) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    try {
      format.setCurrency(Currency.getInstance(currency));
    } catch (IllegalArgumentException e) {
      return decimal(BigDecimal.valueOf(minorUnits, 2), 2) + NARROW_SPACE + currency;
    }
    int digits = Math.max(0, format.getCurrency().getDefaultFractionDigits());
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return signed(format.format(BigDecimal.valueOf(minorUnits, digits)));
  }

  /// Money without its cents, for the scale of a plot.
  String roundMoney(long minorUnits, String currency) {
    NumberFormat format = NumberFormat.getCurrencyInstance(locale);
    try {
      format.setCurrency(Currency.getInstance(currency));
    } catch (IllegalArgumentException e) {
      return money(minorUnits, currency);
    }
    int digits = Math.max(0, format.getCurrency().getDefaultFractionDigits());
    format.setMinimumFractionDigits(0);
    format.setMaximumFractionDigits(digits);
    return signed(format.format(BigDecimal.valueOf(minorUnits, digits)));
  }

  String count(long count) {
    return signed(NumberFormat.getIntegerInstance(locale).format(count));
  }

  /// A share of 1, in percent.
  String percent(double share) {
    return decimal(BigDecimal.valueOf(share * 100), Math.abs(share) < 1 ? 1 : 0)
        + (locale.getLanguage().equals("de") ? NARROW_SPACE : "")
        + '%';
  }

  String hours(long minutes) {
    long hours = minutes / MINUTES_PER_HOUR;
    long rest = Math.abs(minutes % MINUTES_PER_HOUR);
    if (rest == 0) {
      return text("hours", count(hours));
    }
    return hours == 0 ? text("minutes", rest) : text("hoursMinutes", count(hours), rest);
  }

  /// A value of a measure.
  String value(Measure measure, long value, String currency) {
    return switch (measure.unit()) {
      case COUNT -> count(value);
      case MONEY -> money(value, currency);
      case MINUTES -> hours(value);
    };
  }

  /// A change with its sign; ±0 when there is none.
  String change(Measure measure, long difference, String currency) {
    if (difference == 0) {
      return "\u00b1" + value(measure, 0, currency);
    }
    return (difference > 0 ? "+" : MINUS) + value(measure, Math.abs(difference), currency);
  }

  String signedPercent(double share) {
    return (share > 0 ? "+" : share < 0 ? MINUS : "\u00b1") + percent(Math.abs(share));
  }

  String measure(Measure measure) {
    return text("measure." + measure.name());
  }

  String month(YearMonth month) {
    return month.format(DateTimeFormatter.ofPattern("LLLL yyyy", locale));
  }

  String day(LocalDate day) {
    return day.format(DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG).withLocale(locale));
  }

  /// Day and month, for tables.
  String shortDay(LocalDate day) {
    return day.format(
        DateTimeFormatter.ofPattern(
            locale.getLanguage().equals("de") ? "EE, d. MMM" : "EE d MMM", locale));
  }

  String time(Instant time, String zone) {
    return time.atZone(ZoneId.of(zone))
        .format(
            DateTimeFormatter.ofPattern(
                locale.getLanguage().equals("de")
                    ? "d. MMMM yyyy, HH:mm 'Uhr'"
                    : "d MMMM yyyy, HH:mm",
                locale));
  }

  private String decimal(BigDecimal value, int digits) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    return signed(format.format(value));
  }

  private static String signed(String number) {
    return number.replace('-', MINUS.charAt(0));
  }
}
