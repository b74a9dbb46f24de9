package io.agencysuite.proof;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Month;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// A session of the online shoppers' file. The file knows neither day nor amount: the sessions are
/// spread over their month of 2025 by row number, and every order is 100.00 EUR.
///
/// @param row position in the file, from 1
/// @param trafficType where the visitor came from, 1..20
record ShopSession(int row, int trafficType, Instant time, boolean ordered) {

  static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
  private static final int YEAR = 2025;

  String channel() {
    return "traffic-" + trafficType;
  }

  static List<ShopSession> read(Path file) {
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().fieldSeparator(';').ofNamedCsvRecord(file)) {
      List<ShopSession> sessions = new ArrayList<>();
      for (NamedCsvRecord row : rows) {
        sessions.add(session(sessions.size() + 1, row));
      }
      return List.copyOf(sessions);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static ShopSession session(int row, NamedCsvRecord fields) {
    LocalDate first = LocalDate.of(YEAR, month(fields.getField("Month")), 1);
    Instant time =
        first
            .plusDays(row % first.lengthOfMonth())
            .atTime(8 + row % 12, row % 60)
            .atZone(ZONE)
            .toInstant();
    return new ShopSession(
        row,
        Integer.parseInt(fields.getField("TrafficType")),
        time,
        fields.getField("Revenue").equals("TRUE"));
  }

  private static Month month(String name) {
    String start = name.substring(0, 3).toUpperCase(Locale.ROOT);
    for (Month month : Month.values()) {
      if (month.name().startsWith(start)) {
        return month;
      }
    }
    throw new IllegalArgumentException("Month: " + name + " (expected: an English month)");
  }
}
