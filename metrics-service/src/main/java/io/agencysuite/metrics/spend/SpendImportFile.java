package io.agencysuite.metrics.spend;

/// The text of a file until its import has ended.
public record SpendImportFile(String text) {

  @Override
  public String toString() {
    return "SpendImportFile[" + text.length() + " characters]";
  }
}
