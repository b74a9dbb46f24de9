package io.agencysuite.metrics.insight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.BatchCreateInsightsRequest;
import io.agencysuite.metrics.v1.BatchCreateInsightsResponse;
import io.agencysuite.metrics.v1.DeleteInsightRequest;
import io.agencysuite.metrics.v1.Insight;
import io.agencysuite.metrics.v1.ListInsightsRequest;
import io.agencysuite.metrics.v1.NetworkFigures;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.QueryReportRequest.Granularity;
import io.agencysuite.metrics.v1.RawRecord;
import io.agencysuite.metrics.v1.ReportRow;
import java.util.List;
import org.junit.jupiter.api.Test;

class InsightGrpcServiceTest {

  @Test
  void sumsCountsButNeverFollowersOverDays() {
    Agency agency = Agency.inBerlin();
    put(
        agency,
        day("i9", "instagram", "2026-11-09").setReach(100).setLikes(5).setFollowers(900),
        day("i10", "instagram", "2026-11-10").setReach(60).setLikes(2).setFollowers(912),
        day("i11", "instagram", "2026-11-11").setReach(40),
        day("l10", "linkedin", "2026-11-10").setImpressions(70).setFollowers(300));

    List<ReportRow> days =
        agency
            .report(
                Agency.query("2026-11-09", "2026-11-11")
                    .setGranularity(Granularity.DAY)
                    .addGroupBy(Dimension.CHANNEL))
            .getRowsList();
    NetworkFigures total = totals(agency);

    assertThat(days).hasSize(4);
    assertThat(days.get(0).getFigures().getNetwork().getFollowers()).isEqualTo(900);
    assertThat(days.get(1).getFigures().getNetwork().getFollowers()).isEqualTo(912);
    assertThat(days.get(3).getFigures().getNetwork().hasFollowers()).isFalse();
    assertThat(total.getReach()).isEqualTo(200);
    assertThat(total.getLikes()).isEqualTo(7);
    assertThat(total.getImpressions()).isEqualTo(70);
    assertThat(total.getFollowers()).isEqualTo(912 + 300);
  }

  @Test
  void takesRestatedDaysInPlaceOfTheOld() {
    Agency agency = Agency.inBerlin();
    put(agency, day("a", "instagram", "2026-11-09").setLikes(5).setFollowers(900));

    BatchCreateInsightsResponse again =
        put(
            agency,
            day("a", "instagram", "2026-11-09").setLikes(4).setFollowers(899),
            day("b", "instagram", "2026-11-10").setLikes(0));
    BatchCreateInsightsResponse same =
        put(agency, day("a", "instagram", "2026-11-09").setLikes(4).setFollowers(899));

    assertThat(again.getUpdatedCount()).isEqualTo(1);
    assertThat(again.getCreatedCount()).isEqualTo(1);
    assertThat(same.getUnchangedCount()).isEqualTo(1);
    assertThat(totals(agency).getLikes()).isEqualTo(4);
    assertThat(totals(agency).getFollowers()).isEqualTo(899);
    assertThat(agency.rawRecords().stream().map(RawRecord::getInsight).map(Insight::getLikes))
        .contains(5L, 4L);
  }

  @Test
  void takesInsightBack() {
    Agency agency = Agency.inBerlin();
    String name =
        put(agency, day("a", "instagram", "2026-11-09").setLikes(5).setFollowers(9))
            .getInsights(0)
            .getName();

    agency.insights().deleteInsight(DeleteInsightRequest.newBuilder().setName(name).build());

    assertThat(totals(agency)).isEqualTo(NetworkFigures.getDefaultInstance());
    assertThat(list(agency, "", "")).isEmpty();
  }

  @Test
  void keepsUnknownApartFromZeroAndListsByDayNewestFirst() {
    Agency agency = Agency.inBerlin();
    put(
        agency,
        day("b", "instagram", "2026-11-10").setLikes(0),
        day("a", "instagram", "2026-11-09").setReach(1));

    List<Insight> all = list(agency, "", "");

    assertThat(all).extracting(Insight::getExternalId).containsExactly("b", "a");
    assertThat(all.get(1).hasLikes()).isFalse();
    assertThat(all.get(0).hasLikes()).isTrue();
    assertThat(list(agency, "2026-11-10", "2026-11-10")).containsExactly(all.get(0));
  }

  @Test
  void refusesFollowersOfCampaign() {
    Agency agency = Agency.inBerlin();

    assertThatThrownBy(() ->
            put(agency, day("a", "instagram", "2026-11-09").setCampaign("autumn").setFollowers(7)))
        .hasMessageContaining("insights[0].followers: 7 (expected: none, because");
  }

  private static BatchCreateInsightsResponse put(Agency agency, Insight.Builder... insights) {
    return agency
        .insights()
        .batchCreateInsights(
            BatchCreateInsightsRequest.newBuilder()
                .setParent(agency.parent())
                .addAllInsights(List.of(insights).stream().map(Insight.Builder::build).toList())
                .build());
  }

  @Test
  void refusesDaysThatHaveNotCome() {
    assertThatThrownBy(() -> put(Agency.inBerlin(), day("a", "instagram", "2999-01-01")))
        .hasMessageContaining("insight_date: 2999-01-01 (expected: 2000-01-01 to tomorrow, ");
  }

  private static Insight.Builder day(String externalId, String channel, String day) {
    return Insight.newBuilder().setExternalId(externalId).setChannel(channel).setInsightDate(day);
  }

  private static List<Insight> list(Agency agency, String from, String to) {
    return agency
        .insights()
        .listInsights(
            ListInsightsRequest.newBuilder()
                .setParent(agency.parent())
                .setFromDate(from)
                .setToDate(to)
                .build())
        .getInsightsList();
  }

  private static NetworkFigures totals(Agency agency) {
    return agency.report("2026-11-01", "2026-11-30").getTotals().getNetwork();
  }
}
