package io.agencysuite.metrics.report;

import io.agencysuite.metrics.rollup.Tuple;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Set;

/// What a report is about.
///
/// @param to last day, included
/// @param channels only these; all when empty
record ReportQuery(
    LocalDate from,
    LocalDate to,
    Granularity granularity,
    Set<Dimension> groupBy,
    Set<String> channels,
    Set<String> campaigns,
    Set<String> posts) {

  /// Length of a row.
  enum Granularity {
    TOTAL,
    DAY,
    WEEK,
    MONTH
  }

  /// What rows are split by.
  enum Dimension {
    CHANNEL,
    CAMPAIGN,
    POST
  }

  ReportQuery {
    groupBy = Set.copyOf(groupBy);
    channels = Set.copyOf(channels);
    campaigns = Set.copyOf(campaigns);
    posts = Set.copyOf(posts);
  }

  boolean isFiltered() {
    return !channels.isEmpty() || needsTuples();
  }

  boolean needsTuples() {
    return !campaigns.isEmpty()
        || !posts.isEmpty()
        || groupBy.contains(Dimension.CAMPAIGN)
        || groupBy.contains(Dimension.POST);
  }

  boolean accepts(Tuple tuple) {
    return (channels.isEmpty() || channels.contains(tuple.channel()))
        && (campaigns.isEmpty() || campaigns.contains(tuple.campaign()))
        && (posts.isEmpty() || posts.contains(tuple.post()));
  }

  /// First day of the row that a day belongs to.
  LocalDate startOf(LocalDate day) {
    LocalDate start =
        switch (granularity) {
          case TOTAL -> from;
          case DAY -> day;
          case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTH -> day.withDayOfMonth(1);
        };
    return start.isBefore(from) ? from : start;
  }

  /// Last day of the row that starts on a day.
  LocalDate endOf(LocalDate start) {
    LocalDate end =
        switch (granularity) {
          case TOTAL -> to;
          case DAY -> start;
          case WEEK -> start.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
          case MONTH -> start.with(TemporalAdjusters.lastDayOfMonth());
        };
    return end.isAfter(to) ? to : end;
  }
}
