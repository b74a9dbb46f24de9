package io.agencysuite.metrics.stream;

import java.time.LocalDate;

/// Works out what the segments of one stream do. It belongs to one worker and may remember what it
/// read; [#forget] tells it that somebody else may have written since.
public interface Planner {

  /// Everything before these segments is applied.
  ///
  /// @param knownDay the day that the segments count as known from
  Plan plan(Bite bite, LocalDate knownDay);

  /// The plan was applied: tidies up what need not be part of a plan.
  void applied(Plan plan);

  /// Forgets everything that was read.
  void forget();
}
