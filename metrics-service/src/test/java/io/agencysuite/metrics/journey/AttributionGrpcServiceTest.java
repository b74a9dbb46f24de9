package io.agencysuite.metrics.journey;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.query;
import static io.agencysuite.metrics.Agency.time;
import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.v1.AttributionBasis;
import io.agencysuite.metrics.v1.AttributionModel;
import io.agencysuite.metrics.v1.AttributionRow;
import io.agencysuite.metrics.v1.AttributionServiceGrpc;
import io.agencysuite.metrics.v1.ComputeAttributionRequest;
import io.agencysuite.metrics.v1.ComputeAttributionRequest.Conversion;
import io.agencysuite.metrics.v1.ComputeAttributionResponse;
import io.agencysuite.metrics.v1.ModelDisagreement;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.RefundState;
import java.util.List;
import org.junit.jupiter.api.Test;

class AttributionGrpcServiceTest {

  private final Agency agency = Agency.inBerlin();

  @Test
  void putsModelsSideBySide() {
    journey();
    order("o1", 300, "ada");

    ComputeAttributionResponse answer = compute(request());

    assertThat(answer.getModelsList())
        .containsExactly(
            AttributionModel.FIRST_TOUCH,
            AttributionModel.LAST_TOUCH,
            AttributionModel.LINEAR,
            AttributionModel.POSITION);
    assertThat(answer.getRowsList().stream().map(AttributionRow::getChannel))
        .containsExactly("ads", "mail", "video");
    assertThat(cents(answer, "ads")).containsExactly(0L, 0L, 100L, 60L);
    assertThat(cents(answer, "mail").getFirst()).isEqualTo(300);
    assertThat(cents(answer, "video").get(3)).isEqualTo(120);
    assertThat(answer.getRows(0).getCredits(3).getConversions()).isEqualTo(0.2);
    assertThat(disagreement(answer, 0, 1)).isEqualTo(1);
    assertThat(disagreement(answer, 2, 3)).isCloseTo(1 / 3.0 - 0.2, within(1e-12));
    assertThat(answer.getCoverage(0).getConversionsShare()).isEqualTo(1);
  }

  @Test
  void letsRefundFlowBackToTheTouchesOfItsOrder() {
    journey();
    agency.putStates(
        agency
            .own("orders/o1", 1)
            .setOrder(
                anOrder(10_000, "ada")
                    .addRefunds(
                        RefundState.newBuilder()
                            .setRefundTime(time("2026-11-15T10:00:00Z"))
                            .setAmount(euros(4_000))))
            .build());

    ComputeAttributionResponse answer = compute(request());

    assertThat(cents(answer, "video")).containsExactly(0L, 6_000L, 2_000L, 2_400L);
    assertThat(answer.getTotals().getRevenue().getMinorUnits()).isEqualTo(10_000);
    assertThat(answer.getTotals().getRefunds().getMinorUnits()).isEqualTo(4_000);
    assertThat(answer.getTotals().getValue().getMinorUnits()).isEqualTo(6_000);
    assertThat(answer.getTotals().getRefundsInPeriod().getMinorUnits()).isZero();
  }

  @Test
  void looksNoFurtherBackThanTheWindow() {
    journey();
    order("o1", 100, "ada");

    ComputeAttributionResponse answer = compute(request().setWindowDays(3));

    assertThat(answer.getRowsList().stream().map(AttributionRow::getChannel))
        .containsExactly("ads", "video");
    assertThat(answer.getWindowDays()).isEqualTo(3);
  }

  @Test
  void keepsOrdersWithoutJourneyApart() {
    agency.ingest(visit("v1", "2026-10-01T10:00:00Z", "", "direct").build());
    order("o1", 100, "direct");
    order("o2", 300, "");
    agency.putStates(
        agency
            .own("orders/o3", 1)
            .setOrder(anOrder(600, "").setOrigin(origin("word-of-mouth")))
            .build());

    ComputeAttributionResponse answer = compute(request());

    assertThat(answer.getRowsList().stream().map(r -> r.getBasis() + "|" + r.getChannel()))
        .containsExactly("DIRECT_VISITS|", "NO_JOURNEY|", "NO_JOURNEY|word-of-mouth");
    assertThat(answer.getCoverageList().stream().map(c -> c.getBasis() + " " + c.getValueShare()))
        .containsExactly("JOURNEY 0.0", "DIRECT_VISITS 0.1", "NO_JOURNEY 0.9");
    assertThat(disagreement(answer, 0, 1)).isZero();
  }

  /// Matomo #19590: 4 orders in one report, 10 in another.
  @Test
  void countsSameOrdersAsReport() {
    new Market(io.agencysuite.kit.test.Seed.random("same orders"), agency).run(150);

    ComputeAttributionResponse answer = compute(request());
    var report = agency.report(query("2026-09-15", "2026-10-31"));

    assertThat(answer.getTotals().getConversions()).isEqualTo(report.getTotals().getOrders());
    assertThat(answer.getTotals().getRevenue()).isEqualTo(report.getTotals().getRevenue());
    assertThat(answer.getTotals().getRefundsInPeriod()).isEqualTo(report.getTotals().getRefunds());
    assertThat(
            answer.getOtherCurrenciesList().stream()
                .map(c -> c.getRevenue())
                .filter(m -> m.getMinorUnits() != 0))
        .containsExactlyInAnyOrderElementsOf(
            report.getOtherCurrenciesList().stream()
                .map(c -> c.getRevenue())
                .filter(m -> m.getMinorUnits() != 0)
                .toList());
  }

  @Test
  void attributesLeadsWithTheirEstimatedValue() {
    journey();
    agency.putStates(
        agency
            .own("leads/l1", 1)
            .setLead(
                LeadState.newBuilder()
                    .setCreateTime(time("2026-10-20T10:00:00Z"))
                    .setVisitorId("ada")
                    .setEstimatedValue(euros(600)))
            .build());

    ComputeAttributionResponse answer = compute(request().setConversion(Conversion.LEAD));

    assertThat(cents(answer, "mail")).containsExactly(600L, 0L, 200L, 240L);
    assertThat(answer.getTotals().hasRevenue()).isFalse();
  }

  @Test
  void pagesItsRows() {
    journey();
    order("o1", 100, "ada");
    ComputeAttributionRequest.Builder request = request().setPageSize(2);

    ComputeAttributionResponse first = compute(request);
    ComputeAttributionResponse second =
        compute(request.clone().setPageToken(first.getNextPageToken()));

    assertThat(first.getRowsCount()).isEqualTo(2);
    assertThat(second.getRows(0).getChannel()).isEqualTo("video");
    assertThat(second.getTotals()).isEqualTo(first.getTotals());
    assertThat(second.getNextPageToken()).isEmpty();
    assertThatThrownBy(
            () -> compute(request.clone().setWindowDays(7).setPageToken(first.getNextPageToken())))
        .hasMessageContaining("page_token");
  }

  @Test
  void refusesWhatIsNoQuestion() {
    assertThatThrownBy(() -> compute(request().setToDate("2026-01-01")))
        .hasMessageContaining("to_date: 2026-01-01 (expected: not before from_date");
    assertThatThrownBy(() -> compute(request().setWindowDays(731)))
        .hasMessageContaining("window_days");
    assertThatThrownBy(() -> compute(request().addModels(AttributionModel.SHAPLEY)))
        .hasMessageContaining("models");
    Agency stranger = new Agency(MetricsServer.shared(), "suedwind", agency.client);
    assertThatThrownBy(() -> compute(stranger, request())).hasMessageContaining("NOT_FOUND");
  }

  private void journey() {
    agency.ingest(
        visit("m", "2026-10-10T10:00:00Z", "mail", "ada").build(),
        visit("a", "2026-10-17T10:00:00Z", "ads", "ada").build(),
        visit("d", "2026-10-18T10:00:00Z", "", "ada").build(),
        visit("v", "2026-10-19T10:00:00Z", "video", "ada").build(),
        visit("later", "2026-10-21T10:00:00Z", "fair", "ada").build());
  }

  private void order(String id, long cents, String visitor) {
    agency.putStates(agency.own("orders/" + id, 1).setOrder(anOrder(cents, visitor)).build());
  }

  private static OrderState.Builder anOrder(long cents, String visitor) {
    return OrderState.newBuilder()
        .setOrderTime(time("2026-10-20T10:00:00Z"))
        .setTotal(euros(cents))
        .setVisitorId(visitor);
  }

  private static io.agencysuite.state.v1.Origin origin(String channel) {
    return io.agencysuite.state.v1.Origin.newBuilder().setChannel(channel).build();
  }

  private static List<Long> cents(ComputeAttributionResponse answer, String channel) {
    return answer.getRowsList().stream()
        .filter(row -> row.getBasis() == AttributionBasis.JOURNEY)
        .filter(row -> row.getChannel().equals(channel))
        .flatMap(row -> row.getCreditsList().stream())
        .map(credit -> credit.getValue().getMinorUnits())
        .toList();
  }

  private static double disagreement(ComputeAttributionResponse answer, int first, int second) {
    return answer.getDisagreementsList().stream()
        .filter(pair -> pair.getFirstModel() == answer.getModels(first))
        .filter(pair -> pair.getSecondModel() == answer.getModels(second))
        .mapToDouble(ModelDisagreement::getConversions)
        .sum();
  }

  private ComputeAttributionResponse compute(ComputeAttributionRequest.Builder request) {
    return compute(agency, request);
  }

  static ComputeAttributionResponse compute(
      Agency agency, ComputeAttributionRequest.Builder request) {
    return AttributionServiceGrpc.newBlockingStub(
            MetricsServer.shared().as(agency.tenant, Role.ANALYST))
        .computeAttribution(request.setParent(agency.parent()).setWaitForApplied(true).build());
  }

  static ComputeAttributionRequest.Builder request() {
    return ComputeAttributionRequest.newBuilder().setFromDate("2026-09-15").setToDate("2026-10-31");
  }
}
