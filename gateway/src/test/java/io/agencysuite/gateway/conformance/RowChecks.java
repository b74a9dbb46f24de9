package io.agencysuite.gateway.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.protobuf.DynamicMessage;
import io.agencysuite.gateway.probe.ProbeBackend;
import io.agencysuite.gateway.probe.RawHttp;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
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

  void all(long millis) {
    JsonNode expect = row.expect();
    if (row.http() > 0) {
      assertThat(answer.status()).as("status of %s", answer.text()).isEqualTo(row.http());
    } else if (Row.text(expect, "http").contains("4xx")) {
      assertThat(answer.status()).matches(s -> s == 200 || s / 100 == 4, "200 or 4xx");
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
    if (expect.has("body")) {
      body(expect.get("body"));
    }
    if (expect.has("response")) {
      assertThat(answer.text()).as("body").isEmpty();
      assertThat(answer.header("content-length")).isNotNull();
    }
    must(row.must().toLowerCase(Locale.ROOT), millis);
  }

  static void defaults(RawHttp.Answer omitted, RawHttp.Answer printed) {
    assertThat(omitted.text()).isEqualTo("{}");
    assertThat(printed.text()).contains("\"int32Value\":0", "\"stringValue\":\"\"");
  }

  private void problem(JsonNode expect) {
    assertThat(answer.header("content-type")).startsWith("application/problem+json");
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
          .contains(expect.get("violation").asString());
    }
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
    assertThat(answer.header(header.getKey()))
        .as(header.getKey())
        .isEqualTo(header.getValue().asString());
  }

  private void body(JsonNode expected) {
    String text = expected.isString() ? expected.asString() : "";
    if (text.startsWith("JSON array of")) {
      assertThat(JSON.readTree(answer.text())).as(answer.text()).hasSize(2);
    } else if (text.startsWith("concatenated data")) {
      assertThat(answer.text()).isEqualTo("one two");
      assertThat(answer.header("content-type")).isEqualTo("text/html");
    } else if (text.startsWith("<")) {
      assertThat(answer.text()).isEqualTo(text);
    } else {
      JsonNode wanted = expected.isString() ? JSON.readTree(text) : expected;
      assertThat(JSON.readTree(answer.text())).isEqualTo(wanted);
    }
  }

  private void must(String must, long millis) {
    if (must.isEmpty() || must.contains("default values printed")) {
      return;
    }
    if (must.contains("linear")) {
      assertThat(millis).as("milliseconds").isLessThan(5_000);
    } else if (must.contains("unknown field dropped")) {
      assertThat(answer.text()).doesNotContain("19000");
    } else if (must.contains("last element")) {
      assertThat(answer.clean()).as("clean end").isFalse();
      JsonNode elements = JSON.readTree(answer.text());
      assertThat(elements).hasSize(3);
      assertThat(elements.get(2).get("error").get("code").asString()).isEqualTo("ABORTED");
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
      fail("nothing checks: " + must);
    }
  }
}
