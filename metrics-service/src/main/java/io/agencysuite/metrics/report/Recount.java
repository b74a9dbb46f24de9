package io.agencysuite.metrics.report;

import io.agencysuite.metrics.cost.CostMessages;
import io.agencysuite.metrics.exchange.DatedRate;
import io.agencysuite.metrics.exchange.Exchange;
import io.agencysuite.metrics.exchange.ExchangeRateMessages;
import io.agencysuite.metrics.rollup.Cell;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Slots;
import io.agencysuite.metrics.rollup.TupleBook;
import io.agencysuite.metrics.state.Amount;
import io.agencysuite.metrics.state.Body;
import io.agencysuite.metrics.state.Fact;
import io.agencysuite.metrics.state.FactKind;
import io.agencysuite.metrics.state.StateMessages;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Counts a report's totals anew from the newest state of every order, lead, post, time entry and
/// cost, without looking at the buckets. Only where it belongs is taken from what was last counted,
/// because that is a matter of journeys.
final class Recount {

  /// What can be told from states alone.
  static final Set<Metric> METRICS =
      EnumSet.of(
          Metric.ORDERS,
          Metric.REVENUE,
          Metric.REFUNDS,
          Metric.LEADS,
          Metric.LEAD_VALUE,
          Metric.POSTS,
          Metric.MINUTES,
          Metric.AD_COST);

  private final Scope scope;
  private final Places places;
  private final Exchange exchange;
  private final long first;
  private final long end;
  private final Sums sums = new Sums();

  /// @param currency the client's
  Recount(Scope scope, ReportQuery query, Places places, String currency) {
    this.scope = scope;
    this.places = places;
    this.exchange = exchange(scope, currency);
    this.first = Slots.startOf(query.from(), scope.zone());
    this.end = Slots.startOf(query.to().plusDays(1), scope.zone());
  }

  Sums count() {
    for (FactKind kind :
        EnumSet.of(FactKind.ORDER, FactKind.LEAD, FactKind.POST, FactKind.HOUR, FactKind.COST)) {
      scope.facts(kind, (id, bytes) -> count(kind, Fact.decode(bytes)));
    }
    return sums;
  }

  private void count(FactKind kind, Fact fact) {
    if (fact.state().length == 0) {
      return;
    }
    @Nullable Body body =
        kind == FactKind.COST
            ? CostMessages.arrival(fact.state()).body()
            : StateMessages.arrival(fact.state()).body();
    if (body != null && isWanted(fact, body)) {
      count(body);
    }
  }

  private boolean isWanted(Fact fact, Body body) {
    int tuple =
        fact.counted().keySet().stream().findFirst().map(Cell::tuple).orElse(TupleBook.OTHER);
    return body instanceof Body.Hour hour
        ? places.wants(tuple, hour.member())
        : places.wants(tuple);
  }

  private void count(Body body) {
    switch (body) {
      case Body.Order order when !order.cancelled() -> {
        add(slot(order.orderTime()), Metric.ORDERS, 1);
        LocalDate day = day(order.orderTime());
        add(slot(order.orderTime()), Metric.REVENUE, exchange.convert(order.total(), day));
        List<Amount> refunds =
            exchange.convertParts(order.refunds().stream().map(Body.Refund::amount).toList(), day);
        for (int i = 0; i < refunds.size(); i++) {
          add(slot(order.refunds().get(i).refundTime()), Metric.REFUNDS, refunds.get(i));
        }
      }
      case Body.Lead lead when !lead.disqualified() -> {
        add(slot(lead.createTime()), Metric.LEADS, 1);
        if (lead.value() != null) {
          Amount value = exchange.convert(lead.value(), day(lead.createTime()));
          add(slot(lead.createTime()), Metric.LEAD_VALUE, value);
        }
      }
      case Body.Post post when post.publishTime() != null ->
          add(slot(post.publishTime()), Metric.POSTS, 1);
      case Body.Hour hour ->
          add(Slots.of(hour.day(), scope.zone()), Metric.MINUTES, hour.minutes());
      case Body.Spend spend ->
          add(
              Slots.of(spend.day(), scope.zone()),
              Metric.AD_COST,
              exchange.convert(spend.amount(), spend.day()));
      default -> {}
    }
  }

  private static Exchange exchange(Scope scope, String currency) {
    Map<String, BigDecimal> rates = new HashMap<>();
    scope.facts(
        FactKind.RATE,
        (id, bytes) -> {
          byte[] state = Fact.decode(bytes).state();
          if (ExchangeRateMessages.arrival(state).body() instanceof Body.Exchange rate) {
            rates.put(DatedRate.key(rate.from(), rate.to(), rate.day().toString()), rate.rate());
          }
        });
    return new Exchange(
        currency, (from, to, day) -> rates.get(DatedRate.key(from, to, day.toString())));
  }

  private LocalDate day(Instant time) {
    return time.atZone(scope.zone()).toLocalDate();
  }

  private long slot(Instant time) {
    return Slots.of(time, scope.zone());
  }

  private void add(long slot, Metric metric, Amount amount) {
    if (slot >= first && slot < end) {
      sums.add(amount.currency(), metric, amount.minorUnits());
    }
  }

  private void add(long slot, Metric metric, long value) {
    if (slot >= first && slot < end) {
      sums.add("", metric, value);
    }
  }
}
