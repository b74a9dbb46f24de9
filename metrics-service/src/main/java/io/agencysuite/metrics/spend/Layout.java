package io.agencysuite.metrics.spend;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/// How a file is read.
///
/// @param headerRow how many rows come before the header
/// @param columns the header row
/// @param fields names of the fields by column; empty where a column is not read
/// @param currency where no column names one; may be empty
public record Layout(
    String profile,
    String separator,
    int headerRow,
    List<String> columns,
    List<String> fields,
    String dateFormat,
    String decimalSeparator,
    String currency) {

  public Layout {
    columns = List.copyOf(columns);
    fields = List.copyOf(fields);
  }

  Map<SpendField, Integer> byField() {
    Map<SpendField, Integer> found = new EnumMap<>(SpendField.class);
    for (int i = 0; i < fields.size(); i++) {
      if (!fields.get(i).isEmpty()) {
        found.put(SpendField.valueOf(fields.get(i)), i);
      }
    }
    return found;
  }

  Optional<Integer> column(SpendField field) {
    return Optional.ofNullable(byField().get(field));
  }

  /// A day and something to count are known.
  boolean complete() {
    Map<SpendField, Integer> found = byField();
    return found.containsKey(SpendField.DAY)
        && found.keySet().stream().anyMatch(field -> field.isMoney() || field.isCount());
  }

  /// How far the file is broken down, in words.
  String level() {
    return String.join(
        "+",
        byField().keySet().stream()
            .filter(SpendField::isIdentity)
            .map(field -> field.name().replace("_ID", "").toLowerCase(Locale.ROOT))
            .distinct()
            .toList());
  }

  Layout reading(String dates, String decimal) {
    return new Layout(profile, separator, headerRow, columns, fields, dates, decimal, currency);
  }
}
