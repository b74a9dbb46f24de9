package io.agencysuite.metrics.stream;

import java.time.LocalDate;
import java.util.BitSet;

/// Works out what the segments of one stream do. It belongs to one worker and may remember what it
/// read; [#forget] tells it that somebody else may have written since.
public interface Planner {

  /// Everything before these segments is applied.
  ///
  /// @param knownDay the day that the segments count as known from
  /// @param aside indexes of entries that are set aside, as if they had not come
  Plan plan(Bite bite, LocalDate knownDay, BitSet aside);

  /// The plan was applied: tidies up what need not be part of a plan.
  void applied(Plan plan);

  /// Forgets everything that was read.
  void forget();
}
