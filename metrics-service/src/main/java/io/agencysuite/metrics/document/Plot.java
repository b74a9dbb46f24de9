package io.agencysuite.metrics.document;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Plots as SVG without text in it, so that the page's own fonts and languages label them and no
/// font is needed to draw them.
public final class Plot {

  private static final int WIDTH = 580;
  private static final int HEIGHT = 150;
  private static final double GAP = 0.28;
  private static final int PARTS = 4;

  private Plot() {}

  /// The values that the lines of a plot stand for, from the highest to the lowest.
  public record Scale(List<Long> lines) {

    public Scale {
      lines = List.copyOf(lines);
    }

    /// Round numbers around the values, 0 among them.
    public static Scale around(List<Long> values) {
      long highest = Math.max(0, values.stream().mapToLong(Long::longValue).max().orElse(0));
      long lowest = Math.min(0, values.stream().mapToLong(Long::longValue).min().orElse(0));
      long step = roundStep(Math.max(1, (highest - lowest + PARTS - 1) / PARTS));
      List<Long> lines = new ArrayList<>();
      long top = Math.ceilDiv(highest, step) * step;
      long bottom = Math.floorDiv(lowest, step) * step;
      for (long line = Math.max(top, bottom + step); line >= bottom; line -= step) {
        lines.add(line);
      }
      return new Scale(lines);
    }

    private static long roundStep(long least) {
      long power = 1;
      while (power * 10 <= least) {
        power *= 10;
      }
      for (long factor : new long[] {1, 2, 5}) {
        if (factor * power >= least) {
          return factor * power;
        }
      }
      return 10 * power;
    }

    double y(long value) {
      double span = lines.getFirst() - (double) lines.getLast();
      return HEIGHT * (lines.getFirst() - value) / span;
    }
  }

  /// A bar for each value.
  ///
  /// @param id unique in the page
  /// @param title what a reader hears who does not see it
  public static String bars(
      String id, String title, String description, List<Long> values, String colour) {
    Scale scale = Scale.around(values);
    Markup svg = new Markup();
    open(svg, id, title, description, WIDTH, HEIGHT);
    for (long line : scale.lines()) {
      svg.empty(
          "line",
          "class",
          line == 0 ? "zero" : "grid",
          "x1",
          "0",
          "x2",
          Integer.toString(WIDTH),
          "y1",
          number(scale.y(line)),
          "y2",
          number(scale.y(line)),
          "stroke",
          line == 0 ? "#6b7480" : "#dfe3e8",
          "stroke-width",
          "1");
    }
    double slot = (double) WIDTH / Math.max(1, values.size());
    for (int i = 0; i < values.size(); i++) {
      long value = values.get(i);
      if (value != 0) {
        double top = Math.min(scale.y(value), scale.y(0));
        double height = Math.abs(scale.y(value) - scale.y(0));
        bar(svg, i * slot + slot * GAP / 2, top, slot * (1 - GAP), Math.max(1, height), colour);
      }
    }
    return svg.close().toString();
  }

  /// One bar from the left; the whole width is the whole.
  public static String share(
      String id, String title, String description, double share, String colour) {
    Markup svg = new Markup();
    int width = 200;
    int height = 12;
    open(svg, id, title, description, width, height);
    svg.empty(
        "rect",
        "class",
        "track",
        "x",
        "0",
        "y",
        "0",
        "width",
        Integer.toString(width),
        "height",
        Integer.toString(height),
        "fill",
        "#e9ecf0");
    double filled = width * Math.clamp(share, 0, 1);
    if (filled > 0) {
      bar(svg, 0, 0, Math.max(1, filled), height, colour);
    }
    return svg.close().toString();
  }

  private static void open(
      Markup svg, String id, String title, String description, int width, int height) {
    svg.open(
        "svg",
        "xmlns",
        "http://www.w3.org/2000/svg",
        "role",
        "img",
        "aria-labelledby",
        id + "-title " + id + "-desc",
        "viewBox",
        "0 0 " + width + ' ' + height,
        "width",
        Integer.toString(width),
        "height",
        Integer.toString(height),
        "preserveAspectRatio",
        "none");
    svg.element("title", title, "id", id + "-title");
    svg.element("desc", description, "id", id + "-desc");
  }

  private static void bar(
      Markup svg, double x, double y, double width, double height, String colour) {
    svg.empty(
        "rect",
        "class",
        "bar",
        "x",
        number(x),
        "y",
        number(y),
        "width",
        number(width),
        "height",
        number(height),
        "fill",
        colour);
  }

  private static String number(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
