package io.agencysuite.metrics.apply;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.metrics.state.Amount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContributionTest {

  @ParameterizedTest
  @CsvSource({"1, 29", "1, 30", "90, 6000", "1440, 1000000000000", "1, 3000000000000000000"})
  void roundsLabourCostHalfUpToMinorUnit(long minutes, long rate) {
    long expected =
        BigDecimal.valueOf(rate)
            .multiply(BigDecimal.valueOf(minutes))
            .divide(BigDecimal.valueOf(60), 0, RoundingMode.HALF_UP)
            .longValueExact();

    assertThat(Contribution.labourCost(minutes, new Amount(rate, "EUR"))).isEqualTo(expected);
  }

  @Test
  void neverWrapsAround() {
    assertThatThrownBy(() -> Contribution.labourCost(1_440, new Amount(Long.MAX_VALUE / 2, "EUR")))
        .isInstanceOf(ArithmeticException.class);
  }
}
