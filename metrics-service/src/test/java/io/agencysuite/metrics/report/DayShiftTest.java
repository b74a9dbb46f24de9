package io.agencysuite.metrics.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class DayShiftTest {

  @Test
  void meetsNoDayTwiceAndLeavesNoneOutAroundLeapDays() {
    for (int year = 2023; year <= 2026; year++) {
      LocalDate from = LocalDate.of(year, 2, 1);
      LocalDate to = LocalDate.of(year, 3, 31);
      DayShift shift = DayShift.previousYear(from, to);
      LocalDate next = shift.from();

      for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
        LocalDate first = shift.firstThen(day);
        LocalDate last = shift.lastThen(day);
        if (!first.isAfter(last)) {
          assertThat(first).isEqualTo(next);
          first
              .datesUntil(last.plusDays(1))
              .forEach(then -> assertThat(shift.meets(then)).isBetween(from, to));
          next = last.plusDays(1);
        }
      }

      assertThat(next).isEqualTo(shift.to().plusDays(1));
      assertThat(shift.from()).isEqualTo(LocalDate.of(year - 1, 2, 1));
      assertThat(shift.to()).isEqualTo(LocalDate.of(year - 1, 3, 31));
    }
  }

  @Test
  void letsLeapDayMeetTheTwentyEighth() {
    DayShift shift = DayShift.previousYear(LocalDate.of(2025, 2, 28), LocalDate.of(2025, 2, 28));

    assertThat(shift.from()).isEqualTo(LocalDate.of(2024, 2, 28));
    assertThat(shift.to()).isEqualTo(LocalDate.of(2024, 2, 29));
    assertThat(shift.meets(shift.to())).isEqualTo(LocalDate.of(2025, 2, 28));
  }

  /// Days beyond the last meet the last, so that its row holds more than one day.
  @Test
  void shiftsDaysBeyondTheLast() {
    LocalDate from = LocalDate.parse("2026-11-01");
    LocalDate to = LocalDate.parse("2026-11-05");

    assertThat(DayShift.dates(from, to, from, to).unshifted()).isTrue();
    assertThat(DayShift.dates(from, to, from, to.plusDays(3)).unshifted()).isFalse();
  }
}
