package io.agencysuite.gateway.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// One line of the table.
record Row(JsonNode json) {
  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern STATUS = Pattern.compile("[1-5](?:xx|[0-9]{2})");
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

  /// The expected status, -1 when the row leaves it open or names several.
  int http() {
    JsonNode http = expect().get("http");
    if (http == null) {
      return -1;
    }
    return http.isNumber() || http.asString().matches("[0-9]+")
        ? Integer.parseInt(http.asString())
        : -1;
  }

  /// True when words such as `200 or 4xx` allow a status.
  boolean allows(int status) {
    JsonNode http = expect().get("http");
    if (http == null) {
      return true;
    }
    Matcher words = STATUS.matcher(http.asString());
    boolean any = false;
    while (words.find()) {
      any = true;
      String one = words.group();
      if (one.endsWith("xx")
          ? one.charAt(0) - '0' == status / 100
          : Integer.parseInt(one) == status) {
        return true;
      }
    }
    return !any;
  }

  boolean expectsSuccess() {
    int http = http();
    return isCall() && (http == -1 || http < 400);
  }

  /// The method that the rule answers.
  String verb() {
    String verb = rule().get("verb").asString();
    String kind = verb.startsWith("custom ") ? verb.substring(7) : verb;
    return kind.equals("*") ? "GET" : kind;
  }

  /// What the backend does, in the row's words.
  String behaviour() {
    String told = text(request(), "note") + " " + text(request(), "backend_status");
    return (told.isBlank() ? words() : told).toLowerCase(Locale.ROOT);
  }

  boolean returnsHttpBody() {
    return text(rule(), "returns").contains("HttpBody");
  }

  /// True when a body field takes the body as it is.
  boolean sendsRawBytes() {
    String type = text(request().path("headers"), "Content-Type");
    return expectsSuccess() && !type.isEmpty() && !type.contains("json") && !isNative();
  }

  boolean isNative() {
    return text(request().path("headers"), "Content-Type").startsWith("application/grpc");
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
