package io.agencysuite.metrics.lab;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.agencysuite.metrics.attribution.ChannelPath;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/// Reads `path,conversions,value,nulls` row by row. The columns may stand in any order among
/// others, which are passed over.
final class PathFile {

  private static final List<String> COLUMNS = List.of("path", "conversions", "value", "nulls");
  private static final String SEPARATOR = " > ";
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");
  private static final int LONGEST_SHOWN = 120;

  private final List<String> header;
  private final int[] places;

  private PathFile(List<String> header) {
    this.header = header;
    this.places = COLUMNS.stream().mapToInt(this::place).toArray();
  }

  /// Calls back with every path.
  ///
  /// @throws BadInput if a row is not what it should be
  static void read(Reader text, Consumer<ChannelPath> paths) throws IOException {
    try (CsvReader<CsvRecord> rows =
        CsvReader.builder()
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text)) {
      Iterator<CsvRecord> all = rows.iterator();
      if (!all.hasNext()) {
        throw new BadInput("line 1: nothing (expected: the columns " + COLUMNS + ")");
      }
      PathFile file = new PathFile(header(all.next()));
      while (all.hasNext()) {
        paths.accept(file.path(all.next()));
      }
    } catch (CsvParseException e) {
      throw new BadInput(e.getMessage() + " (expected: CSV as in RFC 4180)", e);
    } catch (UncheckedIOException e) {
      if (e.getCause() instanceof CharacterCodingException) {
        throw new BadInput("the file is not UTF-8 (expected: a file saved as UTF-8)", e);
      }
      throw e;
    }
  }

  private static List<String> header(CsvRecord first) {
    List<String> header = new ArrayList<>(first.getFields());
    if (header.getFirst().startsWith("\uFEFF")) {
      header.set(0, header.getFirst().substring(1));
    }
    return header;
  }

  private int place(String column) {
    int place = header.indexOf(column);
    if (place < 0) {
      throw new BadInput(
          "line 1: there is no column '%s' in %s (expected: the columns %s)"
              .formatted(column, header, COLUMNS));
    }
    if (place != header.lastIndexOf(column)) {
      throw new BadInput("line 1, column %s: twice (expected: once)".formatted(column));
    }
    return place;
  }

  private ChannelPath path(CsvRecord row) {
    if (row.getFieldCount() != header.size()) {
      throw new BadInput(
          "line %d: %d cells (expected: %d, as in the header)"
              .formatted(row.getStartingLineNumber(), row.getFieldCount(), header.size()));
    }
    return new ChannelPath(
        channels(row), number(row, 1, true), number(row, 2, false), number(row, 3, true));
  }

  private List<String> channels(CsvRecord row) {
    List<String> channels = List.of(row.getField(places[0]).split(SEPARATOR, -1));
    if (channels.stream().anyMatch(String::isBlank)) {
      throw bad(row, 0, "channels joined by '" + SEPARATOR + "', none of them empty");
    }
    return channels;
  }

  private double number(CsvRecord row, int column, boolean count) {
    String text = row.getField(places[column]).strip();
    double number = NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
    if (!Double.isFinite(number) || (count && number < 0)) {
      throw bad(row, column, count ? "a number of 0 or more, as 12 or 0.5" : "a number, as 12.50");
    }
    return number;
  }

  private BadInput bad(CsvRecord row, int column, String expected) {
    String value = row.getField(places[column]);
    String shown =
        value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "...";
    return new BadInput(
        "line %d, column %s: '%s' (expected: %s)"
            .formatted(row.getStartingLineNumber(), COLUMNS.get(column), shown, expected));
  }
}
