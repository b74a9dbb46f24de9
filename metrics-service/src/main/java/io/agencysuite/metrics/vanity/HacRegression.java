package io.agencysuite.metrics.vanity;

import org.apache.commons.statistics.distribution.TDistribution;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/// Least squares over days with intervals that hold when the errors of neighbouring days depend on
/// each other and vary in size.
///
/// For a sum of coefficients c'b the error is the sum over days of the influences psi(t) =
/// c'(X'X)^-1 x(t) e(t) / (1 - h(t)), h the leverage (HC3: MacKinnon and White 1985). Its variance
/// is that of Newey and West (1987): sum over |j| < S of (1 - |j| / S) psi(t) psi(t - j), with S =
/// 1.3 sqrt(T) (Lazarus, Lewis, Stock and Watson 2018). As such an S is no small part of T, the
/// critical value is not 1.96 but grows with b = S / T: 1.9600 + 2.9694 b + 0.4160 b^2 - 0.5324 b^3
/// (Kiefer and Vogelsang 2005, table 1, Bartlett kernel, 97.5 %), times the ratio of the quantiles
/// of Student's t with T - k degrees of freedom and the normal. Days without data have psi = 0 and
/// keep their place (Parzen 1963).
final class HacRegression {

  private static final double NORMAL = 1.959963984540054;
  private static final double SMALLEST_REST = 0.02;

  private final int columns;
  private final DMatrixRMaj q;
  private final DMatrixRMaj r;
  private final double[] y;
  private final double[] errors;
  private final int[] places;
  private final int span;

  /// An estimate with its 95 % interval.
  record Estimate(double value, double standardError, double lower, double upper) {

    Estimate per(double units) {
      return new Estimate(value / units, standardError / units, lower / units, upper / units);
    }
  }

  /// @param x a row a day
  /// @param places where the rows lie in time, ascending from 0
  /// @param span how many days there are with those left out
  HacRegression(DMatrixRMaj x, double[] y, int[] places, int span) {
    this.columns = x.numCols;
    this.y = y;
    this.places = places;
    this.span = span;
    QRDecomposition<DMatrixRMaj> qr = DecompositionFactory_DDRM.qr(x.numRows, x.numCols);
    if (!qr.decompose(x.copy())) {
      throw new IllegalArgumentException("a matrix that has no QR decomposition");
    }
    this.q = qr.getQ(null, true);
    this.r = qr.getR(null, true);
    this.errors = errors();
  }

  /// How much of a column the columns before it do not explain, as a part of its length.
  double unexplained(int column) {
    double length = 0;
    for (int row = 0; row <= column; row++) {
      length += r.get(row, column) * r.get(row, column);
    }
    double rest = r.get(column, column) * r.get(column, column);
    return length == 0 ? 0 : Math.sqrt(rest / length);
  }

  /// The sum of the coefficients of these columns.
  Estimate sumOf(int[] wanted) {
    double[] weights = weights(wanted);
    double[] influence = new double[span];
    double value = 0;
    for (int row = 0; row < y.length; row++) {
      value += weights[row] * y[row];
      influence[places[row]] = weights[row] * errors[row];
    }
    int width = (int) Math.ceil(1.3 * Math.sqrt(span));
    double error = Math.sqrt(Math.max(0, variance(influence, width)));
    double half = criticalValue((double) width / span) * error;
    return new Estimate(value, error, value - half, value + half);
  }

  private double criticalValue(double b) {
    double fixed = 1.9600 + 2.9694 * b + 0.4160 * b * b - 0.5324 * b * b * b;
    double freedom = Math.max(1, y.length - columns);
    return fixed * TDistribution.of(freedom).inverseCumulativeProbability(0.975) / NORMAL;
  }

  private static double variance(double[] influence, int width) {
    double sum = 0;
    for (int lag = 0; lag < width && lag < influence.length; lag++) {
      double product = 0;
      for (int day = lag; day < influence.length; day++) {
        product += influence[day] * influence[day - lag];
      }
      sum += (lag == 0 ? 1 : 2 * (1 - (double) lag / width)) * product;
    }
    return sum;
  }

  /// What each day's value adds to the sum of the coefficients: Q R'^-1 c.
  private double[] weights(int[] wanted) {
    double[] u = new double[columns];
    for (int column : wanted) {
      u[column] = 1;
    }
    for (int row = 0; row < columns; row++) {
      for (int before = 0; before < row; before++) {
        u[row] -= r.get(before, row) * u[before];
      }
      u[row] /= r.get(row, row);
    }
    double[] weights = new double[y.length];
    for (int row = 0; row < y.length; row++) {
      for (int column = 0; column < columns; column++) {
        weights[row] += q.get(row, column) * u[column];
      }
    }
    return weights;
  }

  /// The residuals, each over one less its leverage.
  private double[] errors() {
    double[] projected = new double[columns];
    for (int row = 0; row < y.length; row++) {
      for (int column = 0; column < columns; column++) {
        projected[column] += q.get(row, column) * y[row];
      }
    }
    double[] rest = new double[y.length];
    for (int row = 0; row < y.length; row++) {
      double fitted = 0;
      double leverage = 0;
      for (int column = 0; column < columns; column++) {
        fitted += q.get(row, column) * projected[column];
        leverage += q.get(row, column) * q.get(row, column);
      }
      rest[row] = (y[row] - fitted) / Math.max(SMALLEST_REST, 1 - leverage);
    }
    return rest;
  }
}
