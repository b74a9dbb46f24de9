package io.agencysuite.metrics.export;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.query;
import static io.agencysuite.metrics.Agency.state;
import static io.agencysuite.metrics.Agency.time;
import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.test.Seed;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.QueryReportRequest.Granularity;
import io.agencysuite.metrics.v1.ReportRow;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.Origin;
import io.agencysuite.state.v1.RateState;
import io.agencysuite.state.v1.RefundState;
import io.agencysuite.state.v1.StateMessage;
import io.agencysuite.state.v1.TeamMemberState;
import io.agencysuite.state.v1.TimeEntryState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// A simulated quarter of a client, in random order, with repetitions, late visits, corrections,
/// deletions and changed rates; the report has to equal an independent recount of the raw records.
class ExportGrpcServiceTest {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");
  private static final int STEPS = 400;

  private final SplittableRandom random = Seed.random("quarter of a client");
  private final Agency agency = Agency.inBerlin();
  private final String member = "member-" + agency.client;
  private int versions;

  @Test
  void handsOutWhatReportsAreMadeOf() {
    for (int step = 0; step < STEPS; step++) {
      switch (random.nextInt(8)) {
        case 0, 1, 2 -> agency.ingest(someVisit(random.nextInt(300)));
        case 3, 4 -> agency.putStates(someOrder());
        case 5 -> agency.putStates(someLead());
        case 6 -> agency.putStates(someHours());
        default -> agency.putStates(someRate());
      }
    }

    var report =
        agency.report(
            query("2026-08-01", "2026-12-31")
                .setGranularity(Granularity.DAY)
                .addGroupBy(Dimension.CHANNEL)
                .setPageSize(10_000));
    Map<String, Long> shown = new TreeMap<>();
    report.getRowsList().forEach(row -> put(shown, row));

    assertThat(report.getFreshness().getComplete()).isTrue();
    assertThat(shown).isEqualTo(new Recount(BERLIN, agency.rawRecords()).figures());
  }

  @Test
  void answersForeignClientLikeMissingOne() {
    Agency stranger = new Agency(MetricsServer.shared(), "suedwind", agency.client);

    assertThatThrownBy(stranger::rawRecords).hasMessageContaining("NOT_FOUND");
  }

  private static void put(Map<String, Long> shown, ReportRow row) {
    Figures figures = row.getFigures();
    String prefix = row.getStartDate() + "|" + row.getChannel() + "|";
    shown.put(prefix + "visits", figures.getVisits());
    shown.put(prefix + "visitors", figures.getUniqueVisitors());
    shown.put(prefix + "leads", figures.getLeads());
    shown.put(prefix + "orders", figures.getOrders());
    shown.put(prefix + "revenue", figures.getRevenue().getMinorUnits());
    shown.put(prefix + "refunds", figures.getRefunds().getMinorUnits());
    shown.put(prefix + "minutes", figures.getMinutes());
    shown.put(prefix + "labour", figures.getLabourCost().getMinorUnits());
    shown.values().removeIf(value -> value == 0);
  }

  /// The same number is the same event, however often it is sent.
  private static io.agencysuite.metrics.v1.Event someVisit(int number) {
    RandomGenerator own = new SplittableRandom(number);
    String channel = own.nextInt(5) == 0 ? "" : "channel-" + own.nextInt(4);
    Instant when = START.plusSeconds(own.nextLong(90L * 86_400));
    return own.nextInt(4) == 0
        ? visit("e" + number, when.toString(), channel).build()
        : visit("e" + number, when.toString(), channel, "v" + own.nextInt(20)).build();
  }

  private StateMessage someOrder() {
    StateMessage.Builder message = next("orders/o" + random.nextInt(30));
    if (random.nextInt(10) == 0) {
      return message.setDeleted(true).build();
    }
    Instant when = someTime();
    OrderState.Builder order =
        OrderState.newBuilder()
            .setOrderTime(time(when))
            .setTotal(euros(1_000 + random.nextInt(9_000)))
            .setLead(random.nextInt(4) == 0 ? "" : "l" + random.nextInt(20))
            .setOrigin(Origin.newBuilder().setChannel(random.nextBoolean() ? "shop" : ""))
            .setCancelled(random.nextInt(8) == 0);
    if (random.nextInt(3) == 0) {
      order.addRefunds(
          RefundState.newBuilder()
              .setRefundTime(time(when.plusSeconds(random.nextInt(900_000))))
              .setAmount(euros(1 + random.nextInt(999))));
    }
    return message.setOrder(order).build();
  }

  private StateMessage someLead() {
    StateMessage.Builder message = next("leads/l" + random.nextInt(20));
    if (random.nextInt(10) == 0) {
      return message.setDeleted(true).build();
    }
    return message
        .setLead(
            LeadState.newBuilder()
                .setCreateTime(time(someTime()))
                .setVisitorId(random.nextInt(4) == 0 ? "" : "v" + random.nextInt(20))
                .setDisqualified(random.nextInt(8) == 0)
                .setOrigin(Origin.newBuilder().setChannel(random.nextBoolean() ? "form" : "")))
        .build();
  }

  private StateMessage someHours() {
    return next("timeEntries/t" + random.nextInt(20))
        .setTimeEntry(
            TimeEntryState.newBuilder()
                .setTeamMember(member)
                .setWorkDate(someTime().atZone(BERLIN).toLocalDate().toString())
                .setMinutes(1 + random.nextInt(480))
                .setChannel("channel-" + random.nextInt(4)))
        .build();
  }

  private StateMessage someRate() {
    return state("team/" + member, ++versions)
        .setTeamMember(
            TeamMemberState.newBuilder().addRates(rate("2026-01-01")).addRates(rate("2026-10-15")))
        .build();
  }

  private RateState rate(String validFrom) {
    return RateState.newBuilder()
        .setValidFrom(validFrom)
        .setHourlyCost(euros(2_000 + random.nextInt(5_000)))
        .build();
  }

  /// Sometimes an older version than one that was sent: it must not count.
  private StateMessage.Builder next(String path) {
    versions++;
    return agency.own(path, random.nextInt(6) == 0 ? Math.max(1, versions - 200) : versions);
  }

  private Instant someTime() {
    return START.plusSeconds(random.nextLong(80L * 86_400));
  }
}
