package io.agencysuite.metrics.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.metrics.state.Amount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExchangeTest {

  private static final LocalDate DAY = LocalDate.parse("2026-11-10");

  @Test
  void takesTheLastRateOnOrBeforeTheDay() {
    Exchange exchange = euros("USD/EUR/2026-11-03", "0.9", "USD/EUR/2026-11-11", "0.1");

    assertThat(exchange.convert(dollars(1_001), DAY)).isEqualTo(new Amount(901, "EUR"));
    assertThat(exchange.convert(dollars(1_001), DAY.plusDays(1))).isEqualTo(new Amount(100, "EUR"));
    assertThat(exchange.convert(dollars(1_001), DAY.minusDays(8))).isEqualTo(dollars(1_001));
  }

  @Test
  void leavesMoneyWithoutRateOfTheWeekAsItIs() {
    assertThat(euros("USD/EUR/2026-11-02", "0.9").convert(dollars(5), DAY)).isEqualTo(dollars(5));
  }

  @Test
  void turnsTheOtherDirectionRoundAndPrefersTheDirectOne() {
    Exchange inverse = euros("EUR/USD/2026-11-10", "1.25");
    Exchange both = euros("EUR/USD/2026-11-10", "1.25", "USD/EUR/2026-11-10", "0.5");

    assertThat(inverse.convert(dollars(1_000), DAY)).isEqualTo(new Amount(800, "EUR"));
    assertThat(both.convert(dollars(1_000), DAY)).isEqualTo(new Amount(500, "EUR"));
  }

  @Test
  void knowsCurrenciesWithoutCents() {
    Exchange exchange = euros("JPY/EUR/2026-11-10", "0.0061");

    assertThat(exchange.convert(new Amount(1_000, "JPY"), DAY)).isEqualTo(new Amount(610, "EUR"));
  }

  @Test
  void roundsHalfUpAndPartsLikeTheirSum() {
    Exchange exchange = euros("USD/EUR/2026-11-10", "0.5");

    assertThat(exchange.convert(dollars(1), DAY).minorUnits()).isEqualTo(1);
    assertThat(exchange.convertParts(List.of(dollars(1), dollars(1), dollars(1)), DAY))
        .extracting(Amount::minorUnits)
        .containsExactly(1L, 0L, 1L);
  }

  @Test
  void leavesWhatWouldBeTooLargeAsItIs() {
    Exchange direct = euros("USD/EUR/2026-11-10", "999999999");
    Exchange inverse = euros("EUR/USD/2026-11-10", "0.0000000001");
    Amount most = dollars(1_000_000_000_000L);

    assertThat(direct.convert(most, DAY)).isEqualTo(most);
    assertThat(inverse.convert(most, DAY)).isEqualTo(most);
    assertThat(direct.convertParts(List.of(dollars(1), most), DAY))
        .containsExactly(dollars(1), most);
    assertThat(direct.convert(dollars(1), DAY)).isEqualTo(new Amount(999_999_999, "EUR"));
  }

  private static Amount dollars(long cents) {
    return new Amount(cents, "USD");
  }

  /// @param rates by key, key and rate in turns
  private static Exchange euros(String... rates) {
    Map<String, String> table =
        rates.length == 2
            ? Map.of(rates[0], rates[1])
            : Map.of(rates[0], rates[1], rates[2], rates[3]);
    return new Exchange(
        "EUR",
        (from, to, day) -> {
          String rate = table.get(DatedRate.key(from, to, day.toString()));
          return rate == null ? null : new BigDecimal(rate);
        });
  }
}
