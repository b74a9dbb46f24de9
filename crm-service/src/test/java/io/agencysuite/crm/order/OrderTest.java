package io.agencysuite.crm.order;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.crm.money.Money;
import io.agencysuite.crm.origin.Origin;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.test.Seed;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OrderTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00.123Z");

  @Test
  void neverGivesBackMoreThanTheTotal() {
    SplittableRandom random = Seed.random("OrderTest");
    for (int round = 0; round < 1_000; round++) {
      Order order = order(random.nextLong(0, 10_000));
      for (int i = 0; i < 10; i++) {
        long cents = random.nextLong(1, 4_000);
        try {
          order = order.refunded(refund("r" + random.nextInt(12), cents), NOW);
        } catch (FailedPrecondition | io.agencysuite.kit.error.AlreadyExists e) {
          assertThat(e.getMessage()).contains("expected");
        }
        assertThat(order.refunded().minorUnits()).isBetween(0L, order.total().minorUnits());
      }
    }
  }

  @Test
  void refusesARefundBeforeTheOrder() {
    assertThatThrownBy(() ->
            order(10).refunded(new Order.Refund("r", euros(1), NOW.minusSeconds(86_400), ""), NOW))
        .isInstanceOf(InvalidArgument.class)
        .hasMessageContaining("refund_time");
  }

  @Test
  void returnsItselfWhenNothingChanges() {
    Order refunded = order(10).refunded(refund("r", 4), NOW);
    Order cancelled = order(10).cancelled("why", NOW);

    assertThat(refunded.refunded(refund("r", 4), NOW.plusSeconds(9))).isSameAs(refunded);
    assertThat(cancelled.cancelled("again", NOW.plusSeconds(9))).isSameAs(cancelled);
  }

  @Test
  void survivesTheWay() {
    Order order = order(1_234);
    var message =
        OrderMessages.to(new Stored<>(OrderStore.key("t", "house", "x"), 1, order)).toBuilder();

    Order back = OrderMessages.from("house", message.build(), NOW);

    assertThat(back.total()).isEqualTo(order.total());
    assertThat(back.lines()).isEqualTo(order.lines());
    assertThat(back.origin()).isEqualTo(order.origin());
    assertThat(back.orderTime()).isEqualTo(order.orderTime());
    assertThat(back.lead()).isEqualTo(order.lead());
    assertThat(back.person()).isEqualTo(order.person());
    assertThat(back.visitorId()).isEqualTo(order.visitorId());
    assertThat(back.fingerprint())
        .isEqualTo(OrderMessages.from("house", message.clearState().build(), NOW).fingerprint());
  }

  private static Order order(long cents) {
    return new Order(
        "shop-1",
        NOW,
        euros(cents),
        List.of(new Order.Line("Beer", "B1", 2, euros(cents))),
        "lead1",
        "person1",
        "v-1",
        new Origin("instagram", "spring", "p1", "ig", "social", "c", "t", "code"),
        List.of(),
        null,
        "fingerprint",
        NOW,
        NOW);
  }

  private static Order.Refund refund(String id, long cents) {
    return new Order.Refund(id, euros(cents), NOW, "");
  }

  private static Money euros(long cents) {
    return new Money(cents, "EUR");
  }
}
