package io.agencysuite.gateway.transcode;

import io.agencysuite.gateway.transcode.PathTemplate.Segment;
import io.agencysuite.gateway.transcode.PathTemplate.Variable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One pass over a template's characters; whatever the grammar does not name is refused.
final class PathTemplateParser {
  private static final String LITERAL_MARKS = "-._~!$&'()+,;=@";

  private final String text;
  private final List<Segment> segments = new ArrayList<>();
  private final List<Variable> variables = new ArrayList<>();
  private int at;

  PathTemplateParser(String text) {
    this.text = text;
  }

  PathTemplate parse() {
    expect('/');
    if (at == text.length()) {
      return new PathTemplate(text, segments, variables, null);
    }
    segments(false);
    String verb = verb();
    if (at != text.length()) {
      throw bad("end of the template");
    }
    for (int i = 0; i < segments.size() - 1; i++) {
      if (segments.get(i) instanceof Segment.Rest) {
        throw new RuleException("template " + text + ": ** is followed by segments");
      }
    }
    return new PathTemplate(text, segments, variables, verb);
  }

  private void segments(boolean insideVariable) {
    segment(insideVariable);
    while (at < text.length() && text.charAt(at) == '/') {
      at++;
      segment(insideVariable);
    }
  }

  private void segment(boolean insideVariable) {
    if (at < text.length() && text.charAt(at) == '*') {
      at++;
      if (at < text.length() && text.charAt(at) == '*') {
        at++;
        segments.add(new Segment.Rest());
      } else {
        segments.add(new Segment.One());
      }
    } else if (at < text.length() && text.charAt(at) == '{') {
      if (insideVariable) {
        throw bad("a segment without a nested variable");
      }
      variable();
    } else {
      segments.add(new Segment.Literal(literal("a segment")));
    }
    if (at < text.length() && "/:}".indexOf(text.charAt(at)) < 0) {
      throw bad("/ or : or the end after a segment");
    }
  }

  private void variable() {
    expect('{');
    String fieldPath = fieldPath();
    int from = segments.size();
    if (at < text.length() && text.charAt(at) == '=') {
      at++;
      segments(true);
    } else {
      segments.add(new Segment.One());
    }
    expect('}');
    int to = segments.size();
    boolean multi = to - from > 1 || segments.get(to - 1) instanceof Segment.Rest;
    for (Variable other : variables) {
      if (other.fieldPath().equals(fieldPath)) {
        throw new RuleException("template " + text + ": variable " + fieldPath + " twice");
      }
    }
    variables.add(new Variable(fieldPath, from, to, multi));
  }

  private String fieldPath() {
    int start = at;
    identifier();
    while (at < text.length() && text.charAt(at) == '.') {
      at++;
      identifier();
    }
    return text.substring(start, at);
  }

  private void identifier() {
    int start = at;
    while (at < text.length() && isIdentifierPart(text.charAt(at), at == start)) {
      at++;
    }
    if (at == start) {
      throw bad("a field name");
    }
  }

  private @Nullable String verb() {
    if (at == text.length() || text.charAt(at) != ':') {
      return null;
    }
    at++;
    return literal("a verb");
  }

  private String literal(String what) {
    int start = at;
    while (at < text.length() && isLiteral(text.charAt(at))) {
      at++;
    }
    if (at == start) {
      throw bad(what);
    }
    try {
      String value = Percent.decode(text.substring(start, at));
      if (value.equals(".") || value.equals("..")) {
        throw bad("no dot segment");
      }
      return value;
    } catch (TranscodingException e) {
      throw new RuleException("template " + text + ": " + e.getMessage());
    }
  }

  private void expect(char wanted) {
    if (at == text.length() || text.charAt(at) != wanted) {
      throw bad("'" + wanted + "'");
    }
    at++;
  }

  private RuleException bad(String expected) {
    String found = at == text.length() ? "the end" : "'" + text.charAt(at) + "'";
    return new RuleException(
        "template \"" + text + "\": " + found + " at " + at + " (expected: " + expected + ")");
  }

  private static boolean isIdentifierPart(char c, boolean first) {
    return c == '_'
        || (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (!first && c >= '0' && c <= '9');
  }

  /// A decoded literal as a template writes it.
  static String written(String literal) {
    StringBuilder written = new StringBuilder();
    for (byte octet : literal.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (octet & 0xff);
      if (c < 128 && c != '%' && isLiteral(c)) {
        written.append(c);
      } else {
        written.append('%').append(HexFormat.of().withUpperCase().toHexDigits(octet));
      }
    }
    return written.toString();
  }

  private static boolean isLiteral(char c) {
    return isIdentifierPart(c, false) || c == '%' || LITERAL_MARKS.indexOf(c) >= 0;
  }
}
