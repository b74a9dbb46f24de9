package io.agencysuite.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.DynamicMessage;
import io.agencysuite.gateway.probe.ProbeBackend;
import io.agencysuite.gateway.probe.RawHttp;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Everything that a row expects of an answer.
final class RowChecks {
  private static final JsonMapper JSON = new JsonMapper();

  private final Row row;
  private final RawHttp.Answer answer;
  private final ProbeBackend backend;
  private final RowBackend behaviour;
  private final RawHttp.@Nullable Answer first;

  RowChecks(Row row, RawHttp.Answer answer, ProbeBackend backend, RowBackend behaviour) {
    this(row, answer, backend, behaviour, null);
  }

  private RowChecks(
      Row row,
      RawHttp.Answer answer,
      ProbeBackend backend,
      RowBackend behaviour,
      RawHttp.@Nullable Answer first) {
    this.row = row;
    this.answer = answer;
    this.backend = backend;
    this.behaviour = behaviour;
    this.first = first;
  }

  RowChecks afterSecond(RawHttp.Answer second) {
    return new RowChecks(row, second, backend, behaviour, answer);
  }

  /// Checks everything and names what it has no check for.
  String all(long millis) {
    JsonNode expect = row.expect();
    if (row.http() > 0) {
      assertThat(answer.status()).as("status of %s", answer.text()).isEqualTo(row.http());
    } else {
      assertThat(row.allows(answer.status())).as("status %s", answer.status()).isTrue();
    }
    if (answer.status() >= 400) {
      problem(expect);
    }
    if (expect.has("matched")) {
      assertThat(matchedTemplate()).isEqualTo(expect.get("matched").asString());
    }
    if (expect.has("fields")) {
      fields(expect.get("fields"));
    }
    if (expect.has("headers")) {
      expect.get("headers").properties().forEach(this::header);
    }
    String unchecked = expect.has("body") ? body(expect.get("body")) : "";
    if (expect.has("response")) {
      assertThat(answer.text()).as("body").isEmpty();
      assertThat(answer.header("content-length")).isNotNull();
    }
    return unchecked + must(row.must().toLowerCase(Locale.ROOT), millis);
  }

  static void defaults(RawHttp.Answer omitted, RawHttp.Answer printed) {
    assertThat(omitted.text()).isEqualTo("{}");
    assertThat(printed.text()).contains("\"int32Value\":0", "\"stringValue\":\"\"");
  }

  private void problem(JsonNode expect) {
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
    if (Row.text(row.request(), "method").equals("HEAD")) {
      return;
    }
    JsonNode problem = JSON.readTree(answer.text());
    assertThat(problem.get("status").asInt()).isEqualTo(answer.status());
    assertThat(problem.get("title").asString()).isNotBlank();
    assertThat(problem.get("type").asString()).isNotBlank();
    assertThat(answer.text()).doesNotContain("Exception");
    if (expect.has("grpc_code")) {
      assertThat(problem.get("code").asString()).isEqualTo(expect.get("grpc_code").asString());
    }
    if (answer.status() >= 500) {
      assertThat(answer.text()).as("inner words").doesNotContain("host-17");
    }
    if (expect.has("violation")) {
      assertThat(problem.get("errors"))
          .extracting(e -> e.get("field").asString())
          .anySatisfy(field -> assertThat(protoPath(field)).isEqualTo(violation(expect)));
    }
  }

  /// Rows name fields by proto, from the request on; the door by what was sent, from the body on.
  private String violation(JsonNode expect) {
    String path = protoPath(expect.get("violation").asString());
    String body = Row.text(row.rule(), "body") + ".";
    return path.startsWith(body) ? path.substring(body.length()) : path;
  }

  private static String protoPath(String path) {
    return path.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(Locale.ROOT);
  }

  private String matchedTemplate() {
    ProbeBackend.Call call = call();
    String name = call.method().substring(call.method().lastIndexOf('/') + 1);
    return row.templates().get(Integer.parseInt(name.replace("Call", "")));
  }

  private ProbeBackend.Call call() {
    ProbeBackend.Call call = backend.lastCall();
    if (call == null) {
      throw new AssertionError(
          "the backend was not called: " + answer.status() + " " + answer.text());
    }
    return call;
  }

  private void fields(JsonNode fields) {
    DynamicMessage request = call().request();
    if (fields.isEmpty()) {
      assertThat(request.getAllFields()).as("bound fields").isEmpty();
    }
    fields.properties().forEach(e -> FieldCheck.check(request, e.getKey(), e.getValue(), row));
  }

  private void header(Map.Entry<String, JsonNode> header) {
    String given = answer.header(header.getKey());
    String wanted = header.getValue().asString();
    if (wanted.startsWith("(") || wanted.matches("(?i)present|any|seconds")) {
      assertThat(given).as(header.getKey()).isNotBlank();
    } else if (header.getKey().matches("(?i)allow|accept-.*|vary")) {
      assertThat(parts(given)).as(header.getKey()).isEqualTo(parts(wanted));
    } else {
      assertThat(String.valueOf(given).replace("; ", ";"))
          .as(header.getKey())
          .isEqualTo(wanted.replace("; ", ";"));
    }
  }

  private static Set<String> parts(@Nullable String list) {
    return list == null ? Set.of() : new TreeSet<>(Arrays.asList(list.split("\\s*,\\s*", -1)));
  }

  private String body(JsonNode expected) {
    String text = expected.isString() ? expected.asString() : "";
    if (text.startsWith("JSON array of")) {
      int count = text.contains("three") ? 3 : text.contains(" one") ? 1 : 2;
      assertThat(JSON.readTree(answer.text())).as(answer.text()).hasSize(count);
    } else if (text.startsWith("concatenated data")) {
      assertThat(answer.text()).isEqualTo("one two");
      assertThat(answer.header("content-type")).isEqualTo("text/html");
    } else if (row.returnsHttpBody() || text.startsWith("<")) {
      assertThat(answer.text()).isEqualTo(text);
    } else {
      JsonNode wanted = expected.isString() ? json(text) : expected;
      if (wanted == null) {
        return answer.text().equals(text) ? "" : "nothing checks the body: " + text;
      }
      assertThat(JSON.readTree(answer.text())).isEqualTo(wanted);
    }
    return "";
  }

  private static @Nullable JsonNode json(String text) {
    try {
      return JSON.readTree(text);
    } catch (JacksonException e) {
      return null;
    }
  }

  private String must(String must, long millis) {
    if (must.isEmpty() || must.contains("default values printed")) {
      return "";
    }
    if (must.contains("linear")) {
      assertThat(millis).as("milliseconds").isLessThan(5_000);
    } else if (must.contains("unknown field dropped")) {
      assertThat(answer.text()).doesNotContain("19000");
    } else if (must.contains("last element")) {
      assertThat(answer.clean()).as("clean end").isFalse();
      JsonNode elements = JSON.readTree(answer.text());
      assertThat(elements).hasSize(3);
      String code = Row.text(row.expect(), "grpc_code");
      assertThat(elements.get(2).get("error").get("code").asString())
          .isEqualTo(code.isEmpty() ? "ABORTED" : code);
    } else if (must.contains("per event")) {
      long from = Long.parseLong(row.request().get("headers").get("Last-Event-ID").asString());
      assertThat(answer.text()).contains("id: " + (from + 1) + "\ndata: {", "id: " + (from + 2));
    } else if (must.contains("survive")) {
      JsonNode problem = JSON.readTree(answer.text());
      assertThat(problem.get("reason").asString()).isEqualTo(RowBackend.REASON);
      assertThat(problem.get("domain").asString()).isEqualTo(RowBackend.DOMAIN);
      assertThat(problem.get("errors").get(0).get("field").asString()).isEqualTo("id");
    } else if (must.contains("coerced")) {
      call();
    } else if (must.contains("same resource")) {
      RawHttp.Answer one = first;
      assertThat(one == null ? "" : one.text()).isEqualTo(answer.text());
      assertThat(behaviour.rows()).as("rows").isEqualTo(1);
    } else {
      return "nothing checks: " + must;
    }
    return "";
  }
}
