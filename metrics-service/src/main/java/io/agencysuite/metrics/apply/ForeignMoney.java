package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.exchange.Exchange;
import io.agencysuite.metrics.state.Amount;
import io.agencysuite.metrics.state.Body;
import io.agencysuite.metrics.state.FactId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Money of a fact in other currencies than the client's, and the day whose rate it counts by.
record ForeignMoney(LocalDate day, Set<String> currencies) {

  /// Days that a fact may have been told apart from by another zone of its client.
  private static final int ZONE_DAYS = 1;

  ForeignMoney {
    currencies = Set.copyOf(currencies);
  }

  /// @param hourlyCost of logged time; null when none is known
  static Optional<ForeignMoney> of(
      Body body, @Nullable Amount hourlyCost, ZoneId zone, String home) {
    return switch (body) {
      case Body.Lead lead when lead.value() != null ->
          of(day(lead.createTime(), zone), Stream.of(lead.value()), home);
      case Body.Order order ->
          of(
              day(order.orderTime(), zone),
              Stream.concat(
                  Stream.of(order.total()), order.refunds().stream().map(Body.Refund::amount)),
              home);
      case Body.Spend spend -> of(spend.day(), Stream.of(spend.amount()), home);
      case Body.Hour hour when hourlyCost != null -> of(hour.day(), Stream.of(hourlyCost), home);
      default -> Optional.empty();
    };
  }

  /// By what such facts are found when a rate of this day changes: those of the days that it may be
  /// the last rate for.
  static List<String> referencesFor(FactId rate, LocalDate day) {
    return IntStream.rangeClosed(-ZONE_DAYS, Exchange.OLDEST_DAYS + ZONE_DAYS)
        .mapToObj(age -> reference(rate, day.plusDays(age)))
        .toList();
  }

  String reference(FactId fact) {
    return reference(fact, day);
  }

  private static Optional<ForeignMoney> of(LocalDate day, Stream<Amount> amounts, String home) {
    Set<String> currencies = new TreeSet<>();
    amounts.map(Amount::currency).filter(code -> !code.equals(home)).forEach(currencies::add);
    return currencies.isEmpty() ? Optional.empty() : Optional.of(new ForeignMoney(day, currencies));
  }

  private static LocalDate day(Instant time, ZoneId zone) {
    return time.atZone(zone).toLocalDate();
  }

  private static String reference(FactId of, LocalDate day) {
    return of.tenant() + '/' + of.client() + "/money/" + day;
  }
}
