package io.agencysuite.metrics.spend;

import io.agencysuite.metrics.spend.SpendFile.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Finds out how a file is laid out: separator, header row, whose export it is, how it writes days
/// and numbers.
final class LayoutFinder {

  private static final int HEAD_ROWS = 40;
  private static final int SAMPLE_ROWS = 2_000;
  private static final List<Character> SEPARATORS = List.of(',', ';', '\t', '|');

  private final String text;
  private final Wish wish;

  /// What the caller said.
  ///
  /// @param profile null to recognise it
  /// @param mappings columns by field; empty to recognise them
  record Wish(
      @Nullable Profile profile,
      Map<SpendField, String> mappings,
      String dateFormat,
      String decimalSeparator,
      String currency) {}

  private record Found(Profile profile, int row, Map<SpendField, Integer> fields) {}

  LayoutFinder(String text, Wish wish) {
    this.text = text;
    this.wish = wish;
  }

  Layout find() {
    char separator =
        SEPARATORS.stream()
            .max(Comparator.comparingInt(this::separations))
            .orElseThrow(IllegalStateException::new);
    List<Row> head = SpendFile.head(text, separator, HEAD_ROWS);
    if (head.isEmpty()) {
      throw SpendFile.invalid(1, "no header", "a header row that names the columns");
    }
    Optional<Found> found = wish.mappings().isEmpty() ? recognised(head) : mapped(head);
    if (found.isEmpty()) {
      refuseAnalytics(head);
    }
    Found header = found.orElseGet(() -> new Found(Profile.FREE, widestRow(head), Map.of()));
    return layout(separator, head.get(header.row()), header);
  }

  private Layout layout(char separator, Row row, Found header) {
    List<String> columns = row.cells().stream().map(String::strip).toList();
    List<String> fields = new ArrayList<>(Collections.nCopies(columns.size(), ""));
    header.fields().forEach((field, column) -> fields.set(column, field.name()));
    String inHeader =
        Optional.ofNullable(header.fields().get(SpendField.AMOUNT))
            .map(column -> Profile.currency(columns.get(column)))
            .orElse("");
    Layout layout =
        new Layout(
            header.profile().name(),
            String.valueOf(separator),
            header.row(),
            columns,
            fields,
            "",
            "",
            inHeader.isEmpty() ? wish.currency() : inHeader);
    return layout.complete() ? sniffed(layout) : layout;
  }

  private Layout sniffed(Layout layout) {
    List<String> days = new ArrayList<>();
    List<String> numbers = new ArrayList<>();
    Map<SpendField, Integer> fields = layout.byField();
    int[] rows = {0};
    SpendFile.rows(
        text,
        layout,
        row -> {
          fields.forEach((field, column) -> {
            if (field == SpendField.DAY) {
              days.add(row.cell(column));
            } else if (field.isMoney() || field.isCount()) {
              numbers.add(row.cell(column));
            }
          });
          return ++rows[0] < SAMPLE_ROWS;
        });
    boolean german = Profile.isGerman(layout.columns());
    return layout.reading(
        wish.dateFormat().isEmpty() ? Written.dateFormat(days, german) : wish.dateFormat(),
        wish.decimalSeparator().isEmpty()
            ? Written.decimalSeparator(numbers, german)
            : wish.decimalSeparator());
  }

  private Optional<Found> recognised(List<Row> head) {
    @Nullable Found best = null;
    for (int i = 0; i < head.size(); i++) {
      for (Profile profile : Profile.values()) {
        Map<SpendField, Integer> fields = profile.fields(head.get(i).cells());
        boolean fits =
            (wish.profile() == null || wish.profile() == profile)
                && fields.containsKey(SpendField.DAY)
                && fields.keySet().stream().anyMatch(SpendField::isMoney);
        if (fits && (best == null || fields.size() > best.fields().size())) {
          best = new Found(profile, i, fields);
        }
      }
    }
    return Optional.ofNullable(best);
  }

  private Optional<Found> mapped(List<Row> head) {
    for (int i = 0; i < head.size(); i++) {
      List<String> columns = head.get(i).cells().stream().map(String::strip).toList();
      if (columns.containsAll(wish.mappings().values())) {
        Map<SpendField, Integer> fields = new EnumMap<>(SpendField.class);
        wish.mappings().forEach((field, name) -> fields.put(field, columns.indexOf(name)));
        Profile profile = wish.profile() == null ? Profile.FREE : wish.profile();
        return Optional.of(new Found(profile, i, fields));
      }
    }
    throw SpendFile.invalid(
        1,
        "no row names the columns " + wish.mappings().values(),
        "a header row among the first " + HEAD_ROWS + " rows");
  }

  private static void refuseAnalytics(List<Row> head) {
    for (Row row : head) {
      if (Profile.isAnalytics(row.cells())) {
        throw SpendFile.invalid(
            row.line(),
            "an export of Google Analytics without ad cost by day; its sessions and conversions are"
                + " no ad spend and are measured by the suite itself",
            "the columns Date and Google Ads cost, or an export of Meta Ads Manager, LinkedIn"
                + " Campaign Manager or Google Ads");
      }
    }
  }

  private int separations(char separator) {
    try {
      return SpendFile.head(text, separator, HEAD_ROWS).stream()
          .mapToInt(row -> row.cells().size() - 1)
          .sum();
    } catch (io.agencysuite.kit.error.InvalidArgument e) {
      // Quotes that do not close with this separator.
      return 0;
    }
  }

  private static int widestRow(List<Row> head) {
    int widest = 0;
    for (int i = 1; i < head.size(); i++) {
      if (head.get(i).cells().size() > head.get(widest).cells().size()) {
        widest = i;
      }
    }
    return widest;
  }
}
