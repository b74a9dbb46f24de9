package io.agencysuite.metrics.document;

import java.util.Locale;

/// A colour of the sRGB space, and what can be read on it.
public record Colour(int red, int green, int blue) {

  public static final Colour WHITE = new Colour(255, 255, 255);
  public static final Colour BLACK = new Colour(0, 0, 0);

  /// What WCAG AA asks of text.
  private static final double READABLE = 4.5;

  private static final int STEPS = 100;

  /// @param text `#rrggbb`
  public static Colour parse(String text) {
    int rgb = Integer.parseInt(text.substring(1), 16);
    return new Colour((rgb >> 16) & 0xFF, (rgb >> 8) & 0xFF, rgb & 0xFF);
  }

  /// White or black, whichever can be read better on this.
  public Colour ink() {
    return contrast(WHITE) >= contrast(BLACK) ? WHITE : BLACK;
  }

  /// This colour, as far towards black or white as it takes to read it on the background.
  public Colour readableOn(Colour background) {
    Colour towards = background.ink();
    for (int step = 0; step <= STEPS; step++) {
      Colour mixed = mix(towards, (double) step / STEPS);
      if (mixed.contrast(background) >= READABLE) {
        return mixed;
      }
    }
    return towards;
  }

  /// How well the two are told apart, 1 to 21, as WCAG defines it.
  public double contrast(Colour other) {
    double one = luminance();
    double two = other.luminance();
    return (Math.max(one, two) + 0.05) / (Math.min(one, two) + 0.05);
  }

  /// @param share how much of the other, 0 to 1
  public Colour mix(Colour other, double share) {
    return new Colour(
        between(red, other.red, share),
        between(green, other.green, share),
        between(blue, other.blue, share));
  }

  @Override
  public String toString() {
    return String.format(Locale.ROOT, "#%02x%02x%02x", red, green, blue);
  }

  private static int between(int from, int to, double share) {
    return (int) Math.round(from + (to - from) * share);
  }

  private double luminance() {
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }
}
