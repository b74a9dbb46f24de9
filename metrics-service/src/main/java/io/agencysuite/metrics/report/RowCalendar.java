package io.agencysuite.metrics.report;

import io.agencysuite.metrics.rollup.Slots;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;

/// Finds the row that a time belongs to. Times of days that are compared with go to the row of the
/// day that they meet, at the same time of the local clock.
final class RowCalendar {

  private final ReportQuery query;
  private final ZoneId zone;
  private final DayShift shift;
  private final Map<Long, RowStart> bySlot = new HashMap<>();

  RowCalendar(ReportQuery query, ZoneId zone, DayShift shift) {
    this.query = query;
    this.zone = zone;
    this.shift = shift;
  }

  RowStart ofDay(LocalDate day) {
    return new RowStart(query.startOf(shift.meets(day)), 0);
  }

  RowStart ofSlot(long slot) {
    return bySlot.computeIfAbsent(slot, this::find);
  }

  private RowStart find(long slot) {
    ZonedDateTime time = Slots.start(slot).atZone(zone);
    if (!query.hourly()) {
      return ofDay(time.toLocalDate());
    }
    LocalDate day = shift.meets(time.toLocalDate());
    // An hour that the clocks repeat keeps its offset, so that it stays two rows.
    ZonedDateTime hour =
        day.equals(time.toLocalDate()) ? time : day.atTime(time.toLocalTime()).atZone(zone);
    return new RowStart(day, hour.truncatedTo(ChronoUnit.HOURS).toEpochSecond());
  }
}
