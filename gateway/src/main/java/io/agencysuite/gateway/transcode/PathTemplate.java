package io.agencysuite.gateway.transcode;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A parsed path template: `Template = "/" Segments [Verb]` of `google/api/http.proto`, strictly.
record PathTemplate(
    String text, List<Segment> segments, List<Variable> variables, @Nullable String verb) {

  PathTemplate {
    segments = List.copyOf(segments);
    variables = List.copyOf(variables);
  }

  static PathTemplate parse(String text) {
    return new PathTemplateParser(text).parse();
  }

  /// The template in its one canonical form.
  String printed() {
    StringBuilder printed = new StringBuilder(segments.isEmpty() ? "/" : "");
    for (int i = 0; i < segments.size(); i++) {
      printed.append('/');
      for (Variable variable : variables) {
        if (variable.from() == i) {
          printed.append('{').append(variable.fieldPath()).append('=');
        }
      }
      printed.append(
          switch (segments.get(i)) {
            case Segment.Literal literal -> PathTemplateParser.written(literal.value());
            case Segment.One _ -> "*";
            case Segment.Rest _ -> "**";
          });
      for (Variable variable : variables) {
        if (variable.to() == i + 1) {
          printed.append('}');
        }
      }
    }
    return verb == null ? printed.toString() : printed + ":" + PathTemplateParser.written(verb);
  }

  /// One element between slashes.
  sealed interface Segment {
    /// A literal, by its decoded value.
    record Literal(String value) implements Segment {}

    /// `*`: exactly one segment.
    record One() implements Segment {}

    /// `**`: zero or more segments, last of the path.
    record Rest() implements Segment {}
  }

  /// The segments `from..to` (exclusive) are captured into a field.
  record Variable(String fieldPath, int from, int to, boolean multi) {}
}
