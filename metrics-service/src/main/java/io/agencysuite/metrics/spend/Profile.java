package io.agencysuite.metrics.spend;

import static io.agencysuite.metrics.spend.SpendField.DAY;
import static io.agencysuite.metrics.spend.SpendField.LAST_DAY;

import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/// A platform's export and how its columns are recognised.
enum Profile {
  META,
  LINKEDIN,
  GOOGLE_ADS,
  FREE;

  private static final Set<String> ANALYTICS =
      Set.of(
          "sessions",
          "sitzungen",
          "active users",
          "aktive nutzer",
          "engaged sessions",
          "sitzungen mit interaktionen",
          "session source / medium",
          "sitzung – quelle/medium");
  private static final Pattern CURRENCY_AT_END = Pattern.compile("\\s*[(\\[]([A-Z]{3})[)\\]]$");

  /// Which field which column holds; a field takes the column with the name it prefers.
  Map<SpendField, Integer> fields(List<String> header) {
    List<String> columns = header.stream().map(Profile::plain).toList();
    Map<SpendField, Integer> found = new EnumMap<>(SpendField.class);
    names()
        .forEach((field, preferred) ->
            preferred.stream()
                .map(columns::indexOf)
                .filter(column -> column >= 0)
                .findFirst()
                .ifPresent(column -> found.put(field, column)));
    boolean dayColumn =
        found.containsKey(DAY) && List.of("day", "tag").contains(columns.get(found.get(DAY)));
    if (dayColumn) {
      found.remove(LAST_DAY);
    }
    return found;
  }

  /// A header of Google Analytics; without the cost of a linked account its figures are no spend.
  static boolean isAnalytics(List<String> header) {
    return header.stream().map(Profile::plain).anyMatch(ANALYTICS::contains);
  }

  /// The currency that a column's name ends with, as in `Amount spent (EUR)`; empty without one.
  static String currency(String column) {
    var matcher = CURRENCY_AT_END.matcher(column.strip());
    return matcher.find() ? matcher.group(1) : "";
  }

  static boolean isGerman(List<String> header) {
    return header.stream()
        .map(Profile::plain)
        .anyMatch(name ->
            List.of("tag", "kosten", "währung", "währungscode", "impressionen", "datum")
                    .contains(name)
                || name.startsWith("kampagne")
                || name.startsWith("berichts")
                || name.startsWith("startdatum")
                || name.startsWith("ausgegebener"));
  }

  private Map<SpendField, List<String>> names() {
    return switch (this) {
      case META -> ProfileColumns.META;
      case LINKEDIN -> ProfileColumns.LINKEDIN;
      case GOOGLE_ADS -> ProfileColumns.GOOGLE_ADS;
      case FREE -> Map.of();
    };
  }

  private static String plain(String column) {
    return CURRENCY_AT_END.matcher(column.strip()).replaceFirst("").toLowerCase(Locale.ROOT);
  }
}
