package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.rollup.Cell;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Slots;
import io.agencysuite.metrics.state.Amount;
import io.agencysuite.metrics.state.Body;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
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

  static Map<Cell, Long> of(Body.Lead lead, ZoneId zone, int tuple) {
    Contribution sum = new Contribution(zone, tuple);
    if (!lead.disqualified()) {
      sum.count(lead.createTime(), Metric.LEADS, 1);
      if (lead.value() != null) {
        sum.money(lead.createTime(), Metric.LEAD_VALUE, lead.value());
      }
    }
    return sum.cells;
  }

  static Map<Cell, Long> of(Body.Order order, ZoneId zone, int tuple) {
    Contribution sum = new Contribution(zone, tuple);
    if (!order.cancelled()) {
      sum.count(order.orderTime(), Metric.ORDERS, 1);
      sum.money(order.orderTime(), Metric.REVENUE, order.total());
      for (Body.Refund refund : order.refunds()) {
        sum.money(refund.refundTime(), Metric.REFUNDS, refund.amount());
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
  static Map<Cell, Long> of(Body.Hour hour, @Nullable Amount rate, ZoneId zone, int tuple) {
    Contribution sum = new Contribution(zone, tuple);
    long slot = Slots.of(hour.day(), zone);
    sum.add(slot, "", Metric.MINUTES, hour.minutes());
    if (rate == null) {
      sum.add(slot, "", Metric.UNRATED_MINUTES, hour.minutes());
    } else {
      sum.add(slot, rate.currency(), Metric.LABOUR_COST, labourCost(hour.minutes(), rate));
    }
    return sum.cells;
  }

  static Map<Cell, Long> of(Body.Spend spend, ZoneId zone, int tuple) {
    Contribution sum = new Contribution(zone, tuple);
    LocalDate day = spend.day();
    sum.add(
        Slots.of(day, zone),
        spend.amount().currency(),
        Metric.AD_COST,
        spend.amount().minorUnits());
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
