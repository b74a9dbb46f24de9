package io.agencysuite.metrics.funnel;

import static io.agencysuite.metrics.funnel.Funnels.ask;
import static io.agencysuite.metrics.funnel.Funnels.request;
import static io.agencysuite.metrics.funnel.Funnels.step;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Duration;
import io.agencysuite.kit.test.Seed;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.FunnelGroup;
import io.agencysuite.metrics.v1.FunnelStep;
import io.agencysuite.metrics.v1.FunnelStep.Kind;
import io.agencysuite.metrics.v1.FunnelStepCount;
import io.agencysuite.metrics.v1.QueryFunnelRequest;
import io.agencysuite.metrics.v1.QueryFunnelRequest.CountBy;
import io.agencysuite.metrics.v1.QueryFunnelRequest.GroupBy;
import io.agencysuite.metrics.v1.QueryFunnelResponse;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/// Random funnels over visitors that lived by chance, against every way tried by brute force.
class FunnelRecountTest {

  private static final int FUNNELS = 250;
  private static final List<Long> WINDOWS = List.of(3_600L, 86_400L, 3 * 86_400L, 365 * 86_400L);

  private final Agency agency = Agency.inBerlin();
  private final RandomGenerator random = Seed.random("funnels");

  @Test
  void equalsBruteForce() {
    new Wanderers(random, agency).run(150);
    assertThat(agency.report("2026-10-20", "2026-11-01").getFreshness().getComplete()).isTrue();
    FunnelRecount recount = new FunnelRecount(agency.rawRecords());
    long converted = 0;
    long merged = 0;
    for (int i = 0; i < FUNNELS; i++) {
      QueryFunnelRequest query = someQuery();

      QueryFunnelResponse answer = ask(agency, query.toBuilder());

      merged = answer.getMergedCount();
      converted += answer.getSteps(answer.getStepsCount() - 1).getCount();
      check(
          answer,
          query,
          new BruteFunnel(recount, query, ZoneId.of("Europe/Berlin"), System.currentTimeMillis()));
    }
    assertThat(converted).isPositive();
    assertThat(merged).isPositive();
  }

  private static void check(
      QueryFunnelResponse answer, QueryFunnelRequest query, BruteFunnel brute) {
    String what = query.toString();
    assertThat(answer.getProved()).as("%s%n%s", what, answer.getChecksList()).isTrue();
    assertThat(counts(answer.getStepsList())).as(what).isEqualTo(list(brute.counts));
    if (query.getCountBy() != CountBy.SESSION) {
      assertThat(counts(answer.getAnonymous().getStepsList()))
          .as(what)
          .isEqualTo(list(brute.anonymous));
    }
    assertThat(answer.getStepsList().stream().map(FunnelStepCount::getUntracedCount).toList())
        .as(what)
        .isEqualTo(list(brute.untraced));
    assertThat(answer.getOpenCount()).as(what).isEqualTo(brute.open);
    for (int step = 1; step < answer.getStepsCount(); step++) {
      List<Long> gaps = brute.gaps.get(step).stream().sorted().toList();
      Duration median = answer.getSteps(step).getMedianDuration();
      assertThat(answer.getSteps(step).hasMedianDuration()).as(what).isEqualTo(!gaps.isEmpty());
      if (!gaps.isEmpty()) {
        assertThat(median.getSeconds() * 1_000 + median.getNanos() / 1_000_000)
            .as(what)
            .isEqualTo(gaps.get((gaps.size() - 1) / 2));
      }
    }
    if (query.getGroupBy() != GroupBy.GROUP_BY_UNSPECIFIED) {
      Map<String, List<Long>> groups = new TreeMap<>();
      for (FunnelGroup group : answer.getGroupsList()) {
        boolean channels = query.getGroupBy() == GroupBy.CHANNEL;
        String key = group.getChannel() + (channels ? "" : '|' + group.getCampaign());
        groups.put(key, counts(group.getStepsList()));
      }
      Map<String, List<Long>> expected = new TreeMap<>();
      brute.groups.forEach((key, group) -> expected.put(key, list(group)));
      assertThat(groups).as(what).isEqualTo(expected);
    }
  }

  private QueryFunnelRequest someQuery() {
    boolean sessions = random.nextInt(4) == 0;
    QueryFunnelRequest.Builder query =
        request("2026-10-2" + random.nextInt(5), "2026-10-2" + (5 + random.nextInt(5)))
            .setParent(agency.parent())
            .setStrict(random.nextInt(3) == 0)
            .setCountBy(sessions ? CountBy.SESSION : CountBy.VISITOR)
            .setGroupByValue(random.nextInt(3))
            .setWindow(
                Duration.newBuilder().setSeconds(WINDOWS.get(random.nextInt(WINDOWS.size()))));
    for (int steps = 2 + random.nextInt(3); steps > 0; steps--) {
      query.addSteps(someStep(sessions));
    }
    if (random.nextInt(5) == 0) {
      query.addChannels("blog");
    }
    if (random.nextInt(6) == 0) {
      query.addCampaigns("autumn");
    }
    return query.build();
  }

  private FunnelStep someStep(boolean event) {
    return switch (random.nextInt(event ? 6 : 9)) {
      case 0 -> step(Kind.VISIT).build();
      case 1 -> step(Kind.VISIT).setChannel("blog").build();
      case 2 -> step(Kind.PAGE_VIEW).setPathPrefix("/pricing").build();
      case 3 -> step(Kind.PAGE_VIEW).setPath("/contact").build();
      case 4 -> step(Kind.CUSTOM).setEventName("play").build();
      case 5 -> step(Kind.FORM_SUBMIT).build();
      case 6 -> step(Kind.LEAD).build();
      case 7 -> step(Kind.ORDER).build();
      default -> step(Kind.FIRST_ORDER).build();
    };
  }

  private static List<Long> counts(List<FunnelStepCount> steps) {
    return steps.stream().map(FunnelStepCount::getCount).toList();
  }

  private static List<Long> list(long[] values) {
    List<Long> list = new ArrayList<>();
    for (long value : values) {
      list.add(value);
    }
    return list;
  }
}
