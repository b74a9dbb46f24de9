package io.agencysuite.metrics.exchange;

import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.metrics.v1.ExchangeRate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// Rates as lines of a pasted table: day, from, to, rate and perhaps who publishes it.
final class PastedRateMessages {

  private static final int MOST_LINES = 1_000;
  private static final int MOST_VIOLATIONS = 20;
  private static final int LONGEST_SOURCE = 100;
  private static final Pattern DAY = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}");
  private static final Pattern CURRENCY = Pattern.compile("[A-Z]{3}");
  private static final Pattern RATE = Pattern.compile("[0-9]{1,9}([.][0-9]{1,10})?");

  private PastedRateMessages() {}

  static List<DatedRate> read(String csv, Instant now) {
    List<DatedRate> rates = new ArrayList<>();
    List<FieldViolation> violations = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    List<String> lines = csv.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).strip();
      boolean header = i == 0 && !DAY.matcher(line.replace("\"", "")).lookingAt();
      if (!line.isEmpty() && !header) {
        try {
          DatedRate rate = ExchangeRateMessages.fromProto("", rate(line), now);
          if (!keys.add(rate.externalId())) {
            throw new IllegalArgumentException(
                "'" + rate.externalId() + "' twice in a table (expected: once)");
          }
          rates.add(rate);
        } catch (InvalidArgument | IllegalArgumentException e) {
          violations.add(new FieldViolation("csv", "line " + (i + 1) + ": " + e.getMessage()));
        }
      }
    }
    if (rates.size() > MOST_LINES) {
      throw InvalidArgument.field("csv", rates.size() + " lines", "at most " + MOST_LINES);
    }
    if (!violations.isEmpty()) {
      throw InvalidArgument.of(violations.subList(0, Math.min(MOST_VIOLATIONS, violations.size())));
    }
    if (rates.isEmpty()) {
      throw InvalidArgument.field("csv", "no line with a rate", "day, from, to, rate");
    }
    return rates;
  }

  /// @throws IllegalArgumentException saying what is wrong with the line
  private static ExchangeRate rate(String line) {
    String separator = line.indexOf('\t') >= 0 ? "\t" : line.indexOf(';') >= 0 ? ";" : ",";
    List<String> cells =
        List.of(line.split(separator, -1)).stream().map(PastedRateMessages::bare).toList();
    if (cells.size() < 4 || cells.size() > 5) {
      throw new IllegalArgumentException(
          cells.size() + " cells (expected: day, from, to, rate and perhaps the source)");
    }
    String source = cells.size() == 5 ? cells.get(4) : "";
    if (source.length() > LONGEST_SOURCE) {
      throw new IllegalArgumentException(
          "a source of " + source.length() + " characters (expected: at most 100)");
    }
    return ExchangeRate.newBuilder()
        .setRateDate(matching(DAY, cells.get(0), "a calendar day YYYY-MM-DD"))
        .setFromCurrency(matching(CURRENCY, cells.get(1), "a currency, for example USD"))
        .setToCurrency(matching(CURRENCY, cells.get(2), "a currency, for example EUR"))
        .setRate(
            matching(
                RATE,
                separator.equals(",") ? cells.get(3) : cells.get(3).replace(',', '.'),
                "a decimal number, for example 1.0856"))
        .setSource(source)
        .build();
  }

  private static String matching(Pattern pattern, String cell, String expected) {
    if (!pattern.matcher(cell).matches()) {
      throw new IllegalArgumentException("'" + cell + "' (expected: " + expected + ")");
    }
    return cell;
  }

  private static String bare(String cell) {
    String text = cell.strip();
    boolean quoted = text.length() >= 2 && text.startsWith("\"") && text.endsWith("\"");
    return quoted ? text.substring(1, text.length() - 1).strip() : text;
  }
}
