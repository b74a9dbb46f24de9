package io.agencysuite.gateway.openapi;

import io.agencysuite.gateway.transcode.HttpRoute;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A template as OpenAPI writes it: `/v1/{name=clients/*/leads/*}` is
/// `/v1/clients/{client}/leads/{lead}`.
record OpenApiPath(String text, List<Part> variables) {
  private static final Pattern VARIABLE = Pattern.compile("\\{([A-Za-z0-9_.]+)(?:=([^}]*))?}");

  OpenApiPath {
    variables = List.copyOf(variables);
  }

  /// One variable segment.
  record Part(String name) {}

  static OpenApiPath of(HttpRoute route) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = VARIABLE.matcher(route.path());
    StringBuilder text = new StringBuilder();
    while (matcher.find()) {
      String pattern = matcher.group(2);
      String segments =
          pattern == null ? variable(matcher.group(1), parts) : segments(pattern, parts);
      matcher.appendReplacement(text, Matcher.quoteReplacement(segments));
    }
    return new OpenApiPath(matcher.appendTail(text).toString(), parts);
  }

  private static String segments(String pattern, List<Part> parts) {
    StringBuilder text = new StringBuilder();
    String before = "value";
    for (String segment : pattern.split("/", -1)) {
      text.append(text.isEmpty() ? "" : "/");
      if (segment.startsWith("*")) {
        text.append(variable(singular(before), parts));
      } else {
        text.append(segment);
        before = segment;
      }
    }
    return text.toString();
  }

  private static String variable(String wanted, List<Part> parts) {
    String name = wanted.replace('.', '_');
    for (int n = 2; parts.contains(new Part(name)); n++) {
      name = wanted.replace('.', '_') + n;
    }
    parts.add(new Part(name));
    return "{" + name + "}";
  }

  private static String singular(String plural) {
    if (plural.endsWith("people")) {
      return "person";
    }
    if (plural.endsWith("ies")) {
      return plural.substring(0, plural.length() - 3) + "y";
    }
    return plural.endsWith("s") ? plural.substring(0, plural.length() - 1) : plural;
  }
}
