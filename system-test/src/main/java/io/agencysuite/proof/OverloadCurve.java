package io.agencysuite.proof;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/// Draws what was served and what was refused against what was offered.
final class OverloadCurve {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 320;
  private static final int LEFT = 60;
  private static final int BOTTOM = 40;

  private OverloadCurve() {}

  /// @param offered calls a second
  /// @param served of them with success
  /// @param refused of them with 503
  record Point(double offered, double served, double refused) {}

  static void draw(Path file, List<Point> points, double peak) {
    List<Point> sorted =
        points.stream().sorted(Comparator.comparingDouble(Point::offered)).toList();
    double most = sorted.getLast().offered();
    StringBuilder svg = new StringBuilder(2_000);
    svg.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\""
                + " font-family=\"sans-serif\" font-size=\"12\">%n"
                + "<rect width=\"%d\" height=\"%d\" fill=\"white\"/>%n",
            WIDTH,
            HEIGHT,
            WIDTH,
            HEIGHT));
    line(svg, "#999", "4 4", LEFT, y(peak, most), WIDTH - 10, y(peak, most));
    line(svg, "#333", "", LEFT, 10, LEFT, HEIGHT - BOTTOM);
    line(svg, "#333", "", LEFT, HEIGHT - BOTTOM, WIDTH - 10, HEIGHT - BOTTOM);
    for (int i = 0; i <= 4; i++) {
      double value = most * i / 4;
      text(svg, x(value, most) - 12, HEIGHT - BOTTOM + 16, "#333", "%.0f".formatted(value));
      text(svg, 8, y(value, most) + 4, "#333", "%.0f".formatted(value));
    }
    curve(svg, sorted, most, "#0b6", Point::served);
    curve(svg, sorted, most, "#c30", Point::refused);
    text(svg, LEFT + 20, 24, "#0b6", "served a second");
    text(svg, LEFT + 140, 24, "#c30", "refused a second");
    text(svg, LEFT + 270, 24, "#999", "peak");
    text(svg, WIDTH / 2 - 40, HEIGHT - 8, "#333", "offered a second");
    svg.append("</svg>\n");
    try {
      Files.writeString(file, svg);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file, e);
    }
  }

  private static void curve(
      StringBuilder svg,
      List<Point> points,
      double most,
      String colour,
      ToDoubleFunction<Point> value) {
    svg.append("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"")
        .append(colour)
        .append("\" points=\"");
    for (Point point : points) {
      svg.append(
          String.format(
              Locale.ROOT,
              "%.1f,%.1f ",
              x(point.offered(), most),
              y(value.applyAsDouble(point), most)));
    }
    svg.append("\"/>\n");
  }

  private static void line(
      StringBuilder svg, String colour, String dashes, double x1, double y1, double x2, double y2) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<line stroke=\"%s\" stroke-dasharray=\"%s\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\""
                + " y2=\"%.1f\"/>%n",
            colour,
            dashes,
            x1,
            y1,
            x2,
            y2));
  }

  private static void text(StringBuilder svg, double x, double y, String colour, String text) {
    svg.append(
        String.format(
            Locale.ROOT,
            "<text x=\"%.1f\" y=\"%.1f\" fill=\"%s\">%s</text>%n",
            x,
            y,
            colour,
            text));
  }

  private static double x(double value, double most) {
    return LEFT + value / most * (WIDTH - LEFT - 10);
  }

  private static double y(double value, double most) {
    return HEIGHT - BOTTOM - value / most * (HEIGHT - BOTTOM - 10);
  }
}
