package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.rollup.Slots;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;

/// The slot and the local day of moments in one zone. Zones change their clocks on quarter hours
/// only, so that what holds for a quarter is remembered.
final class SlotClock {

  private static final int QUARTER_SECONDS = 900;
  private static final int REMEMBERED = 512;

  private final ZoneId zone;
  private final long[] quarters = new long[REMEMBERED];
  private final long[] slots = new long[REMEMBERED];
  private final long[] days = new long[REMEMBERED];
  private int place;

  SlotClock(ZoneId zone) {
    this.zone = zone;
    Arrays.fill(quarters, Long.MIN_VALUE);
  }

  /// Looks at a moment, in seconds since 1970.
  void look(long second) {
    long quarter = Math.floorDiv(second, QUARTER_SECONDS);
    place = (int) (quarter & (REMEMBERED - 1));
    if (quarters[place] != quarter) {
      quarters[place] = quarter;
      slots[place] = Slots.of(Instant.ofEpochSecond(second), zone);
      days[place] = Slots.start(slots[place]).atZone(zone).toLocalDate().toEpochDay();
    }
  }

  long slot() {
    return slots[place];
  }

  /// The local day, in days since 1970.
  long day() {
    return days[place];
  }
}
