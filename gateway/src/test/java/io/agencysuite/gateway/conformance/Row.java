package io.agencysuite.gateway.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One line of the table.
record Row(JsonNode json) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final String DECODE = " (fully_decode_reserved_expansion)";

  static List<Row> read(Path file) throws IOException {
    List<Row> rows = new ArrayList<>();
    for (String line : Files.readAllLines(file)) {
      if (!line.isBlank()) {
        rows.add(new Row(JSON.readTree(line)));
      }
    }
    return rows;
  }

  String id() {
    return json.get("id").asString();
  }

  String tier() {
    return json.get("tier").asString();
  }

  boolean isDialect() {
    return json.has("dialect");
  }

  JsonNode rule() {
    return json.get("rule");
  }

  JsonNode request() {
    return json.get("request");
  }

  JsonNode expect() {
    return json.get("expect");
  }

  String note() {
    return text(json, "note");
  }

  String must() {
    return text(expect(), "must");
  }

  /// The templates without their flag.
  List<String> templates() {
    List<String> templates = new ArrayList<>();
    if (rule().has("templates")) {
      rule().get("templates").forEach(t -> templates.add(t.asString().replace(DECODE, "")));
    } else {
      templates.add(rule().get("template").asString().replace(DECODE, ""));
    }
    return templates;
  }

  boolean decodesReserved() {
    return rule().has("template") && rule().get("template").asString().endsWith(DECODE);
  }

  boolean isLoad() {
    return request().has("phase");
  }

  boolean isCall() {
    return request().has("target");
  }

  boolean isValid() {
    return !expect().has("template_valid") || expect().get("template_valid").asBoolean();
  }

  /// True when the rule itself, not the grammar of its template, is what has to be refused.
  boolean isRuleCase() {
    return text(json, "category").startsWith("rule");
  }

  /// The expected status, -1 when the row leaves it open.
  int http() {
    JsonNode http = expect().get("http");
    if (http == null) {
      return -1;
    }
    return http.isString() && !http.asString().matches("[0-9]+")
        ? -1
        : Integer.parseInt(http.asString());
  }

  boolean expectsSuccess() {
    int http = http();
    return isCall() && (http == -1 || http < 400);
  }

  static String text(JsonNode node, String field) {
    return node.has(field) && node.get(field).isString() ? node.get(field).asString() : "";
  }

  @Nullable JsonNode bodyJson() {
    JsonNode body = request().get("body");
    return body != null && body.isObject() ? body : null;
  }

  /// All prose of the row, for the few things that are only said in words.
  String words() {
    return (note() + " " + must() + " " + text(request(), "note") + " " + text(expect(), "body"))
        .toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return id();
  }
}
