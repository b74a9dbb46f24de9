package io.agencysuite.metrics.funnel;

import java.time.LocalDate;
import java.util.List;

/// Who came again.
///
/// @param cohorts oldest first
/// @param visitors ids that visited in the period of each cohort; empty when no visits were read
/// @param merged ids that went into another of the same person
/// @param untraced orders that name neither visitor nor lead
record Retention(List<Cohort> cohorts, List<Long> visitors, long merged, long untraced) {

  /// Those that came first in one period.
  ///
  /// @param complete true if the period is over
  /// @param cells what they did in the same period and in those after, as far as they have begun
  record Cohort(LocalDate start, long count, boolean complete, List<Cell> cells) {}

  /// Those of a cohort that came in one period.
  ///
  /// @param complete true if the period is over
  record Cell(long count, boolean complete) {}
}
