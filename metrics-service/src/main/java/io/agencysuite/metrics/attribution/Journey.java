package io.agencysuite.metrics.attribution;

import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntPredicate;

/// The touches of a visitor that may get credit for one conversion.
///
/// @param touches with a known channel, oldest first
/// @param visits how many there are with those of no known channel
public record Journey(List<Touch> touches, int visits) {

  private static final Comparator<Touch> ORDER =
      Comparator.comparingLong(Touch::timeMillis).thenComparingLong(Touch::event);

  public Journey {
    touches = List.copyOf(touches);
  }

  /// The journey to a conversion.
  ///
  /// @param visits of the visitor, in any order; one may occur twice
  /// @param known tells whether a tuple says a channel
  public static Journey before(
      Collection<Touch> visits, long conversionMillis, Duration window, IntPredicate known) {
    long first = conversionMillis - window.toMillis();
    List<Touch> inWindow =
        visits.stream()
            .filter(touch -> touch.timeMillis() <= conversionMillis && touch.timeMillis() >= first)
            .distinct()
            .toList();
    List<Touch> touches =
        inWindow.stream().filter(touch -> known.test(touch.tuple())).sorted(ORDER).toList();
    return new Journey(touches, inWindow.size());
  }

  /// True if no model can share anything.
  public boolean isUnknown() {
    return touches.isEmpty();
  }
}
