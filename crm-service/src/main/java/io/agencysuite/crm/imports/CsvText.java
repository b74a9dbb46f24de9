package io.agencysuite.crm.imports;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.error.InvalidArgument;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// A CSV file as RFC 4180 says, in UTF-8, with a header row. What is wrong with it as a whole is
/// found here, before anything is stored.
final class CsvText {

  static final int MOST_ROWS = 100_000;

  private static final char BYTE_ORDER_MARK = '\uFEFF';

  /// One data row.
  record Row(long line, List<String> cells) {}

  private final List<String> header;
  private final List<Row> rows;

  private CsvText(List<String> header, List<Row> rows) {
    this.header = List.copyOf(header);
    this.rows = List.copyOf(rows);
  }

  /// The text of a file.
  static String decode(byte[] content) {
    CharBuffer text = CharBuffer.allocate(content.length);
    ByteBuffer bytes = ByteBuffer.wrap(content);
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT)
            .decode(bytes, text, true);
    text.flip();
    if (result.isError()) {
      int bad = content[bytes.position()] & 0xFF;
      throw invalid(
          lineOf(text), "byte 0x%02X is not UTF-8".formatted(bad), "a file saved as UTF-8");
    }
    String decoded = text.toString();
    return !decoded.isEmpty() && decoded.charAt(0) == BYTE_ORDER_MARK
        ? decoded.substring(1)
        : decoded;
  }

  /// The character that stands most often in the first line, outside of quotes: `;`, a tab, `|`, or
  /// else `,`.
  static String separatorOf(String text) {
    String line = text.lines().findFirst().orElse("").replaceAll("\"[^\"]*\"?", "");
    return Stream.of(",", ";", "\t", "|")
        .max(Comparator.comparingLong(each -> line.length() - line.replace(each, "").length()))
        .filter(line::contains)
        .orElse(",");
  }

  static CsvText parse(String text, char separator) {
    List<Row> rows = new ArrayList<>();
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
        long line = record.getStartingLineNumber();
        rows.add(new Row(line, record.getFields()));
        next = line + linesOf(record.getFields());
        if (rows.size() > MOST_ROWS + 1) {
          throw invalid(line, "row " + (MOST_ROWS + 1), "at most " + MOST_ROWS + " rows");
        }
      }
    } catch (CsvParseException e) {
      throw invalid(
          next,
          "a quote is not closed, or text follows a closing quote",
          "a closing quote, then a separator or the end of the line");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    if (rows.isEmpty()) {
      throw invalid(1, "no header", "a header row that names the columns");
    }
    List<String> header = rows.getFirst().cells().stream().map(String::strip).toList();
    requireDistinct(header);
    return new CsvText(header, rows.subList(1, rows.size()));
  }

  /// Names of the columns, spaces around them removed.
  List<String> header() {
    return header;
  }

  /// Data rows with their lines, blank lines left out.
  List<Row> rows() {
    return rows;
  }

  /// Refuses mappings of columns that the file lacks.
  void requireColumns(List<String> mapped) {
    List<String> missing = mapped.stream().filter(column -> !header.contains(column)).toList();
    if (!missing.isEmpty()) {
      throw invalid(
          1, "column " + String.join(", ", missing) + " is missing", "it among " + header);
    }
  }

  private static void requireDistinct(List<String> header) {
    Set<String> seen = new HashSet<>();
    for (String column : header) {
      if (!column.isEmpty() && !seen.add(column)) {
        throw invalid(1, "column " + column + " stands twice", "every column once");
      }
    }
  }

  private static long linesOf(List<String> cells) {
    return 1 + cells.stream().mapToLong(cell -> cell.chars().filter(c -> c == '\n').count()).sum();
  }

  private static int lineOf(CharBuffer before) {
    return 1 + (int) before.chars().filter(c -> c == '\n').count();
  }

  private static InvalidArgument invalid(long line, String what, String expected) {
    String message = "line " + line + ": " + what + " (expected: " + expected + ")";
    return new InvalidArgument(
        "IMPORT_FILE_INVALID",
        "content: " + message,
        List.of(new FieldViolation("content", message)));
  }
}
