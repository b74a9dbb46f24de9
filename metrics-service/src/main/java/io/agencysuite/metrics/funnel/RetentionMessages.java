package io.agencysuite.metrics.funnel;

import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.metrics.funnel.RetentionQuery.Activity;
import io.agencysuite.metrics.funnel.RetentionQuery.Period;
import io.agencysuite.metrics.state.DayRange;
import io.agencysuite.metrics.v1.QueryRetentionRequest;
import io.agencysuite.metrics.v1.QueryRetentionResponse;
import io.agencysuite.metrics.v1.RetentionCell;
import io.agencysuite.metrics.v1.RetentionRow;
import java.time.LocalDate;
import java.util.List;

/// Retention to and from the wire.
final class RetentionMessages {

  private static final int LONGEST_DAYS = 31 * RetentionQuery.MOST_PERIODS;
  private static final int DEFAULT_FOLLOWING = 12;

  private RetentionMessages() {}

  static RetentionQuery query(QueryRetentionRequest request) {
    DayRange days = DayRange.parse(request.getFromDate(), request.getToDate(), LONGEST_DAYS);
    Period period =
        switch (request.getPeriod()) {
          case PERIOD_UNSPECIFIED, WEEK -> Period.WEEK;
          case MONTH -> Period.MONTH;
          case UNRECOGNIZED ->
              throw InvalidArgument.field("period", request.getPeriod(), "WEEK or MONTH");
        };
    LocalDate from = period.start(days.from());
    int cohorts = 1;
    while (!period.plus(from, cohorts).isAfter(days.to())) {
      cohorts++;
    }
    int following = request.getFollowing() == 0 ? DEFAULT_FOLLOWING : request.getFollowing();
    if (cohorts + following > RetentionQuery.MOST_PERIODS) {
      boolean byFollowing = request.getFollowing() != 0 && cohorts < RetentionQuery.MOST_PERIODS;
      throw InvalidArgument.field(
          byFollowing ? "following" : "to_date",
          byFollowing ? following : days.to(),
          "at most %d periods together; from_date to to_date are %d, and %d follow"
              .formatted(RetentionQuery.MOST_PERIODS, cohorts, following));
    }
    return new RetentionQuery(
        period,
        from,
        cohorts,
        following,
        activity("first", request.getFirst()),
        activity("again", request.getAgain()));
  }

  static QueryRetentionResponse.Builder response(Retention retention, List<FunnelCheck> checks) {
    QueryRetentionResponse.Builder response =
        QueryRetentionResponse.newBuilder()
            .setMergedCount(retention.merged())
            .setUntracedCount(retention.untraced())
            .setProved(checks.stream().allMatch(FunnelMessages::passed));
    for (Retention.Cohort cohort : retention.cohorts()) {
      RetentionRow.Builder row =
          RetentionRow.newBuilder()
              .setStartDate(cohort.start().toString())
              .setCount(cohort.count())
              .setComplete(cohort.complete());
      for (Retention.Cell cell : cohort.cells()) {
        row.addCells(
            RetentionCell.newBuilder()
                .setCount(cell.count())
                .setShare(FunnelMessages.share(cell.count(), cohort.count()))
                .setComplete(cell.complete()));
      }
      response.addCohorts(row);
    }
    checks.forEach(check -> response.addChecks(FunnelMessages.check(check)));
    return response;
  }

  private static Activity activity(String field, QueryRetentionRequest.Activity activity) {
    return switch (activity) {
      case ACTIVITY_UNSPECIFIED, VISIT -> Activity.VISIT;
      case ORDER -> Activity.ORDER;
      case UNRECOGNIZED -> throw InvalidArgument.field(field, activity, "VISIT or ORDER");
    };
  }
}
