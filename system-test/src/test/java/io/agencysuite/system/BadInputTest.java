package io.agencysuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.rest.Answer;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Every bad input gets a precise answer and leaves nothing behind.
@ExtendWith(SuiteExtension.class)
class BadInputTest {

  private static final String CLIENT = "/v1/clients/brauhaus";
  private static final String ORDER_TIME = "2026-11-01T10:00:00Z";

  private final Rest owner;
  private final Stock before;

  BadInputTest(Suite suite) {
    Agency agency = Agency.create(suite, "badinput");
    owner = agency.owner();
    agency.client("brauhaus");
    owner.post(CLIENT + "/people", Json.object("fullName", "Renate Hansen")).require();
    before = Stock.of(owner, "brauhaus");
  }

  @AfterEach
  void leavesNothingBehind() {
    assertThat(Stock.of(owner, "brauhaus")).isEqualTo(before);
  }

  @Test
  void refusesAnUnknownField() {
    Answer answer = owner.post(CLIENT + "/people", Json.object("givenNam", "Renate"));

    refused(answer, 400, "givenNam");
  }

  @Test
  void refusesAWrongType() {
    refused(
        owner.post(CLIENT + "/people", Json.object("givenName", List.of("Renate"))),
        400,
        "givenName");
    refused(
        owner.post(
            CLIENT + "/timeEntries", Json.object("workDate", "2026-11-01", "minutes", "ninety")),
        400,
        "minutes");
    refused(
        owner.post(
            CLIENT + "/orders",
            Json.object("total", Json.object("minorUnits", 12.5, "currencyCode", "EUR"))),
        400,
        "minorUnits");
  }

  @Test
  void refusesWhatIsNoJson() {
    refused(
        owner.send("POST", CLIENT + "/people", "{\"fullName\": \"X\"", "application/json"),
        400,
        "");
    refused(owner.send("POST", CLIENT + "/people", "fullName=X", "text/plain"), 415, "");
    refused(owner.send("POST", CLIENT + "/people", "[]", "application/json"), 400, "");
  }

  @Test
  void refusesNegativeMoney() {
    refused(owner.post(CLIENT + "/orders", order(-1, ORDER_TIME)), 400, "total");
    refused(
        owner.post(
            CLIENT + "/costs",
            Json.object(
                "externalId", "c1", "costDate", "2026-11-01", "amount", Json.money(-1, "EUR"))),
        400,
        "amount");
  }

  @Test
  void refusesADateWithoutZone() {
    refused(owner.post(CLIENT + "/orders", order(100, "2026-11-01T10:00:00")), 400, "orderTime");
    refused(owner.post(CLIENT + "/orders", order(100, "2026-11-01")), 400, "orderTime");
    refused(owner.post(CLIENT + "/orders", order(100, "gestern")), 400, "orderTime");
  }

  @Test
  void refusesADayThatDoesNotExist() {
    refused(
        owner.post(
            CLIENT + "/costs",
            Json.object(
                "externalId", "c1", "costDate", "2026-02-30", "amount", Json.money(1, "EUR"))),
        400,
        "costDate");
  }

  @Test
  void refusesABodyOverTheLimit() {
    String note = "x".repeat(5 * 1024 * 1024);

    refused(owner.post(CLIENT + "/people", Json.object("fullName", "X", "note", note)), 413, "");
  }

  @Test
  void refusesABatchOfTooManyEvents() {
    String events =
        IntStream.range(0, 100_001)
            .mapToObj(i ->
                "{\"eventId\":\"e%d\",\"occurTime\":\"2026-11-01T10:00:00Z\",\"type\":\"VISIT\"}"
                    .formatted(i))
            .collect(Collectors.joining(","));

    refused(
        owner.send(
            "POST", CLIENT + "/events:ingest", "{\"events\":[" + events + "]}", "application/json"),
        400,
        "events");
  }

  @Test
  void refusesOnlyTheBadEventsOfABatch() {
    JsonNode answer =
        owner
            .post(
                CLIENT + "/events:ingest",
                Json.object(
                    "events",
                    List.of(
                        Json.object("eventId", "bad id!", "occurTime", ORDER_TIME, "type", "VISIT"),
                        Json.object(
                            "eventId", "e2", "occurTime", "1999-12-31T00:00:00Z", "type", "VISIT"),
                        Json.object("eventId", "e3", "occurTime", ORDER_TIME, "type", "CUSTOM"))))
            .json();

    assertThat(answer.path("rejectedCount").asInt()).isEqualTo(3);
    assertThat(answer.path("rejections"))
        .extracting(rejected -> Json.text(rejected, "field"))
        .usingElementComparator(
            (a, b) -> a.replace("_", "").compareToIgnoreCase(b.replace("_", "")))
        .containsExactly("eventId", "occurTime", "customType");
  }

  @Test
  void refusesBadFilesAsAWhole() {
    file("name,email\n\"Renate,renate@example.org\n", "line 2");
    file("name,email,name\nRenate,r@example.org,x\n", "name");
    file("fullname,email\nRenate,r@example.org\n", "name");
    file(
        "name,email\n".getBytes(StandardCharsets.UTF_8),
        "Jürgen,j@example.org\n".getBytes(StandardCharsets.ISO_8859_1),
        "line 2");
  }

  @Test
  void refusesUnknownQueryParameters() {
    refused(owner.get(CLIENT + "/people?pagesize=5"), 400, "pagesize");
    refused(owner.get(CLIENT + "/people?pageSize=5000"), 400, "pageSize");
    refused(owner.get(CLIENT + "/people?pageToken=nonsense"), 400, "");
  }

  private static ObjectNode order(long cents, String time) {
    return Json.object("externalId", "o1", "orderTime", time, "total", Json.money(cents, "EUR"));
  }

  private void file(String csv, String expected) {
    file(csv.getBytes(StandardCharsets.UTF_8), new byte[0], expected);
  }

  private void file(byte[] start, byte[] end, String expected) {
    byte[] content = Arrays.copyOf(start, start.length + end.length);
    System.arraycopy(end, 0, content, start.length, end.length);
    ObjectNode body =
        Json.object(
            "import",
                Json.object(
                    "mappings",
                    List.of(
                        Json.object("column", "name", "field", "FULL_NAME"),
                        Json.object("column", "email", "field", "EMAIL"))),
            "content", Base64.getEncoder().encodeToString(content));

    Answer answer = owner.post(CLIENT + "/imports", body);

    refused(answer, 400, "");
    assertThat(Json.text(answer.document(), "reason")).isEqualTo("IMPORT_FILE_INVALID");
    assertThat(Json.text(answer.document(), "detail")).contains(expected);
  }

  /// @param field the field that has to be named, in camel or snake case; empty for none
  private static void refused(Answer answer, int status, String field) {
    assertThat(answer.status()).as(answer.request() + " " + answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(Json.text(answer.document(), "reason")).isNotEmpty();
    if (!field.isEmpty()) {
      assertThat(answer.document().path("errors").toString().replace("_", ""))
          .as(answer.body())
          .containsIgnoringCase(field);
    }
  }
}
