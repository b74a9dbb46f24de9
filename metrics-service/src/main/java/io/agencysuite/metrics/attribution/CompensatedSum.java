package io.agencysuite.metrics.attribution;

/// A sum of doubles whose rounding errors are summed apart (Neumaier 1974), so that millions of
/// small shares keep all their printed digits in any order.
public final class CompensatedSum {

  private double sum;
  private double lost;

  public void add(double summand) {
    double next = sum + summand;
    lost += Math.abs(sum) >= Math.abs(summand) ? (sum - next) + summand : (summand - next) + sum;
    sum = next;
  }

  public double value() {
    return sum + lost;
  }
}
