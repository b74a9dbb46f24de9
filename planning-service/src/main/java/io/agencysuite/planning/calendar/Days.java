package io.agencysuite.planning.calendar;

import io.agencysuite.planning.resource.Violations;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/// Some days in a row as a zone counts them; each begins when its first local minute does.
///
/// @param last included
record Days(LocalDate first, LocalDate last, ZoneId zone) {

  static final int MAX = 366;

  /// @throws io.agencysuite.kit.error.InvalidArgument if these are no days in a row
  static Days parse(String first, String last, ZoneId zone) {
    Violations violations = new Violations("");
    violations.requireDate("start_date", first);
    violations.requireDate("end_date", last);
    violations.throwIfAny();
    LocalDate from = LocalDate.parse(first);
    LocalDate to = LocalDate.parse(last);
    long count = ChronoUnit.DAYS.between(from, to) + 1;
    violations.require(
        count >= 1 && count <= MAX, "end_date", last, "1.." + MAX + " days from " + first);
    violations.throwIfAny();
    return new Days(from, to, zone);
  }

  Instant start() {
    return first.atStartOfDay(zone).toInstant();
  }

  /// Exclusive.
  Instant end() {
    return last.plusDays(1).atStartOfDay(zone).toInstant();
  }
}
