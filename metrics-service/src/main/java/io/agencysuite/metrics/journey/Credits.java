package io.agencysuite.metrics.journey;

/// What one model gives to one row.
final class Credits {

  final ShareSum conversions = new ShareSum();
  private long value;

  void add(long weight, long total, long cents) {
    conversions.add(weight, total);
    value = Math.addExact(value, cents);
  }

  long value() {
    return value;
  }
}
