package io.agencysuite.metrics.vanity;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.v1.BatchCreateInsightsRequest;
import io.agencysuite.metrics.v1.Insight;
import io.agencysuite.metrics.v1.InsightServiceGrpc;
import io.agencysuite.metrics.v1.QueryVanityRequest;
import io.agencysuite.metrics.v1.VanityEstimate;
import io.agencysuite.metrics.v1.VanityMetric;
import io.agencysuite.metrics.v1.VanityServiceGrpc;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.StateMessage;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class VanityGrpcServiceTest {

  private static final int DAYS = 90;
  private static final LocalDate START = LocalDate.parse("2026-08-20");

  private final Agency agency = Agency.inBerlin();
  private final SplittableRandom random = new SplittableRandom(7);

  @Test
  void saysWhatLikeIsWorthToThisClient() {
    List<Insight> insights = new ArrayList<>();
    List<StateMessage> orders = new ArrayList<>();
    for (int day = 0; day < DAYS; day++) {
      int likes = 50 + random.nextInt(100);
      LocalDate date = START.plusDays(day);
      insights.add(
          insight("whole", date).setLikes(likes).setReach(5_000 + random.nextInt(900)).build());
      insights.add(insight("part", date).setCampaign("autumn").setLikes(likes / 2).build());
      orders.add(order(date, 10_000 + 50L * likes + random.nextInt(500)));
    }
    InsightServiceGrpc.newBlockingStub(MetricsServer.shared().as(agency.tenant, Role.PLANNER))
        .batchCreateInsights(
            BatchCreateInsightsRequest.newBuilder()
                .setParent(agency.parent())
                .addAllInsights(insights)
                .build());
    agency.putStates(orders.toArray(StateMessage[]::new));

    VanityEstimate likes = estimate(VanityMetric.LIKES);

    assertThat(likes.getVerdict()).isEqualTo(VanityEstimate.Verdict.WORTH);
    assertThat(likes.getLowerCents()).isBetween(45.0, 50.0);
    assertThat(likes.getUpperCents()).isBetween(50.0, 55.0);
    assertThat(likes.getDaysUsed()).isEqualTo(DAYS);
    assertThat(likes.getTextDe()).startsWith("Ein Like: ging einher mit 0,5");
    assertThat(estimate(VanityMetric.REACH).getVerdict())
        .isEqualTo(VanityEstimate.Verdict.WORTH_ZERO_WITHIN_ERROR);
    assertThat(estimate(VanityMetric.IMPRESSIONS).getVerdict())
        .isEqualTo(VanityEstimate.Verdict.NO_VARIATION);
    assertThat(estimate(VanityMetric.FOLLOWERS_GAINED).getVerdict())
        .isEqualTo(VanityEstimate.Verdict.TOO_LITTLE_DATA);
  }

  @Test
  void saysWhenThereIsTooLittle() {
    VanityEstimate likes = estimate(VanityMetric.LIKES);

    assertThat(likes.getVerdict()).isEqualTo(VanityEstimate.Verdict.TOO_LITTLE_DATA);
    assertThat(likes.getDaysNeeded()).isEqualTo(45);
    assertThat(likes.hasCentsPerUnit()).isFalse();
    Agency stranger = new Agency(MetricsServer.shared(), "suedwind", agency.client);
    assertThatThrownBy(() -> query(stranger)).hasMessageContaining("NOT_FOUND");
  }

  private Insight.Builder insight(String key, LocalDate day) {
    return Insight.newBuilder()
        .setExternalId(key + day)
        .setInsightDate(day.toString())
        .setChannel("instagram");
  }

  private StateMessage order(LocalDate day, long cents) {
    return agency
        .own("orders/" + day, 1)
        .setOrder(
            OrderState.newBuilder()
                .setOrderTime(time(day.atTime(LocalTime.NOON).toInstant(ZoneOffset.UTC)))
                .setTotal(euros(cents)))
        .build();
  }

  private VanityEstimate estimate(VanityMetric metric) {
    return query(agency).stream()
        .filter(estimate -> estimate.getMetric() == metric)
        .findFirst()
        .orElseThrow();
  }

  private static List<VanityEstimate> query(Agency agency) {
    return VanityServiceGrpc.newBlockingStub(MetricsServer.shared().as(agency.tenant, Role.ANALYST))
        .queryVanity(
            QueryVanityRequest.newBuilder()
                .setParent(agency.parent())
                .setFromDate(START.toString())
                .setToDate(START.plusDays(DAYS - 1).toString())
                .setMaxLagDays(0)
                .setWaitForApplied(true)
                .build())
        .getEstimatesList();
  }
}
