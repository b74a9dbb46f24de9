package io.agencysuite.metrics.document;

import java.util.ArrayDeque;
import java.util.Deque;

/// Writes XHTML in which everything that is not an element of ours is escaped.
public final class Markup {

  private final StringBuilder out = new StringBuilder(32_768);
  private final Deque<String> open = new ArrayDeque<>();

  /// @param attributes names and values in turn
  public Markup open(String element, String... attributes) {
    start(element, attributes);
    out.append('>');
    open.push(element);
    return this;
  }

  public Markup close() {
    out.append("</").append(open.pop()).append('>');
    return this;
  }

  /// An element without content.
  public Markup empty(String element, String... attributes) {
    start(element, attributes);
    out.append("/>");
    return this;
  }

  /// An element with nothing but a text in it.
  public Markup element(String element, String text, String... attributes) {
    return open(element, attributes).text(text).close();
  }

  public Markup text(String text) {
    out.append(escaped(text));
    return this;
  }

  /// Markup of our own, or such that was cleaned before.
  public Markup markup(String markup) {
    out.append(markup);
    return this;
  }

  @Override
  public String toString() {
    if (!open.isEmpty()) {
      throw new IllegalStateException("open elements: " + open);
    }
    return out.toString();
  }

  private void start(String element, String... attributes) {
    out.append('<').append(element);
    for (int i = 0; i < attributes.length; i += 2) {
      out.append(' ').append(attributes[i]).append("=\"");
      out.append(escaped(attributes[i + 1])).append('"');
    }
  }

  /// The text as XML may carry it: without what XML forbids, and without the marks that turn the
  /// direction of what follows.
  static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 16);
    text.codePoints()
        .filter(Markup::isShown)
        .forEach(point -> {
          switch (point) {
            case '&' -> escaped.append("&amp;");
            case '<' -> escaped.append("&lt;");
            case '>' -> escaped.append("&gt;");
            case '"' -> escaped.append("&quot;");
            case '\'' -> escaped.append("&#39;");
            default -> escaped.appendCodePoint(point);
          }
        });
    return escaped.toString();
  }

  private static boolean isShown(int point) {
    boolean blank = point == '\t' || point == '\n';
    boolean control = Character.isISOControl(point) && !blank;
    boolean surrogate = isWithin(point, 0xD800, 0xDFFF);
    boolean turning = isWithin(point, 0x202A, 0x202E) || isWithin(point, 0x2066, 0x2069);
    return !control && !surrogate && !turning && (point & 0xFFFE) != 0xFFFE;
  }

  private static boolean isWithin(int point, int first, int last) {
    return point >= first && point <= last;
  }
}
