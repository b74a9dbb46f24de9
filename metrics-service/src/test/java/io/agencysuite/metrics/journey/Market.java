package io.agencysuite.metrics.journey;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.time;

import io.agencysuite.common.v1.Money;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.Origin;
import io.agencysuite.state.v1.RefundState;
import io.agencysuite.state.v1.StateMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What happens to a client by chance: visits with and without consent, direct ones, repeated and
/// late ones, leads of one device and orders of another, refunds, cancellations, corrections,
/// deletions and another currency.
final class Market {

  private static final Instant START = Instant.parse("2026-08-01T00:00:00Z");
  private static final int DAYS = 110;

  private final RandomGenerator random;
  private final Agency agency;
  private int versions;

  Market(RandomGenerator random, Agency agency) {
    this.random = random;
    this.agency = agency;
  }

  void run(int steps) {
    for (int step = 0; step < steps; step++) {
      List<Event> visits = new ArrayList<>();
      for (int visit = random.nextInt(6); visit > 0; visit--) {
        visits.add(visit());
      }
      if (!visits.isEmpty()) {
        agency.ingest(visits);
      }
      agency.putStates(random.nextInt(3) == 0 ? lead() : order());
    }
  }

  private Event visit() {
    Event.Builder visit =
        Event.newBuilder()
            .setEventId("event-" + random.nextInt(4_000))
            .setOccurTime(time(someTime()))
            .setType(random.nextInt(10) == 0 ? Event.Type.PAGE_VIEW : Event.Type.VISIT)
            .setChannel(random.nextInt(5) == 0 ? "" : "channel-" + random.nextInt(5));
    if (!visit.getChannel().isEmpty() && random.nextBoolean()) {
      visit.setCampaign("campaign-" + random.nextInt(3));
    }
    return random.nextInt(8) == 0
        ? visit.build()
        : visit.setVisitorId(someVisitor()).setConsent(Event.Consent.GRANTED).build();
  }

  private StateMessage lead() {
    StateMessage.Builder state = agency.own("leads/lead-" + random.nextInt(60), ++versions);
    if (random.nextInt(12) == 0) {
      return state.setDeleted(true).build();
    }
    LeadState.Builder lead =
        LeadState.newBuilder()
            .setCreateTime(time(someTime()))
            .setOrigin(someOrigin())
            .setDisqualified(random.nextInt(9) == 0);
    if (random.nextInt(4) != 0) {
      lead.setVisitorId(someVisitor());
    }
    if (random.nextInt(3) != 0) {
      lead.setEstimatedValue(euros(random.nextInt(50_000)));
    }
    return state.setLead(lead).build();
  }

  private StateMessage order() {
    StateMessage.Builder state = agency.own("orders/order-" + random.nextInt(250), ++versions);
    if (random.nextInt(20) == 0) {
      return state.setDeleted(true).build();
    }
    Instant when = someTime();
    String currency = random.nextInt(10) == 0 ? "CHF" : "EUR";
    int total = random.nextInt(20_000);
    OrderState.Builder order =
        OrderState.newBuilder()
            .setOrderTime(time(when))
            .setTotal(money(total, currency))
            .setOrigin(someOrigin())
            .setCancelled(random.nextInt(10) == 0);
    if (random.nextBoolean()) {
      order.setVisitorId(someVisitor());
    }
    if (random.nextBoolean()) {
      order.setLead("lead-" + random.nextInt(60));
    }
    for (int left = total; left > 1 && random.nextInt(3) == 0; left /= 2) {
      order.addRefunds(
          RefundState.newBuilder()
              .setRefundTime(time(when.plusSeconds(random.nextInt(40 * 86_400))))
              .setAmount(money(1 + random.nextInt(left / 2), currency)));
    }
    return state.setOrder(order).build();
  }

  private Origin someOrigin() {
    return switch (random.nextInt(4)) {
      case 0 -> Origin.newBuilder().setChannel("channel-" + random.nextInt(5)).build();
      case 1 -> Origin.newBuilder().setUtmSource("Word Of Mouth").setCampaign("talk").build();
      default -> Origin.getDefaultInstance();
    };
  }

  private String someVisitor() {
    return "visitor-" + random.nextInt(120);
  }

  /// Whole milliseconds; often the same, so that touches of one moment occur.
  private Instant someTime() {
    long quarters = random.nextLong(DAYS * 96L);
    return START.plusSeconds(quarters * 900).plusMillis(random.nextBoolean() ? 0 : 250);
  }

  private static Money money(long cents, String currency) {
    return Money.newBuilder().setMinorUnits(cents).setCurrencyCode(currency).build();
  }
}
