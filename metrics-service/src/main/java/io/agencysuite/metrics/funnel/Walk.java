package io.agencysuite.metrics.funnel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// How far one visitor, or one session, comes. Of all ways through the steps the one that started
/// last is kept for each step: it is also the one that got there last, so that whoever can go on at
/// all can go on from it, and with the shortest time from step to step.
final class Walk {

  private static final long NEVER = Long.MIN_VALUE;

  private final int steps;
  private final long fromMillis;
  private final long untilMillis;
  private final long windowMillis;
  private final long[] started;
  private final long[] arrived;
  private final List<Long> gaps = new ArrayList<>();
  private int reached;
  private long entered = NEVER;
  private long lastEntered = NEVER;

  /// @param fromMillis first moment at which one may enter
  /// @param untilMillis the first after the last of those
  Walk(int steps, long fromMillis, long untilMillis, long windowMillis) {
    this.steps = steps;
    this.fromMillis = fromMillis;
    this.untilMillis = untilMillis;
    this.windowMillis = windowMillis;
    this.started = new long[steps];
    this.arrived = new long[steps];
    Arrays.fill(started, NEVER);
  }

  /// Goes through the moments of a visitor.
  ///
  /// @param moments oldest first
  /// @param strict leaves no step standing that the next moment does not continue
  Walk through(List<Moment> moments, boolean strict) {
    for (Moment moment : moments) {
      take(moment, strict);
    }
    return this;
  }

  /// How many steps were reached; 0 for who did not enter.
  int reached() {
    return reached;
  }

  /// When the first step was done first.
  long enteredMillis() {
    return entered;
  }

  /// Milliseconds from one reached step to the next.
  List<Long> gaps() {
    return gaps;
  }

  /// True if the last step is not reached and may still be.
  ///
  /// @param now in milliseconds
  boolean isOpen(long now) {
    return reached > 0 && reached < steps && now - lastEntered <= windowMillis;
  }

  /// From the last step to the first, so that one moment is not two steps.
  private void take(Moment moment, boolean strict) {
    long time = moment.timeMillis();
    for (int step = steps - 1; step > 0; step--) {
      boolean goesOn =
          moment.fits(step)
              && started[step - 1] != NEVER
              && time - started[step - 1] <= windowMillis;
      if (goesOn) {
        arrive(step, started[step - 1], time, time - arrived[step - 1]);
      } else if (strict) {
        started[step] = NEVER;
      }
    }
    if (moment.fits(0) && time >= fromMillis && time < untilMillis) {
      arrive(0, time, time, 0);
      entered = entered == NEVER ? time : entered;
      lastEntered = time;
    } else if (strict) {
      started[0] = NEVER;
    }
  }

  private void arrive(int step, long start, long time, long gap) {
    started[step] = start;
    arrived[step] = time;
    if (reached == step) {
      reached++;
      if (step > 0) {
        gaps.add(gap);
      }
    }
  }
}
