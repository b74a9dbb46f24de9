package io.agencysuite.metrics.funnel;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.time;

import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.StateMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// What visitors do by chance around the day on which clocks go back: with and without consent, on
/// two devices, late, out of order and repeated, with leads and orders of known and unknown people.
final class Wanderers {

  private static final Instant START = Instant.parse("2026-10-20T00:00:00Z");
  private static final int MINUTES = 12 * 24 * 60;
  private static final List<String> PAGES =
      List.of("/", "/pricing", "/pricing/teams", "/blog/one", "/contact");

  private final RandomGenerator random;
  private final Agency agency;
  private int versions;

  Wanderers(RandomGenerator random, Agency agency) {
    this.random = random;
    this.agency = agency;
  }

  void run(int steps) {
    for (int step = 0; step < steps; step++) {
      List<Event> events = new ArrayList<>();
      for (int event = 2 + random.nextInt(8); event > 0; event--) {
        events.add(event());
      }
      agency.ingest(events);
      if (random.nextInt(3) == 0) {
        agency.putStates(random.nextBoolean() ? lead() : order());
      }
    }
  }

  private Event event() {
    Event.Builder event =
        Event.newBuilder()
            .setEventId("event-" + random.nextInt(3_000))
            .setOccurTime(time(someTime()));
    switch (random.nextInt(7)) {
      case 0, 1 -> visit(event);
      case 2, 3 -> event.setType(Event.Type.PAGE_VIEW).setUrl(page());
      case 4 ->
          event.setType(Event.Type.CUSTOM).setCustomType(random.nextBoolean() ? "play" : "chat");
      case 5 -> event.setType(Event.Type.FORM_SUBMIT).setUrl(page());
      default -> event.setType(Event.Type.CLICK).setChannel("mail");
    }
    if (random.nextInt(12) == 0) {
      return event.build();
    }
    String visitor = someVisitor();
    if (random.nextInt(5) != 0) {
      event.setSessionId(visitor + random.nextInt(2));
    }
    return event
        .setVisitorId(visitor)
        .setConsent(random.nextInt(4) == 0 ? Event.Consent.DENIED : Event.Consent.GRANTED)
        .build();
  }

  private void visit(Event.Builder event) {
    event.setType(Event.Type.VISIT).setUrl(page());
    if (random.nextInt(4) != 0) {
      event.setChannel(random.nextBoolean() ? "blog" : "mail");
      event.setCampaign(random.nextBoolean() ? "autumn" : "");
    }
  }

  private StateMessage lead() {
    LeadState.Builder lead =
        LeadState.newBuilder()
            .setCreateTime(time(someTime()))
            .setDisqualified(random.nextInt(8) == 0);
    if (random.nextInt(4) != 0) {
      lead.setVisitorId(someVisitor());
    }
    return agency.own("leads/lead-" + random.nextInt(25), ++versions).setLead(lead).build();
  }

  private StateMessage order() {
    OrderState.Builder order =
        OrderState.newBuilder()
            .setOrderTime(time(someTime()))
            .setTotal(euros(1_000))
            .setCancelled(random.nextInt(8) == 0);
    if (random.nextBoolean()) {
      order.setVisitorId(someVisitor());
    }
    if (random.nextBoolean()) {
      order.setLead("lead-" + random.nextInt(25));
    }
    StateMessage.Builder state = agency.own("orders/order-" + random.nextInt(60), ++versions);
    return random.nextInt(20) == 0 ? state.setDeleted(true).build() : state.setOrder(order).build();
  }

  private String page() {
    String page = "https://shop.example" + PAGES.get(random.nextInt(PAGES.size()));
    return random.nextBoolean() ? page : page + "?from=here#there";
  }

  private String someVisitor() {
    return "visitor-" + random.nextInt(40);
  }

  /// Often the same, so that things happen at one moment.
  private Instant someTime() {
    return START.plusSeconds(random.nextInt(MINUTES / 20) * 1_200L);
  }
}
