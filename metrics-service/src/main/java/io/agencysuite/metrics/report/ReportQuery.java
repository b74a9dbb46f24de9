package io.agencysuite.metrics.report;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.Optional;
import java.util.Set;

/// What a report is about.
///
/// @param to last day, included
/// @param compared the days to compare with
record ReportQuery(
    LocalDate from,
    LocalDate to,
    Granularity granularity,
    Set<Dimension> groupBy,
    ReportFilter filter,
    Optional<DayShift> compared) {

  /// Length of a row.
  enum Granularity {
    TOTAL,
    HOUR,
    DAY,
    WEEK,
    MONTH
  }

  /// What rows are split by.
  enum Dimension {
    CHANNEL,
    CAMPAIGN,
    POST,
    FORMAT,
    MEMBER
  }

  ReportQuery {
    groupBy = Set.copyOf(groupBy);
  }

  boolean hourly() {
    return granularity == Granularity.HOUR;
  }

  /// True if logged time has to be told apart by who worked.
  boolean byMember() {
    return groupBy.contains(Dimension.MEMBER) || !filter.members().isEmpty();
  }

  /// True if the states of posts are needed.
  boolean needsPosts() {
    return groupBy.contains(Dimension.FORMAT)
        || groupBy.contains(Dimension.MEMBER)
        || filter.needsPosts();
  }

  /// True if rows or filters are finer than channels.
  boolean needsTuples() {
    return filter.needsTuples()
        || needsPosts()
        || groupBy.contains(Dimension.CAMPAIGN)
        || groupBy.contains(Dimension.POST);
  }

  /// First day of the row that a day belongs to.
  LocalDate startOf(LocalDate day) {
    LocalDate start =
        switch (granularity) {
          case TOTAL -> from;
          case HOUR, DAY -> day;
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
          case HOUR, DAY -> start;
          case WEEK -> start.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
          case MONTH -> start.with(TemporalAdjusters.lastDayOfMonth());
        };
    return end.isAfter(to) ? to : end;
  }
}
