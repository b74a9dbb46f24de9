package io.agencysuite.metrics.stream;

/// What an entry is. The codes are stored and never change.
public enum EntryKind {
  EVENT(1),
  STATE(2),
  COST(3),
  INSIGHT(4),
  RATE(5);

  private final int code;

  EntryKind(int code) {
    this.code = code;
  }

  int code() {
    return code;
  }

  static EntryKind of(int code) {
    return switch (code) {
      case 1 -> EVENT;
      case 2 -> STATE;
      case 3 -> COST;
      case 4 -> INSIGHT;
      case 5 -> RATE;
      default -> throw new IllegalArgumentException("entry kind: " + code + " (expected: 1..5)");
    };
  }
}
