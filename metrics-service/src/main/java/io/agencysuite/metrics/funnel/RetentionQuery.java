package io.agencysuite.metrics.funnel;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/// What retention is about.
///
/// @param from first day of the first cohort
/// @param cohorts how many there are
/// @param following periods after its own that a cohort is followed
record RetentionQuery(
    Period period, LocalDate from, int cohorts, int following, Activity first, Activity again) {

  /// Periods that are told apart together.
  static final int MOST_PERIODS = 63;

  /// Length of the periods.
  enum Period {
    WEEK,
    MONTH;

    /// First day of the period of a day.
    LocalDate start(LocalDate day) {
      return switch (this) {
        case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        case MONTH -> day.withDayOfMonth(1);
      };
    }

    LocalDate plus(LocalDate start, int periods) {
      return switch (this) {
        case WEEK -> start.plusWeeks(periods);
        case MONTH -> start.plusMonths(periods);
      };
    }
  }

  /// What people do.
  enum Activity {
    VISIT,
    ORDER
  }

  boolean needs(Activity activity) {
    return first == activity || again == activity;
  }

  int periods() {
    return cohorts + following;
  }

  /// First day of a period, counted from 0.
  LocalDate day(int number) {
    return period.plus(from, number);
  }
}
