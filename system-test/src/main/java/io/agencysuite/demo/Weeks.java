package io.agencysuite.demo;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.Map;

/// The thirteen weeks before today and how strong each was.
///
/// @param today the first day that has not happened yet
record Weeks(LocalDate today) {

  static final int PAST = 13;
  static final int AHEAD = 2;
  private static final int CRISIS = 8;
  private static final int LAST_OF_THE_QUIET = 7;

  private static final Map<DayOfWeek, Double> WEEKDAY =
      Map.of(
          DayOfWeek.MONDAY, 0.9,
          DayOfWeek.TUESDAY, 1.05,
          DayOfWeek.WEDNESDAY, 1.1,
          DayOfWeek.THURSDAY, 1.15,
          DayOfWeek.FRIDAY, 1.0,
          DayOfWeek.SATURDAY, 0.85,
          DayOfWeek.SUNDAY, 0.95);

  /// First day of the first week, a Monday.
  LocalDate start() {
    return today.minusWeeks(PAST).with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  LocalDate monday(int week) {
    return start().plusWeeks(week);
  }

  int of(LocalDate day) {
    return (int) ChronoUnit.WEEKS.between(start(), day);
  }

  boolean isCrisis(Story.Client client, int week) {
    return client.course() == Story.Course.CRISIS && week == CRISIS;
  }

  double visits(Story.Client client, LocalDate day) {
    int week = of(day);
    double weekday = WEEKDAY.getOrDefault(day.getDayOfWeek(), 1.0);
    return weekday
        * switch (client.course()) {
          case STEADY -> 1;
          case GROWING -> 0.6 + 0.06 * week;
          case SEASONAL -> 0.8 + (week >= 9 ? 0.12 * (week - 8) : 0);
          case QUIET -> week <= LAST_OF_THE_QUIET ? 1 : 0.35;
          case CRISIS -> week == CRISIS ? 3.2 : week > CRISIS ? 0.7 : 1;
        };
  }

  double orders(Story.Client client, LocalDate day) {
    if (client.course() != Story.Course.CRISIS) {
      return 1;
    }
    int week = of(day);
    return week == CRISIS ? 0.15 : week == CRISIS + 1 ? 0.6 : 1;
  }

  double refunds(Story.Client client, LocalDate day) {
    int week = of(day);
    boolean doubted = week >= CRISIS - 1 && week <= CRISIS;
    return client.course() == Story.Course.CRISIS && doubted ? 0.4 : 0.05;
  }

  double posts(Story.Client client, int week) {
    return switch (client.course()) {
      case QUIET -> week <= LAST_OF_THE_QUIET ? 1 : 0;
      case CRISIS -> week == CRISIS ? 0.5 : 1;
      case GROWING, STEADY, SEASONAL -> 1;
    };
  }
}
