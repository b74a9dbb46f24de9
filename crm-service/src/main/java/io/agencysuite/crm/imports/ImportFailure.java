package io.agencysuite.crm.imports;

import java.util.List;

/// A row that could not be imported, as it was, and why.
///
/// @param line line of the file on which the row begins
public record ImportFailure(long line, List<String> cells, List<Problem> problems) {

  private static final int LONGEST_VALUE = 200;

  /// What is wrong with one value.
  ///
  /// @param column empty when the row as a whole is wrong
  public record Problem(String column, String value, String expected) {

    public Problem {
      value = value.length() > LONGEST_VALUE ? value.substring(0, LONGEST_VALUE) : value;
    }

    String text() {
      return column + ": '" + value + "' (expected: " + expected + ")";
    }
  }

  public ImportFailure {
    cells = List.copyOf(cells);
    problems = List.copyOf(problems);
  }

  /// Names nobody: a row may end up in a log by accident.
  @Override
  public String toString() {
    return "ImportFailure[line " + line + "]";
  }
}
