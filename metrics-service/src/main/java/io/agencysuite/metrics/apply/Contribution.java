package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.exchange.Exchange;
import io.agencysuite.metrics.rollup.Cell;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Slots;
import io.agencysuite.metrics.state.Amount;
import io.agencysuite.metrics.state.Body;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What one aggregate adds to the buckets of its client.
final class Contribution {

  private static final int MINUTES_PER_HOUR = 60;

  private final ZoneId zone;
  private final int tuple;
  private final Map<Cell, Long> cells = new HashMap<>();

  private Contribution(ZoneId zone, int tuple) {
    this.zone = zone;
    this.tuple = tuple;
  }

  static Map<Cell, Long> of(Body.Lead lead, Units units, int tuple) {
    Contribution sum = new Contribution(units.zone(), tuple);
    if (!lead.disqualified()) {
      sum.count(lead.createTime(), Metric.LEADS, 1);
      if (lead.value() != null) {
        LocalDate day = sum.day(lead.createTime());
        Amount value = units.exchange().convert(lead.value(), day);
        sum.money(lead.createTime(), Metric.LEAD_VALUE, value);
      }
    }
    return sum.cells;
  }

  static Map<Cell, Long> of(Body.Order order, Units units, int tuple) {
    Contribution sum = new Contribution(units.zone(), tuple);
    if (!order.cancelled()) {
      LocalDate day = sum.day(order.orderTime());
      Exchange exchange = units.exchange();
      sum.count(order.orderTime(), Metric.ORDERS, 1);
      sum.money(order.orderTime(), Metric.REVENUE, exchange.convert(order.total(), day));
      List<Amount> refunds =
          exchange.convertParts(order.refunds().stream().map(Body.Refund::amount).toList(), day);
      for (int i = 0; i < refunds.size(); i++) {
        sum.money(order.refunds().get(i).refundTime(), Metric.REFUNDS, refunds.get(i));
      }
    }
    return sum.cells;
  }

  static Map<Cell, Long> of(Body.Post post, ZoneId zone, int tuple) {
    Contribution sum = new Contribution(zone, tuple);
    if (post.publishTime() != null) {
      sum.count(post.publishTime(), Metric.POSTS, 1);
    }
    return sum.cells;
  }

  /// @param rate cost of an hour on that day; null when none is known
  static Map<Cell, Long> of(Body.Hour hour, @Nullable Amount rate, Units units, int tuple) {
    Contribution sum = new Contribution(units.zone(), tuple);
    long slot = Slots.of(hour.day(), units.zone());
    sum.add(slot, "", Metric.MINUTES, hour.minutes());
    if (rate == null) {
      sum.add(slot, "", Metric.UNRATED_MINUTES, hour.minutes());
    } else {
      Amount own = new Amount(labourCost(hour.minutes(), rate), rate.currency());
      Amount cost = units.exchange().convert(own, hour.day());
      sum.add(slot, cost.currency(), Metric.LABOUR_COST, cost.minorUnits());
    }
    return sum.cells;
  }

  static Map<Cell, Long> of(Body.Spend spend, Units units, int tuple) {
    Contribution sum = new Contribution(units.zone(), tuple);
    Amount amount = units.exchange().convert(spend.amount(), spend.day());
    long slot = Slots.of(spend.day(), units.zone());
    sum.add(slot, amount.currency(), Metric.AD_COST, amount.minorUnits());
    return sum.cells;
  }

  static Map<Cell, Long> of(Body.Network said, ZoneId zone, int tuple) {
    Contribution sum = new Contribution(zone, tuple);
    long slot = Slots.of(said.day(), zone);
    said.counts().forEach((metric, count) -> sum.add(slot, "", metric, count));
    return sum.cells;
  }

  /// Minutes at the cost of an hour, rounded half up to a minor unit.
  static long labourCost(long minutes, Amount rate) {
    long doubled = Math.multiplyExact(2 * minutes, rate.minorUnits());
    return Math.floorDiv(Math.addExact(doubled, MINUTES_PER_HOUR), 2 * MINUTES_PER_HOUR);
  }

  private LocalDate day(Instant when) {
    return when.atZone(zone).toLocalDate();
  }

  private void count(Instant when, Metric metric, long value) {
    add(Slots.of(when, zone), "", metric, value);
  }

  private void money(Instant when, Metric metric, Amount amount) {
    add(Slots.of(when, zone), amount.currency(), metric, amount.minorUnits());
  }

  private void add(long slot, String currency, Metric metric, long value) {
    if (value != 0) {
      cells.merge(new Cell(tuple, currency, slot, metric), value, Math::addExact);
    }
  }
}
