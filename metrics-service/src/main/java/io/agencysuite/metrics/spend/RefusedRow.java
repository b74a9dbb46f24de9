package io.agencysuite.metrics.spend;

import java.util.List;
import java.util.stream.Collectors;

/// A row that cannot be imported, as it is, and why.
///
/// @param line line of the file on which it begins
public record RefusedRow(long line, List<String> cells, List<Problem> problems) {

  private static final int LONGEST_VALUE = 200;

  /// What is wrong with one value.
  ///
  /// @param column empty when the row as a whole is wrong
  public record Problem(String column, String value, String expected) {

    public Problem {
      value = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
    }
  }

  public RefusedRow {
    cells = List.copyOf(cells);
    problems = List.copyOf(problems);
  }

  String text() {
    return problems.stream()
        .map(p -> p.column() + ": '" + p.value() + "' (expected: " + p.expected() + ")")
        .collect(Collectors.joining("; "));
  }
}
