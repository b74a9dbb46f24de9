package io.agencysuite.metrics.funnel;

import com.google.protobuf.Timestamp;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.RawRecord;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.StateMessage;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What everybody did, from raw records: persons are joined by comparing every order with every
/// lead, again and again until nothing changes. Shares no code with the service.
final class FunnelRecount {

  /// Something that happened.
  ///
  /// @param kind as in the contract; an order that is the person's first has `first`
  record Thing(
      long time,
      String kind,
      String page,
      String name,
      String channel,
      String campaign,
      String session,
      int hash,
      boolean first) {

    private static final List<String> ORDER =
        List.of("VISIT", "PAGE_VIEW", "CUSTOM", "FORM_SUBMIT", "LEAD", "ORDER");

    static Comparator<Thing> order() {
      return Comparator.comparingLong(Thing::time)
          .thenComparingInt(thing -> ORDER.indexOf(thing.kind()))
          .thenComparingInt(Thing::hash);
    }
  }

  /// By person; those of nobody are below the empty text.
  final Map<String, List<Thing>> persons = new TreeMap<>();

  /// By pseudonym.
  final Map<String, List<Thing>> anonymous = new TreeMap<>();

  /// Leads and orders that name no visitor.
  final List<Thing> visitorless = new ArrayList<>();

  private final Map<String, LeadState> leads = new TreeMap<>();
  private final Map<String, OrderState> orders = new TreeMap<>();
  private final Map<String, String> joined = new HashMap<>();

  FunnelRecount(List<RawRecord> records) {
    Map<String, StateMessage> states = new HashMap<>();
    for (RawRecord record : records) {
      if (record.hasState()) {
        states.merge(
            record.getState().getAggregate(),
            record.getState(),
            (a, b) -> a.getVersion() > b.getVersion() ? a : b);
      }
    }
    for (StateMessage state : states.values()) {
      String id = state.getAggregate().substring(state.getAggregate().lastIndexOf('/') + 1);
      if (!state.getDeleted() && state.hasLead()) {
        leads.put(id, state.getLead());
      }
      if (!state.getDeleted() && state.hasOrder()) {
        orders.put(id, state.getOrder());
      }
    }
    join();
    for (RawRecord record : records) {
      if (record.hasEvent() && record.getEvent().getType() != Event.Type.CLICK) {
        add(record.getEvent());
      }
    }
    leads.forEach((id, lead) -> {
      if (!lead.getDisqualified()) {
        Thing thing = deal(id, "LEAD", lead.getCreateTime(), false);
        put(persons, person(ofLead(id)), thing);
        if (lead.getVisitorId().isEmpty()) {
          visitorless.add(thing);
        }
      }
    });
    orders.forEach(this::add);
  }

  private void add(Event event) {
    Thing thing =
        new Thing(
            millis(event.getOccurTime()),
            event.getType().name(),
            event.getUrl().replaceAll("^https://[^/]*|[?#].*", ""),
            event.getCustomType(),
            event.getChannel(),
            event.getCampaign(),
            event.getSessionId(),
            hash(event.getEventId()),
            false);
    boolean consented = event.getConsent() == Event.Consent.GRANTED;
    String visitor = event.getVisitorId();
    if (consented || visitor.isEmpty()) {
      put(persons, visitor.isEmpty() ? "" : person(visitor), thing);
    } else {
      put(anonymous, visitor, thing);
    }
  }

  private void add(String id, OrderState order) {
    if (order.getCancelled()) {
      return;
    }
    boolean first =
        orders.entrySet().stream()
            .filter(other -> !other.getValue().getCancelled())
            .filter(other ->
                person(ofOrder(other.getKey(), other.getValue()))
                    .equals(person(ofOrder(id, order))))
            .map(other -> deal(other.getKey(), "ORDER", other.getValue().getOrderTime(), false))
            .noneMatch(other ->
                Thing.order().compare(other, deal(id, "ORDER", order.getOrderTime(), false)) < 0);
    Thing thing = deal(id, "ORDER", order.getOrderTime(), first);
    put(persons, person(ofOrder(id, order)), thing);
    boolean ofVisitor =
        leads.containsKey(order.getLead()) && !leads.get(order.getLead()).getVisitorId().isEmpty();
    if (order.getVisitorId().isEmpty() && !ofVisitor) {
      visitorless.add(thing);
    }
  }

  private static Thing deal(String id, String kind, Timestamp time, boolean first) {
    return new Thing(millis(time), kind, "", "", "", "", "", hash(id), first);
  }

  private void join() {
    Set<String> ids = new HashSet<>();
    orders.forEach((id, order) -> {
      ids.add(ofOrder(id, order));
      if (!order.getLead().isEmpty()) {
        ids.add(ofLead(order.getLead()));
      }
    });
    ids.forEach(id -> joined.put(id, id));
    boolean changed = true;
    while (changed) {
      changed = false;
      for (OrderState order : orders.values()) {
        if (!order.getVisitorId().isEmpty() && !order.getLead().isEmpty()) {
          String one = person(order.getVisitorId());
          String other = person(ofLead(order.getLead()));
          if (!one.equals(other)) {
            joined.replaceAll((id, person) -> person.equals(other) ? one : person);
            changed = true;
          }
        }
      }
    }
  }

  private String person(String id) {
    return joined.getOrDefault(id, id);
  }

  private String ofLead(String id) {
    LeadState lead = leads.get(id);
    return lead == null || lead.getVisitorId().isEmpty() ? "the lead " + id : lead.getVisitorId();
  }

  private String ofOrder(String id, OrderState order) {
    if (!order.getVisitorId().isEmpty()) {
      return order.getVisitorId();
    }
    return order.getLead().isEmpty() ? "the order " + id : ofLead(order.getLead());
  }

  private static void put(Map<String, List<Thing>> things, String who, Thing thing) {
    things.computeIfAbsent(who, w -> new ArrayList<>()).add(thing);
  }

  private static long millis(Timestamp time) {
    return time.getSeconds() * 1_000 + time.getNanos() / 1_000_000;
  }

  private static int hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return ByteBuffer.wrap(digest).getInt();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
