package io.agencysuite.metrics.attribution;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.OptionalInt;
import java.util.function.IntPredicate;

/// Gives everything to the last touch with a known channel in the window before the conversion.
/// Direct visits count as touches of nothing: they take no credit from the channel before them.
public final class LastTouch {

  /// How far back a touch may lie.
  public static final Duration WINDOW = Duration.ofDays(90);

  private static final Comparator<Touch> ORDER =
      Comparator.comparingLong(Touch::timeMillis).thenComparingLong(Touch::event);

  private LastTouch() {}

  /// The tuple that gets the credit; empty when no touch qualifies.
  ///
  /// @param known tells whether a tuple says a channel
  public static OptionalInt credit(
      Collection<Touch> touches, Instant conversion, IntPredicate known) {
    long last = conversion.toEpochMilli();
    long first = last - WINDOW.toMillis();
    return touches.stream()
        .filter(touch -> touch.timeMillis() <= last && touch.timeMillis() >= first)
        .filter(touch -> known.test(touch.tuple()))
        .max(ORDER)
        .map(touch -> OptionalInt.of(touch.tuple()))
        .orElseGet(OptionalInt::empty);
  }
}
