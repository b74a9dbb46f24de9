package io.agencysuite.metrics.state;

import io.agencysuite.metrics.attribution.Origin;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Tuple;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a state says, as far as it is counted.
public sealed interface Body {

  /// A lead.
  ///
  /// @param visitor empty without consent
  /// @param value null when nobody has estimated it
  record Lead(
      Instant createTime,
      String visitor,
      Origin origin,
      boolean disqualified,
      @Nullable Amount value)
      implements Body {}

  /// An order.
  ///
  /// @param lead id of the lead; empty when unknown
  /// @param visitor empty without consent
  record Order(
      Instant orderTime,
      Amount total,
      List<Refund> refunds,
      String lead,
      String visitor,
      Origin origin,
      boolean cancelled)
      implements Body {

    public Order {
      refunds = List.copyOf(refunds);
    }
  }

  /// Money given back.
  record Refund(Instant refundTime, Amount amount) {}

  /// A post.
  ///
  /// @param publishTime null before it went out
  /// @param format empty when unknown
  /// @param member who is responsible; empty for nobody
  record Post(Tuple tuple, @Nullable Instant publishTime, String format, String member)
      implements Body {}

  /// Logged time.
  record Hour(String member, LocalDate day, int minutes, Tuple tuple) implements Body {}

  /// Somebody who works, with what an hour costs from a day on, ascending by day.
  record Member(List<Rate> rates) implements Body {

    public Member {
      rates = List.copyOf(rates);
    }

    /// The cost of an hour on a day; null when no rate is valid then.
    public @Nullable Amount rateOn(LocalDate day) {
      Amount valid = null;
      for (Rate rate : rates) {
        if (!rate.validFrom().isAfter(day)) {
          valid = rate.hourlyCost();
        }
      }
      return valid;
    }
  }

  /// What an hour costs from a day on.
  record Rate(LocalDate validFrom, Amount hourlyCost) {}

  /// Money spent on a day.
  record Spend(LocalDate day, Amount amount, Tuple tuple) implements Body {}

  /// What a network says about a day.
  record Network(LocalDate day, Tuple tuple, Map<Metric, Long> counts) implements Body {

    public Network {
      counts = Map.copyOf(counts);
    }
  }

  /// What one unit of a currency was worth in another on a day.
  record Exchange(String from, String to, LocalDate day, BigDecimal rate) implements Body {}

  /// A state that counts nothing by itself.
  record Plain() implements Body {}
}
