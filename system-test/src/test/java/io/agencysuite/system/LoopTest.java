package io.agencysuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.proof.Reports;
import io.agencysuite.rest.Answer;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.net.URI;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// From a plan to euros an hour: the loop that the suite is for, through REST alone.
@ExtendWith(SuiteExtension.class)
class LoopTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private final Agency agency;
  private final Rest owner;
  private final Rest writer;
  private final LocalDate today = LocalDate.now(BERLIN);

  LoopTest(Suite suite) {
    agency = Agency.create(suite, "loop");
    owner = agency.owner();
    agency.client("brauhaus");
    agency.channel("brauhaus", "instagram", "instagram");
    writer = agency.user("mia", "COMMUNITY_MANAGER", "clients/brauhaus");
    owner
        .post(
            "/v1/team?teamMemberId=mia",
            Json.object(
                "displayName",
                "Mia",
                "rates",
                List.of(
                    Json.object("validFrom", "2026-01-01", "hourlyCost", Json.money(3000, "EUR")))))
        .require();
  }

  @Test
  void turnsHoursIntoEurosByChannelAndPost() {
    JsonNode post = publishedPost();
    String postId = Json.id(Json.text(post, "name"));
    visitWithConsent(click(post), "visitor-1");
    JsonNode lead = lead("visitor-1");
    JsonNode person = converted(lead);
    JsonNode order = order(lead, person);
    refund(order, 2000);
    logHours(post, 90);

    JsonNode report = report();

    assertThat(report.path("rows")).hasSize(1);
    JsonNode row = report.path("rows").get(0);
    assertThat(Json.text(row, "channel")).isEqualTo("instagram");
    assertThat(Json.text(row, "post")).isEqualTo(postId);
    JsonNode figures = row.path("figures");
    assertThat(Json.number(figures, "posts")).isEqualTo(1);
    assertThat(Json.number(figures, "clicks")).isEqualTo(1);
    assertThat(Json.number(figures, "visits")).isEqualTo(1);
    assertThat(Json.number(figures, "consentedVisits")).isEqualTo(1);
    assertThat(Json.number(figures, "uniqueVisitors")).isEqualTo(1);
    assertThat(Json.number(figures, "leads")).isEqualTo(1);
    assertThat(Json.number(figures, "orders")).isEqualTo(1);
    assertThat(Json.minorUnits(figures, "revenue")).isEqualTo(12000);
    assertThat(Json.minorUnits(figures, "refunds")).isEqualTo(2000);
    assertThat(Json.minorUnits(figures, "netRevenue")).isEqualTo(10000);
    assertThat(Json.number(figures, "minutes")).isEqualTo(90);
    assertThat(Json.minorUnits(figures, "labourCost")).isEqualTo(4500);
    assertThat(Json.minorUnits(figures, "margin")).isEqualTo(5500);
    assertThat(Json.minorUnits(figures, "netRevenuePerHour")).isEqualTo(6667);
  }

  private JsonNode publishedPost() {
    JsonNode post =
        writer
            .post(
                "/v1/clients/brauhaus/posts",
                Json.object(
                    "channel", "clients/brauhaus/channels/instagram",
                    "title", "Der Herbstbock ist da",
                    "text", "Kommt vorbei: {link}",
                    "linkTargetUrl", "https://brauhaus.example/herbstbock?tisch=7",
                    "format", "image",
                    "intention", "ASK",
                    "campaign", "herbstbock",
                    "plannedLocalTime", today + "T00:00"))
            .json();
    String name = "/v1/" + Json.text(post, "name");
    writer.post(name + ":submit", Json.object()).require();
    JsonNode review = owner.get(name).json();
    owner
        .post(name + ":approve", Json.object("contentHash", Json.text(review, "contentHash")))
        .require();
    JsonNode scheduled = writer.post(name + ":schedule", Json.object()).json();
    assertThat(Json.text(scheduled, "finalText"))
        .contains(Json.text(scheduled.path("link"), "code"));
    return writer
        .post(name + ":publish", Json.object("url", "https://instagram.example/p/1"))
        .json();
  }

  /// Follows the short link and gives the click id of the landing page.
  private String click(JsonNode post) {
    String code = Json.text(post.path("link"), "code");
    Answer redirect = agency.anonymous().get("/r/" + code);
    assertThat(redirect.status()).isEqualTo(302);
    URI location = URI.create(redirect.header("Location"));
    assertThat(location.getHost()).isEqualTo("brauhaus.example");
    assertThat(location.getQuery())
        .contains("tisch=7", "utm_source=instagram", "utm_campaign=herbstbock", "agency_click=");
    String query = location.getRawQuery();
    String rest = query.substring(query.indexOf("agency_click=") + "agency_click=".length());
    return rest.contains("&") ? rest.substring(0, rest.indexOf('&')) : rest;
  }

  private void visitWithConsent(String clickId, String visitor) {
    JsonNode answer =
        owner
            .post(
                "/v1/clients/brauhaus/events:ingest",
                Json.object(
                    "events",
                    List.of(
                        Json.object(
                            "eventId",
                            "visit-1",
                            "occurTime",
                            Instant.now().truncatedTo(ChronoUnit.MILLIS).toString(),
                            "type",
                            "VISIT",
                            "visitorId",
                            visitor,
                            "consent",
                            "GRANTED",
                            "clickId",
                            clickId))))
            .json();
    assertThat(answer.path("acceptedCount").asInt()).isEqualTo(1);
  }

  private JsonNode lead(String visitor) {
    return writer
        .post(
            "/v1/clients/brauhaus/leads",
            Json.object(
                "fullName", "Renate Hansen",
                "email", "Renate.Hansen@example.org",
                "message", "Ein Fass für Samstag, bitte.",
                "captureMethod", "FORM",
                "visitorId", visitor))
        .json();
  }

  private JsonNode converted(JsonNode lead) {
    JsonNode answer =
        owner.post("/v1/" + Json.text(lead, "name") + ":convert", Json.object()).json();
    assertThat(Json.text(answer.path("lead"), "state")).isEqualTo("CONVERTED");
    assertThat(answer.path("person").path("emails").get(0).path("address").asString())
        .isEqualTo("renate.hansen@example.org");
    return answer.path("person");
  }

  private JsonNode order(JsonNode lead, JsonNode person) {
    return owner
        .post(
            "/v1/clients/brauhaus/orders",
            Json.object(
                "externalId", "BH-1",
                "total", Json.money(12000, "EUR"),
                "lead", Json.text(lead, "name"),
                "person", Json.text(person, "name")))
        .json();
  }

  private void refund(JsonNode order, long cents) {
    JsonNode refunded =
        owner
            .post(
                "/v1/" + Json.text(order, "name") + ":refund",
                Json.object("refundId", "r1", "amount", Json.money(cents, "EUR")))
            .json();
    assertThat(Json.minorUnits(refunded, "refundedTotal")).isEqualTo(cents);
  }

  private void logHours(JsonNode post, int minutes) {
    writer
        .post(
            "/v1/clients/brauhaus/timeEntries",
            Json.object(
                "teamMember",
                "team/mia",
                "workDate",
                today.toString(),
                "minutes",
                minutes,
                "post",
                Json.text(post, "name"),
                "activity",
                "CONTENT_PRODUCTION"))
        .require();
  }

  private JsonNode report() {
    return Reports.settled(
        owner,
        "brauhaus",
        Json.object(
            "fromDate", today.minusDays(2).toString(),
            "toDate", today.plusDays(1).toString(),
            "groupBy", List.of("CHANNEL", "POST")),
        totals ->
            Json.minorUnits(totals, "refunds") == 2000
                && Json.number(totals, "minutes") == 90
                && Json.number(totals, "posts") == 1
                && Json.number(totals, "leads") == 1
                && Json.minorUnits(totals, "labourCost") == 4500);
  }
}
