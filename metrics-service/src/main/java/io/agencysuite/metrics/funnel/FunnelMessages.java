package io.agencysuite.metrics.funnel;

import com.google.protobuf.Duration;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.metrics.apply.SubjectBook;
import io.agencysuite.metrics.funnel.FunnelQuery.GroupBy;
import io.agencysuite.metrics.state.DayRange;
import io.agencysuite.metrics.state.PlaceIds;
import io.agencysuite.metrics.v1.FunnelGroup;
import io.agencysuite.metrics.v1.FunnelResult;
import io.agencysuite.metrics.v1.FunnelStepCount;
import io.agencysuite.metrics.v1.QueryFunnelRequest;
import io.agencysuite.metrics.v1.QueryFunnelResponse;
import io.agencysuite.metrics.v1.SuggestFunnelStepsResponse;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// Funnels to and from the wire.
final class FunnelMessages {

  private static final int LONGEST_DAYS = 400;
  private static final int MOST_SUGGESTIONS = 200;
  private static final int MILLIS = 1_000;
  private static final int NANOS_OF_MILLI = 1_000_000;
  private static final java.time.Duration DEFAULT_WINDOW = java.time.Duration.ofDays(30);

  private FunnelMessages() {}

  static FunnelQuery query(QueryFunnelRequest request) {
    boolean bySession = request.getCountBy() == QueryFunnelRequest.CountBy.SESSION;
    List<Step> steps = new ArrayList<>();
    for (int i = 0; i < request.getStepsCount(); i++) {
      Step step = StepMessages.step("steps[" + i + ']', request.getSteps(i));
      if (bySession && !step.kind().isEvent()) {
        throw InvalidArgument.field(
            "steps[" + i + "].kind",
            step.kind(),
            "VISIT, PAGE_VIEW, CUSTOM or FORM_SUBMIT when counted by session");
      }
      steps.add(step);
    }
    request.getChannelsList().forEach(channel -> PlaceIds.requireChannel("channels", channel));
    request.getCampaignsList().forEach(key -> PlaceIds.requireCampaign("campaigns", key));
    return new FunnelQuery(
        DayRange.parse(request.getFromDate(), request.getToDate(), LONGEST_DAYS),
        steps,
        request.hasWindow() ? millis(request.getWindow()) : DEFAULT_WINDOW,
        request.getStrict(),
        bySession,
        groupBy(request.getGroupBy()),
        Set.copyOf(request.getChannelsList()),
        Set.copyOf(request.getCampaignsList()));
  }

  static QueryFunnelResponse.Builder response(
      FunnelQuery query, Funnel funnel, List<FunnelCheck> checks) {
    QueryFunnelResponse.Builder response =
        QueryFunnelResponse.newBuilder()
            .setOpenCount(funnel.open())
            .setMergedCount(funnel.merged())
            .setReadCount(funnel.read())
            .setProved(checks.stream().allMatch(FunnelMessages::passed))
            .setWindow(duration(query.window().toMillis()));
    for (int step = 0; step < funnel.totals().steps(); step++) {
      response.addSteps(count(funnel.totals(), step).setUntracedCount(funnel.untraced().get(step)));
    }
    funnel
        .groups()
        .forEach((key, sums) ->
            response.addGroups(
                FunnelGroup.newBuilder()
                    .setChannel(key.channel())
                    .setCampaign(key.campaign())
                    .setOther(key.other())
                    .addAllSteps(counts(sums))));
    if (!query.bySession()) {
      response.setAnonymous(FunnelResult.newBuilder().addAllSteps(counts(funnel.anonymous())));
    }
    checks.forEach(check -> response.addChecks(check(check)));
    if (funnel.incomplete()) {
      response.setOtherNote(
          "the client has more pages and custom events, or more combinations of channel, campaign "
              + "and post, than are told apart; further ones fit no step that names one");
    }
    return response;
  }

  static io.agencysuite.metrics.v1.FunnelCheck check(FunnelCheck check) {
    return io.agencysuite.metrics.v1.FunnelCheck.newBuilder()
        .setKind(
            switch (check.kind()) {
              case FIRST_STEP_EQUALS_REPORT ->
                  io.agencysuite.metrics.v1.FunnelCheck.Kind.FIRST_STEP_EQUALS_REPORT;
              case STEP_WITHIN_PREVIOUS ->
                  io.agencysuite.metrics.v1.FunnelCheck.Kind.STEP_WITHIN_PREVIOUS;
              case GROUPS_SUM_TO_TOTAL ->
                  io.agencysuite.metrics.v1.FunnelCheck.Kind.GROUPS_SUM_TO_TOTAL;
              case PERIOD_EQUALS_REPORT ->
                  io.agencysuite.metrics.v1.FunnelCheck.Kind.PERIOD_EQUALS_REPORT;
            })
        .setResult(
            switch (check.result()) {
              case PASSED -> io.agencysuite.metrics.v1.FunnelCheck.Result.PASSED;
              case FAILED -> io.agencysuite.metrics.v1.FunnelCheck.Result.FAILED;
              case UNDECIDED -> io.agencysuite.metrics.v1.FunnelCheck.Result.UNDECIDED;
            })
        .setPosition(check.position())
        .setExpected(check.expected())
        .setActual(check.actual())
        .build();
  }

  static boolean passed(FunnelCheck check) {
    return check.result() == FunnelCheck.Result.PASSED;
  }

  /// Those that contain a text, in order.
  static SuggestFunnelStepsResponse suggestions(SubjectBook book, String text) {
    String wanted = text.toLowerCase(Locale.ROOT);
    SuggestFunnelStepsResponse.Builder response = SuggestFunnelStepsResponse.newBuilder();
    book.subjects().stream()
        .filter(subject -> subject.text().toLowerCase(Locale.ROOT).contains(wanted))
        .sorted(Comparator.comparing(SubjectBook.Subject::text))
        .forEach(subject -> {
          boolean path = subject.kind() == SubjectBook.Kind.PATH;
          int already = path ? response.getPathsCount() : response.getEventNamesCount();
          if (already == MOST_SUGGESTIONS) {
            response.setMore(true);
          } else if (path) {
            response.addPaths(subject.text());
          } else {
            response.addEventNames(subject.text());
          }
        });
    return response.build();
  }

  private static List<FunnelStepCount> counts(StepSums sums) {
    List<FunnelStepCount> counts = new ArrayList<>();
    for (int step = 0; step < sums.steps(); step++) {
      counts.add(count(sums, step).build());
    }
    return counts;
  }

  private static FunnelStepCount.Builder count(StepSums sums, int step) {
    long count = sums.count(step);
    boolean last = step == sums.steps() - 1;
    FunnelStepCount.Builder message =
        FunnelStepCount.newBuilder()
            .setCount(count)
            .setDroppedCount(last ? 0 : count - sums.count(step + 1))
            .setShareOfFirst(share(count, sums.count(0)))
            .setShareOfPrevious(share(count, sums.count(Math.max(0, step - 1))));
    sums.medianMillis(step).ifPresent(median -> message.setMedianDuration(duration(median)));
    return message;
  }

  static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static GroupBy groupBy(QueryFunnelRequest.GroupBy groupBy) {
    return switch (groupBy) {
      case GROUP_BY_UNSPECIFIED -> GroupBy.NOTHING;
      case CHANNEL -> GroupBy.CHANNEL;
      case CAMPAIGN -> GroupBy.CAMPAIGN;
      case UNRECOGNIZED ->
          throw InvalidArgument.field("group_by", groupBy, "CHANNEL, CAMPAIGN or nothing");
    };
  }

  private static java.time.Duration millis(Duration window) {
    return java.time.Duration.ofSeconds(window.getSeconds())
        .plusMillis(window.getNanos() / NANOS_OF_MILLI);
  }

  private static Duration duration(long millis) {
    return Duration.newBuilder()
        .setSeconds(millis / MILLIS)
        .setNanos((int) (millis % MILLIS) * NANOS_OF_MILLI)
        .build();
  }
}
