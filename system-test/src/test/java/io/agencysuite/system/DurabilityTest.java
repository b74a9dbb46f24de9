package io.agencysuite.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agencysuite.proof.Reports;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Patience;
import io.agencysuite.rest.Rest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// What was acknowledged is there after the process that acknowledged it was killed.
@ExtendWith(SuiteExtension.class)
class DurabilityTest {

  private static final int COUNT = 40;
  private final Suite suite;

  DurabilityTest(Suite suite) {
    this.suite = suite;
  }

  @Test
  void keepsWhatWasAcknowledgedWhenEveryServiceIsKilled() {
    assumeTrue(!suite.processes().isEmpty(), "the suite at -Dagency.url is not ours to kill");
    Agency agency = Agency.create(suite, "durable");
    agency.client("brauhaus");
    agency.channel("brauhaus", "instagram", "instagram");
    Rest owner = agency.owner().patiently(new Patience(Duration.ofSeconds(30)));
    List<String> people = new ArrayList<>();
    List<String> posts = new ArrayList<>();
    for (int i = 0; i < COUNT; i++) {
      people.add(name(owner, "people", Json.object("fullName", "Person " + i)));
      posts.add(
          name(
              owner,
              "posts",
              Json.object(
                  "channel", "clients/brauhaus/channels/instagram",
                  "title", "Post " + i,
                  "format", "image")));
      order(owner, i);
      ingest(owner, i);
    }

    for (String service : List.of("crm", "planning", "metrics")) {
      suite.process(service).kill();
    }
    for (String service : List.of("metrics", "planning", "crm")) {
      suite.process(service).start();
    }
    suite.processes().forEach(SuiteProcess::awaitReady);

    assertThat(names(owner, "people")).containsAll(people);
    assertThat(names(owner, "posts")).containsAll(posts);
    assertThat(owner.list("/v1/clients/brauhaus/orders", "orders")).hasSize(COUNT);
    JsonNode report =
        Reports.settled(
            owner,
            "brauhaus",
            Json.object("fromDate", "2026-11-01", "toDate", "2026-11-02"),
            totals -> Json.number(totals, "orders") == COUNT);
    assertThat(Json.number(report.path("totals"), "visits")).isEqualTo(COUNT);
    assertThat(Json.number(report.path("totals"), "orders")).isEqualTo(COUNT);
    assertThat(Json.minorUnits(report.path("totals"), "revenue"))
        .isEqualTo(IntStream.range(0, COUNT).mapToLong(i -> 100 + i).sum());
  }

  private static String name(Rest owner, String collection, JsonNode body) {
    return Json.text(owner.post("/v1/clients/brauhaus/" + collection, body).json(), "name");
  }

  private static List<String> names(Rest owner, String collection) {
    return owner.list("/v1/clients/brauhaus/" + collection, collection).stream()
        .map(item -> Json.text(item, "name"))
        .toList();
  }

  private static void order(Rest owner, int i) {
    owner
        .post(
            "/v1/clients/brauhaus/orders",
            Json.object(
                "externalId",
                "o" + i,
                "orderTime",
                "2026-11-01T10:00:00Z",
                "total",
                Json.money(100 + i, "EUR")))
        .require();
  }

  private static void ingest(Rest owner, int i) {
    owner
        .post(
            "/v1/clients/brauhaus/events:ingest",
            Json.object(
                "events",
                List.of(
                    Json.object(
                        "eventId", "e" + i,
                        "occurTime", "2026-11-01T10:00:00Z",
                        "type", "VISIT",
                        "channel", "instagram"))))
        .require();
  }
}
