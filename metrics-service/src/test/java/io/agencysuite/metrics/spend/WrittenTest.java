package io.agencysuite.metrics.spend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class WrittenTest {

  @Test
  void readsNoDayThatDoesNotExist() {
    assertThat(Written.day("2026-02-28", "yyyy-MM-dd")).contains(LocalDate.of(2026, 2, 28));
    assertThat(Written.day("2026-02-30", "yyyy-MM-dd")).isEmpty();
    assertThat(Written.day("31.4.2026", "d.M.yyyy")).isEmpty();
    assertThat(Written.day("Feb 29, 2026", "MMM d, yyyy")).isEmpty();
  }

  @Test
  void findsHowDaysAreWritten() {
    assertThat(Written.dateFormat(List.of("Nov 3, 2026"), false)).isEqualTo("MMM d, yyyy");
    assertThat(Written.dateFormat(List.of("3. Nov. 2026", "20261103"), true)).isNotEmpty();
    assertThat(Written.day("20261103", "yyyyMMdd")).contains(LocalDate.of(2026, 11, 3));
  }
}
