package io.agencysuite.metrics.exchange;

import static io.agencysuite.metrics.Agency.query;
import static io.agencysuite.metrics.Agency.time;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.common.v1.Money;
import io.agencysuite.kit.test.Seed;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.BatchCreateCostsRequest;
import io.agencysuite.metrics.v1.BatchCreateExchangeRatesRequest;
import io.agencysuite.metrics.v1.Cost;
import io.agencysuite.metrics.v1.DeleteExchangeRateRequest;
import io.agencysuite.metrics.v1.ExchangeRate;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.GetExchangeRateRequest;
import io.agencysuite.metrics.v1.ImportExchangeRatesRequest;
import io.agencysuite.metrics.v1.ImportExchangeRatesResponse;
import io.agencysuite.metrics.v1.ListExchangeRatesRequest;
import io.agencysuite.metrics.v1.OtherCurrency;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.RefundState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class ExchangeRateGrpcServiceTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-10-01");
  private static final int DAYS = 40;
  private static final List<String> CURRENCIES = List.of("USD", "CHF", "JPY", "EUR");
  private static final int STEPS = 250;

  private final Agency agency = Agency.inBerlin();
  private final SplittableRandom random = Seed.random("rates that come and go");
  private final Map<String, BigDecimal> rates = new HashMap<>();
  private final Map<String, OrderState> orders = new HashMap<>();
  private final Map<String, Cost> costs = new HashMap<>();

  @Test
  void convertsLikeBruteForceWhateverComesFirst() {
    for (int step = 1; step <= STEPS; step++) {
      switch (random.nextInt(5)) {
        case 0, 1 -> someRate();
        case 2 -> takeRateBack();
        case 3 -> someOrder(step);
        default -> someCost();
      }
    }

    QueryReportResponse report = agency.report(query("2026-09-01", "2026-12-31").setProve(true));

    assertThat(shown(report)).isEqualTo(bruteForce());
    assertThat(report.getProof().getPassed()).isTrue();
    assertThat(report.getFreshness().getComplete()).isTrue();
  }

  @Test
  void readsPastedTables() {
    ImportExchangeRatesResponse german =
        paste(
            """
            Datum;Von;Nach;Kurs;Quelle
            2026-10-01;USD;EUR;0,8512;EZB

            2026-10-02;CHF;EUR;1,05
            """);
    ImportExchangeRatesResponse english =
        paste("\"2026-10-01\",\"USD\",\"EUR\",\"0.8512\",EZB\n2026-10-03\tCHF\tEUR\t1.06");

    assertThat(german.getCreatedCount()).isEqualTo(2);
    assertThat(german.getExchangeRates(0).getRate()).isEqualTo("0.8512");
    assertThat(german.getExchangeRates(0).getSource()).isEqualTo("EZB");
    assertThat(english.getUnchangedCount()).isEqualTo(1);
    assertThat(english.getCreatedCount()).isEqualTo(1);
    assertThat(
            agency
                .rates()
                .listExchangeRates(
                    ListExchangeRatesRequest.newBuilder().setParent(agency.parent()).build())
                .getExchangeRatesList())
        .extracting(ExchangeRate::getRateDate)
        .containsExactly("2026-10-03", "2026-10-02", "2026-10-01");
    ExchangeRate first = german.getExchangeRates(0);
    assertThat(
            agency
                .rates()
                .getExchangeRate(
                    GetExchangeRateRequest.newBuilder().setName(first.getName()).build()))
        .isEqualTo(first);
  }

  @Test
  void storesNothingOfTableWithMistake() {
    assertThatThrownBy(() -> paste("2026-10-01,USD,EUR,0.85\n2026-10-02,USD,EUR,1e3\nx"))
        .hasMessageContaining("line 2: '1e3' (expected: a decimal number, for example 1.0856)")
        .hasMessageContaining("line 3: 1 cells (expected: day, from, to, rate");
    assertThatThrownBy(() -> paste("2026-10-01,USD,USD,1"))
        .hasMessageContaining("to_currency: USD (expected: another than from_currency)");
    assertThatThrownBy(() -> paste("2026-10-01,USD,EUR,0"))
        .hasMessageContaining("csv: line 1: rate: 0 (expected: above 0)");
    assertThatThrownBy(() -> paste("day,from,to,rate\n2026-02-30,USD,EUR,1"))
        .hasMessageContaining("csv: line 2: rate_date: 2026-02-30 (expected: a calendar day");
    assertThatThrownBy(() -> paste("2026-10-01,USD,EUR,1\n2026-10-01,USD,EUR,2"))
        .hasMessageContaining(
            "csv: line 2: 'USD/EUR/2026-10-01' twice in a table (expected: once)");
    assertThat(
            agency
                .rates()
                .listExchangeRates(
                    ListExchangeRatesRequest.newBuilder().setParent(agency.parent()).build())
                .getExchangeRatesCount())
        .isZero();
  }

  private ImportExchangeRatesResponse paste(String csv) {
    return agency
        .rates()
        .importExchangeRates(
            ImportExchangeRatesRequest.newBuilder().setParent(agency.parent()).setCsv(csv).build());
  }

  private void someRate() {
    String from = currency();
    String to = CURRENCIES.get((CURRENCIES.indexOf(from) + 1 + random.nextInt(3)) % 4);
    String day = day().toString();
    String rate = random.nextInt(3) + "." + (1 + random.nextInt(9_999));
    agency
        .rates()
        .batchCreateExchangeRates(
            BatchCreateExchangeRatesRequest.newBuilder()
                .setParent(agency.parent())
                .addExchangeRates(
                    ExchangeRate.newBuilder()
                        .setFromCurrency(from)
                        .setToCurrency(to)
                        .setRateDate(day)
                        .setRate(rate))
                .build());
    rates.put(from + to + day, new BigDecimal(rate));
  }

  private void takeRateBack() {
    List<ExchangeRate> known =
        agency
            .rates()
            .listExchangeRates(
                ListExchangeRatesRequest.newBuilder().setParent(agency.parent()).build())
            .getExchangeRatesList();
    if (!known.isEmpty()) {
      ExchangeRate rate = known.get(random.nextInt(known.size()));
      agency
          .rates()
          .deleteExchangeRate(
              DeleteExchangeRateRequest.newBuilder().setName(rate.getName()).build());
      rates.remove(rate.getFromCurrency() + rate.getToCurrency() + rate.getRateDate());
    }
  }

  private void someOrder(int version) {
    String id = "o" + random.nextInt(25);
    String currency = currency();
    OrderState.Builder order =
        OrderState.newBuilder().setOrderTime(noon(day())).setTotal(money(currency));
    for (int refunds = random.nextInt(4); refunds > 0; refunds--) {
      order.addRefunds(
          RefundState.newBuilder()
              .setRefundTime(noon(day()))
              .setAmount(money(random.nextInt(5) == 0 ? currency() : currency)));
    }
    agency.putStates(agency.own("orders/" + id, version).setOrder(order).build());
    orders.put(id, order.build());
  }

  private void someCost() {
    Cost cost =
        Cost.newBuilder()
            .setExternalId("c" + random.nextInt(25))
            .setCostDate(day().toString())
            .setChannel("blog")
            .setAmount(money(currency()))
            .build();
    agency
        .costs()
        .batchCreateCosts(
            BatchCreateCostsRequest.newBuilder().setParent(agency.parent()).addCosts(cost).build());
    costs.put(cost.getExternalId(), cost);
  }

  private Map<String, Long> bruteForce() {
    Map<String, Long> sums = new TreeMap<>();
    for (OrderState order : orders.values()) {
      LocalDate day =
          LocalDate.parse(
              Instant.ofEpochSecond(order.getOrderTime().getSeconds()).toString().substring(0, 10));
      add(sums, "revenue", order.getTotal(), 0, day);
      Map<String, Long> refunded = new HashMap<>();
      for (RefundState refund : order.getRefundsList()) {
        Money amount = refund.getAmount();
        long before = refunded.getOrDefault(amount.getCurrencyCode(), 0L);
        add(sums, "refunds", amount, before, day);
        refunded.put(amount.getCurrencyCode(), before + amount.getMinorUnits());
      }
    }
    costs
        .values()
        .forEach(
            cost -> add(sums, "ad_cost", cost.getAmount(), 0, LocalDate.parse(cost.getCostDate())));
    sums.values().removeIf(sum -> sum == 0);
    return sums;
  }

  private void add(Map<String, Long> sums, String name, Money money, long before, LocalDate day) {
    String currency = money.getCurrencyCode();
    BigDecimal rate = currency.equals("EUR") ? BigDecimal.ONE : null;
    for (LocalDate d = day; rate == null && !d.isBefore(day.minusDays(7)); d = d.minusDays(1)) {
      BigDecimal direct = rates.get(currency + "EUR" + d);
      BigDecimal inverse = rates.get("EUR" + currency + d);
      if (direct != null) {
        rate = direct;
      } else if (inverse != null) {
        rate = BigDecimal.ONE.divide(inverse, 60, RoundingMode.HALF_EVEN);
      }
    }
    if (rate == null) {
      sums.merge(name + " " + currency, money.getMinorUnits(), Long::sum);
    } else {
      BigDecimal cents = rate.multiply(BigDecimal.valueOf(currency.equals("JPY") ? 100 : 1));
      long after = before + money.getMinorUnits();
      sums.merge(name + " EUR", rounded(after, cents) - rounded(before, cents), Long::sum);
    }
  }

  /// What was divided may lie a hair below a half.
  private static long rounded(long minorUnits, BigDecimal rate) {
    return BigDecimal.valueOf(minorUnits)
        .multiply(rate)
        .setScale(20, RoundingMode.HALF_EVEN)
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  private static Map<String, Long> shown(QueryReportResponse report) {
    Map<String, Long> shown = new TreeMap<>();
    Figures totals = report.getTotals();
    shown.put("revenue EUR", totals.getRevenue().getMinorUnits());
    shown.put("refunds EUR", totals.getRefunds().getMinorUnits());
    shown.put("ad_cost EUR", totals.getAdCost().getMinorUnits());
    for (OtherCurrency other : report.getOtherCurrenciesList()) {
      String currency = " " + other.getCurrencyCode();
      shown.put("revenue" + currency, other.getRevenue().getMinorUnits());
      shown.put("refunds" + currency, other.getRefunds().getMinorUnits());
      shown.put("ad_cost" + currency, other.getAdCost().getMinorUnits());
    }
    shown.values().removeIf(sum -> sum == 0);
    return shown;
  }

  private String currency() {
    return CURRENCIES.get(random.nextInt(CURRENCIES.size()));
  }

  private LocalDate day() {
    return FIRST.plusDays(random.nextInt(DAYS));
  }

  private static com.google.protobuf.Timestamp noon(LocalDate day) {
    return time(Instant.parse(day + "T12:00:00Z"));
  }

  private Money money(String currency) {
    return Money.newBuilder()
        .setMinorUnits(random.nextInt(100_000))
        .setCurrencyCode(currency)
        .build();
  }
}
