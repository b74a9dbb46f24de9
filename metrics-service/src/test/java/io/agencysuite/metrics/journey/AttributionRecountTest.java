package io.agencysuite.metrics.journey;

import static io.agencysuite.metrics.Agency.query;
import static io.agencysuite.metrics.journey.AttributionGrpcServiceTest.compute;
import static io.agencysuite.metrics.journey.AttributionGrpcServiceTest.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.agencysuite.kit.test.Seed;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.AttributionCredit;
import io.agencysuite.metrics.v1.AttributionModel;
import io.agencysuite.metrics.v1.AttributionRow;
import io.agencysuite.metrics.v1.ComputeAttributionRequest.Conversion;
import io.agencysuite.metrics.v1.ComputeAttributionRequest.Dimension;
import io.agencysuite.metrics.v1.ComputeAttributionResponse;
import io.agencysuite.metrics.v1.QueryReportRequest;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/// Models x windows x conversions x groupings over a client that lived by chance, against a
/// recomputation by brute force, to the cent.
class AttributionRecountTest {

  private final Agency agency = Agency.inBerlin();

  @Test
  void equalsBruteForceToTheCent() {
    new Market(Seed.random("attributed market"), agency).run(500);
    JourneyRecount recount =
        new JourneyRecount(
            ZoneId.of("Europe/Berlin"),
            LocalDate.parse("2026-09-15"),
            LocalDate.parse("2026-10-31"),
            settledRecords());

    for (Conversion conversion : List.of(Conversion.ORDER, Conversion.LEAD)) {
      for (int window : List.of(1, 14, 90, 730)) {
        for (boolean campaigns : List.of(false, true)) {
          var request =
              request().setConversion(conversion).setWindowDays(window).setPageSize(10_000);
          request.addGroupBy(Dimension.CHANNEL);
          if (campaigns) {
            request.addGroupBy(Dimension.CAMPAIGN);
          }
          ComputeAttributionResponse answer = compute(agency, request);
          check(answer, recount, conversion == Conversion.ORDER, window, campaigns);
        }
      }
    }
  }

  @Test
  void lastTouchOverNinetyDaysIsTheReport() {
    new Market(Seed.random("report and attribution"), agency).run(250);
    Map<String, Double> attributed = new TreeMap<>();
    Map<String, Double> reported = new TreeMap<>();

    compute(agency, request().addModels(AttributionModel.LAST_TOUCH))
        .getRowsList()
        .forEach(row ->
            attributed.merge(row.getChannel(), row.getCredits(0).getConversions(), Double::sum));
    agency
        .report(query("2026-09-15", "2026-10-31").addGroupBy(QueryReportRequest.Dimension.CHANNEL))
        .getRowsList()
        .forEach(row -> reported.put(row.getChannel(), (double) row.getFigures().getOrders()));

    reported.values().removeIf(orders -> orders == 0);
    assertThat(attributed).isEqualTo(reported);
  }

  /// Waits for the report first, so that the records are those that are applied.
  private List<io.agencysuite.metrics.v1.RawRecord> settledRecords() {
    assertThat(agency.report("2026-09-15", "2026-10-31").getFreshness().getComplete()).isTrue();
    return agency.rawRecords();
  }

  private static void check(
      ComputeAttributionResponse answer,
      JourneyRecount recount,
      boolean orders,
      int window,
      boolean campaigns) {
    Map<String, JourneyRecount.Row> expected = recount.rows(orders, window, campaigns);
    String what = answer.getTotals() + " orders " + orders + " in " + window + " days";
    assertThat(answer.getTotals().getConversions()).as(what).isEqualTo(recount.conversions);
    Map<AttributionModel, Double> conversions = new TreeMap<>();
    Map<AttributionModel, Long> cents = new TreeMap<>();
    for (AttributionRow row : answer.getRowsList()) {
      for (AttributionCredit credit : row.getCreditsList()) {
        String key =
            row.getBasis()
                + "|"
                + row.getChannel()
                + "|"
                + row.getCampaign()
                + "|"
                + credit.getModel();
        JourneyRecount.Row found = expected.getOrDefault(key, new JourneyRecount.Row());
        assertThat(credit.getValue().getMinorUnits()).as(what + key).isEqualTo(found.cents);
        assertThat(credit.getConversions()).as(key).isCloseTo(found.conversions(), within(1e-9));
        conversions.merge(credit.getModel(), credit.getConversions(), Double::sum);
        cents.merge(credit.getModel(), credit.getValue().getMinorUnits(), Long::sum);
        expected.remove(key);
      }
    }
    expected.values().removeIf(row -> row.cents == 0 && row.conversions() == 0);
    assertThat(expected).as(what).isEmpty();
    assertThat(cents.values()).containsOnly(answer.getTotals().getValue().getMinorUnits());
    conversions.forEach((model, sum) ->
        assertThat(sum).isCloseTo((double) answer.getTotals().getConversions(), within(1e-8)));
  }
}
