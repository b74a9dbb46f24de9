package io.agencysuite.metrics.funnel;

import java.util.Comparator;

/// Something that a visitor did.
///
/// @param event hash of the event, lead or order, to tell those of the same moment apart
/// @param session hash of the session; 0 when unknown
/// @param tuple number of the tuple of a visit
/// @param steps that it fits, bit 0 is the first
record Moment(long timeMillis, Step.Kind kind, int event, int session, int tuple, int steps)
    implements Comparable<Moment> {

  private static final Comparator<Moment> ORDER =
      Comparator.comparingLong(Moment::timeMillis)
          .thenComparing(Moment::kind)
          .thenComparingInt(Moment::event)
          .thenComparingInt(Moment::session)
          .thenComparingInt(Moment::tuple)
          .thenComparingInt(Moment::steps);

  boolean fits(int step) {
    return (steps & 1 << step) != 0;
  }

  @Override
  public int compareTo(Moment o) {
    return ORDER.compare(this, o);
  }
}
