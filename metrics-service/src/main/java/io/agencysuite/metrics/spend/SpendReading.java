package io.agencysuite.metrics.spend;

import io.agencysuite.metrics.keyed.Days;
import io.agencysuite.metrics.keyed.KeyedId;
import io.agencysuite.metrics.spend.RefusedRow.Problem;
import io.agencysuite.metrics.spend.SpendFile.Row;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads a file into entries, in the order of their first rows, and refused rows. The same file
/// always gives the same.
final class SpendReading {

  private static final Pattern TOTAL =
      Pattern.compile("(?iu)^(total|gesamt|summe|insgesamt|results from|ergebnisse aus)\\b.*");
  private static final BigDecimal MOST = new BigDecimal("10000000000");
  private static final BigDecimal MILLION = new BigDecimal("1000000");

  private final Layout layout;
  private final Map<SpendField, Integer> fields;
  private final Instant now;
  private final Map<String, SpendEntry> entries = new LinkedHashMap<>();
  private final List<RefusedRow> refused = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private int rows;
  private int totalRows;
  private @Nullable BigDecimal statedTotal;

  private SpendReading(Layout layout, Instant now) {
    this.layout = layout;
    this.fields = layout.byField();
    this.now = now;
  }

  static SpendReading of(String text, Layout layout, Instant now) {
    SpendReading reading = new SpendReading(layout, now);
    SpendFile.rows(
        text,
        layout,
        row -> {
          reading.add(row);
          return true;
        });
    return reading;
  }

  List<SpendEntry> entries() {
    return List.copyOf(entries.values());
  }

  List<RefusedRow> refused() {
    return refused;
  }

  int rows() {
    return rows;
  }

  int totalRows() {
    return totalRows;
  }

  /// What the file's own total row says; the largest where there are several.
  Optional<BigDecimal> statedTotal() {
    return Optional.ofNullable(statedTotal);
  }

  private void add(Row row) {
    if (isTotal(row)) {
      totalRows++;
      amount(row, new ArrayList<>())
          .filter(total -> statedTotal == null || total.compareTo(statedTotal) > 0)
          .ifPresent(total -> statedTotal = total);
      return;
    }
    rows++;
    List<Problem> problems = new ArrayList<>();
    String print = KeyedId.of(String.join("\u0000", row.cells()));
    if (!seen.add(print)) {
      problems.add(new Problem("", "the same row again", "every row once"));
    }
    Optional<LocalDate> day = day(row, problems);
    String currency = currency(row, problems);
    Optional<BigDecimal> amount = amount(row, problems);
    Map<SpendField, Long> counts = counts(row, problems);
    if (problems.isEmpty() && day.isPresent()) {
      String identity = identity(row);
      String key = day.get() + "\u0000" + identity;
      SpendEntry entry =
          entries.computeIfAbsent(
              key,
              k ->
                  new SpendEntry(
                      layout.profile(),
                      day.get(),
                      identity,
                      text(row, SpendField.CAMPAIGN),
                      currency,
                      row));
      if (entry.currency().equals(currency)) {
        entry.add(amount.orElse(BigDecimal.ZERO), counts);
        return;
      }
      problems.add(
          new Problem(column(SpendField.CURRENCY), currency, entry.currency() + ", as before"));
    }
    refused.add(new RefusedRow(row.line(), row.cells(), problems));
  }

  private boolean isTotal(Row row) {
    String first =
        row.cells().stream().map(String::strip).filter(c -> !c.isEmpty()).findFirst().orElse("");
    boolean nameless =
        fields.containsKey(SpendField.CAMPAIGN)
            && text(row, SpendField.CAMPAIGN).isEmpty()
            && (text(row, SpendField.DAY).isEmpty()
                || (fields.containsKey(SpendField.LAST_DAY)
                    && !text(row, SpendField.DAY).equals(text(row, SpendField.LAST_DAY))));
    return nameless || TOTAL.matcher(first).matches();
  }

  private Optional<LocalDate> day(Row row, List<Problem> problems) {
    String value = text(row, SpendField.DAY);
    Optional<LocalDate> day = Written.day(value, layout.dateFormat());
    if (day.isEmpty()) {
      problems.add(
          new Problem(column(SpendField.DAY), value, "a day written " + layout.dateFormat()));
    } else if (!Days.isInReach(day.get(), now)) {
      problems.add(new Problem(column(SpendField.DAY), value, "2000-01-01 to tomorrow"));
    }
    String last = text(row, SpendField.LAST_DAY);
    if (!last.isEmpty() && !last.equals(value)) {
      problems.add(
          new Problem(
              column(SpendField.LAST_DAY),
              value + " to " + last,
              "one day a row: break the export down by day"));
    }
    return day;
  }

  private String currency(Row row, List<Problem> problems) {
    boolean money = fields.keySet().stream().anyMatch(SpendField::isMoney);
    String said = text(row, SpendField.CURRENCY);
    String currency = said.isEmpty() ? layout.currency() : said;
    try {
      return money ? Currency.getInstance(currency).getCurrencyCode() : "EUR";
    } catch (IllegalArgumentException e) {
      problems.add(
          new Problem(
              column(SpendField.CURRENCY),
              currency,
              "a currency such as EUR, in a column or given"));
      return "EUR";
    }
  }

  private Optional<BigDecimal> amount(Row row, List<Problem> problems) {
    SpendField field =
        fields.containsKey(SpendField.AMOUNT) ? SpendField.AMOUNT : SpendField.AMOUNT_MICROS;
    Optional<BigDecimal> number = number(row, field, problems);
    return field == SpendField.AMOUNT
        ? number
        : number.map(n -> n.divide(MILLION, 6, RoundingMode.HALF_UP));
  }

  private Map<SpendField, Long> counts(Row row, List<Problem> problems) {
    Map<SpendField, Long> counts = new EnumMap<>(SpendField.class);
    fields.keySet().stream()
        .filter(SpendField::isCount)
        .forEach(field ->
            number(row, field, problems)
                .ifPresent(
                    n -> counts.put(field, n.setScale(0, RoundingMode.HALF_UP).longValue())));
    return counts;
  }

  /// Empty for an empty cell or a dash, which platforms write for nothing.
  private Optional<BigDecimal> number(Row row, SpendField field, List<Problem> problems) {
    String value = text(row, field);
    if (value.isEmpty() || value.matches("[-–—]+")) {
      return Optional.empty();
    }
    Optional<BigDecimal> number =
        Written.number(value, layout.decimalSeparator())
            .filter(n -> n.signum() >= 0 && n.compareTo(MOST.multiply(MILLION)) <= 0);
    if (number.isEmpty()) {
      problems.add(
          new Problem(
              column(field),
              value,
              "a number, zero or more, with a decimal " + layout.decimalSeparator()));
    }
    return number;
  }

  /// What names the entry beside its day; ids where there are ids.
  private String identity(Row row) {
    return String.join(
        "\u0000",
        name(row, SpendField.ACCOUNT_ID, SpendField.ACCOUNT),
        name(row, SpendField.CAMPAIGN_ID, SpendField.CAMPAIGN),
        name(row, SpendField.AD_SET_ID, SpendField.AD_SET),
        name(row, SpendField.AD_ID, SpendField.AD));
  }

  private String name(Row row, SpendField id, SpendField name) {
    return fields.containsKey(id) ? text(row, id) : text(row, name);
  }

  private String text(Row row, SpendField field) {
    Integer column = fields.get(field);
    return column == null ? "" : row.cell(column);
  }

  private String column(SpendField field) {
    Integer column = fields.get(field);
    return column == null ? "" : layout.columns().get(column);
  }
}
