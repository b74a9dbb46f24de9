package io.agencysuite.metrics.ingest;

import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.IngestEventsResponse;
import io.agencysuite.metrics.v1.RawRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class EventGrpcServiceTest {

  private static final String NOON = "2026-11-10T12:00:00Z";

  @Test
  void keepsEventsApartWhoseChannelCampaignOrPostIsNoId() {
    Agency agency = Agency.inBerlin();

    IngestEventsResponse answer =
        agency.ingest(
            visit("1", NOON, "clients/a/channels/blog").build(),
            visit("2", NOON, "blog").setCampaign("a b").build(),
            visit("3", NOON, "blog").setPost("p\u0000").build(),
            visit("4", NOON, "").setUtmSource(" Google / Ads ").build());

    assertThat(answer.getRejectionsList().stream().map(r -> r.getIndex() + " " + r.getField()))
        .containsExactly("0 channel", "1 campaign", "2 post");
    assertThat(answer.getRejections(0).getReason())
        .contains("the id of a channel, for example instagram, without clients/...");
    assertThat(agency.report("2026-11-10", "2026-11-10").getTotals().getVisits()).isEqualTo(1);
    assertThat(agency.rawRecords().stream().filter(RawRecord::hasEvent))
        .singleElement()
        .extracting(record -> record.getEvent().getChannel())
        .isEqualTo("google-ads");
  }

  @Test
  void refusesBatchOverTheLimitAsWhole() {
    Agency agency = Agency.inBerlin();
    List<Event> batch = Collections.nCopies(100_001, visit("same", NOON, "blog").build());

    assertThatThrownBy(() -> agency.ingest(batch))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining("events");
    assertThatThrownBy(() -> agency.ingest(List.of())).hasMessageContaining("INVALID_ARGUMENT");
    assertThat(agency.report("2026-11-10", "2026-11-10").getTotals().getVisits()).isZero();
  }

  @Test
  void takesTheFullBatchAndCountsRepeatedIdsOnce() {
    Agency agency = Agency.inBerlin();
    List<Event> batch = new ArrayList<>();
    for (int i = 0; i < 100_000; i++) {
      batch.add(visit("e" + i / 2, NOON, "blog").build());
    }

    assertThat(agency.ingest(batch).getAcceptedCount()).isEqualTo(100_000);

    assertThat(agency.report("2026-11-10", "2026-11-10").getTotals().getVisits()).isEqualTo(50_000);
  }

  @Test
  void keepsBadEventsApartAndTakesTheOthers() {
    Agency agency = Agency.inBerlin();

    IngestEventsResponse answer =
        agency.ingest(
            visit("good", NOON, "blog").build(),
            visit("bad id", NOON, "blog").build(),
            visit("future", "2199-01-01T00:00:00Z", "blog").build(),
            visit("typeless", NOON, "blog").clearType().build(),
            visit("custom", NOON, "blog").setType(Event.Type.CUSTOM).build(),
            visit("long", NOON, "x".repeat(101)).build(),
            visit("timeless", NOON, "blog").clearOccurTime().build());

    assertThat(answer.getAcceptedCount()).isEqualTo(1);
    assertThat(answer.getRejectedCount()).isEqualTo(6);
    assertThat(answer.getRejectionsList().stream().map(r -> r.getIndex() + " " + r.getField()))
        .containsExactly(
            "1 event_id", "2 occur_time", "3 type", "4 custom_type", "5 channel", "6 occur_time");
    assertThat(answer.getRejections(0).getReason()).contains("'bad id' (expected: 1 to 64 of");
    assertThat(agency.report("2026-11-10", "2026-11-10").getTotals().getVisits()).isEqualTo(1);
  }

  @Test
  void neverJoinsDaysOfVisitorsWithoutConsent() {
    Agency agency = Agency.inBerlin();
    agency.ingest(
        visit("1", "2026-11-10T08:00:00Z", "blog").setVisitorId("tab").build(),
        visit("2", "2026-11-10T09:00:00Z", "blog").setVisitorId("tab").build(),
        visit("3", "2026-11-11T08:00:00Z", "blog").setVisitorId("tab").build(),
        visit("4", "2026-11-10T08:00:00Z", "blog", "anna").build(),
        visit("5", "2026-11-11T08:00:00Z", "blog", "anna").build(),
        visit("6", "2026-11-11T08:00:00Z", "blog").build());

    Figures totals = agency.report("2026-11-10", "2026-11-11").getTotals();

    assertThat(totals.getVisits()).isEqualTo(6);
    assertThat(totals.getConsentedVisits()).isEqualTo(2);
    assertThat(totals.getUniqueVisitors()).isEqualTo(1);
    assertThat(totals.getAnonymousDailyVisitors()).isEqualTo(2);
    assertThat(agency.rawRecords())
        .noneMatch(record -> record.getEvent().getVisitorId().equals("tab"));
  }

  @Test
  void countsOtherTypesAsWhatTheyAre() {
    Agency agency = Agency.inBerlin();
    agency.ingest(
        visit("p", NOON, "blog", "anna").setType(Event.Type.PAGE_VIEW).build(),
        visit("f", NOON, "blog", "anna").setType(Event.Type.FORM_SUBMIT).build(),
        visit("c", NOON, "blog", "anna").setType(Event.Type.CUSTOM).setCustomType("play").build());

    Figures totals = agency.report("2026-11-10", "2026-11-10").getTotals();

    assertThat(totals.getPageViews()).isEqualTo(1);
    assertThat(totals.getFormSubmits()).isEqualTo(1);
    assertThat(totals.getCustomEvents()).isEqualTo(1);
    assertThat(totals.getVisits()).isZero();
    assertThat(totals.getUniqueVisitors()).isZero();
  }

  @Test
  void answersForeignClientLikeMissingOne() {
    Agency agency = Agency.inBerlin();
    Agency stranger = new Agency(MetricsServer.shared(), "suedwind", agency.client);

    assertThatThrownBy(() -> stranger.ingest(visit("1", NOON, "blog").build()))
        .hasMessageContaining("NOT_FOUND");
  }
}
