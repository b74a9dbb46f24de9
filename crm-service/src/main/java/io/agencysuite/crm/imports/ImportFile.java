package io.agencysuite.crm.imports;

/// The text of a file while its import runs.
public record ImportFile(String text) {

  /// Names nobody: a file may end up in a log by accident.
  @Override
  public String toString() {
    return "ImportFile[" + text.length() + " characters]";
  }
}
