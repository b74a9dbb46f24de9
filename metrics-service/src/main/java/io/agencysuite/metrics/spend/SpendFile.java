package io.agencysuite.metrics.spend;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.error.InvalidArgument;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/// The rows of a file, read one after the other.
final class SpendFile {

  static final int MOST_ROWS = 100_000;

  /// One row.
  ///
  /// @param line line of the file on which it begins
  record Row(long line, List<String> cells) {

    String cell(int column) {
      return column < cells.size() ? cells.get(column).strip() : "";
    }
  }

  private SpendFile() {}

  /// The first rows, to find out how the file is laid out.
  static List<Row> head(String text, char separator, int rows) {
    List<Row> head = new ArrayList<>();
    read(
        text,
        separator,
        row -> {
          head.add(row);
          return head.size() < rows;
        });
    return head;
  }

  /// Hands the rows below the header to the visitor until it has enough.
  static void rows(String text, Layout layout, Predicate<Row> visitor) {
    int[] before = {0};
    read(
        text,
        layout.separator().charAt(0),
        row -> {
          if (++before[0] > layout.headerRow() + 1 + MOST_ROWS) {
            throw invalid(row.line(), "a row more", "at most " + MOST_ROWS + " rows");
          }
          return before[0] <= layout.headerRow() + 1 || visitor.test(row);
        });
  }

  private static void read(String text, char separator, Predicate<Row> visitor) {
    long next = 1;
    try (CsvReader<CsvRecord> reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .skipEmptyLines(true)
            .allowUnclosedQuote(false)
            .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
            .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
            .ofCsvRecord(text)) {
      for (CsvRecord record : reader) {
        next = record.getStartingLineNumber() + 1;
        if (!visitor.test(new Row(record.getStartingLineNumber(), record.getFields()))) {
          return;
        }
      }
    } catch (CsvParseException e) {
      throw invalid(
          next,
          "a quote is not closed, or text follows a closing quote",
          "a closing quote, then a separator or the end of the line");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static InvalidArgument invalid(long line, String what, String expected) {
    String message = "line " + line + ": " + what + " (expected: " + expected + ")";
    return new InvalidArgument(
        "SPEND_FILE_INVALID",
        "content: " + message,
        List.of(new FieldViolation("content", message)));
  }
}
