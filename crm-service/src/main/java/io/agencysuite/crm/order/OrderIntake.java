package io.agencysuite.crm.order;

import io.agencysuite.crm.lead.LeadStore;
import io.agencysuite.crm.person.PersonStore;
import io.agencysuite.kit.error.AlreadyExists;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.error.ServiceException;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/// Takes orders in, many at once: looks their people and leads up and stores what can be stored.
@Component
final class OrderIntake {

  private final OrderStore orders;
  private final LeadStore leads;
  private final PersonStore people;

  /// What became of an order.
  sealed interface Outcome {
    /// It is stored, now or before.
    record Recorded(Stored<Order> order) implements Outcome {}

    /// It was refused.
    record Refused(ServiceException reason) implements Outcome {}
  }

  OrderIntake(OrderStore orders, LeadStore leads, PersonStore people) {
    this.orders = orders;
    this.leads = leads;
    this.people = people;
  }

  /// Records up to 1,000 orders of one client, each for itself.
  Map<Key, Outcome> take(Map<Key, Order> wanted) {
    Map<Key, Outcome> outcomes = new HashMap<>();
    Set<Key> known = references(wanted);
    Map<Key, Order> sound = new HashMap<>();
    wanted.forEach((key, order) -> {
      if (!order.lead().isEmpty() && !known.contains(lead(key, order))) {
        outcomes.put(key, refused(key, "leads", order.lead()));
      } else if (!order.person().isEmpty() && !known.contains(person(key, order))) {
        outcomes.put(key, refused(key, "people", order.person()));
      } else {
        sound.put(key, order);
      }
    });
    if (!sound.isEmpty()) {
      orders
          .insertOnce(sound)
          .forEach((key, stored) -> outcomes.put(key, compare(stored, wanted.get(key))));
    }
    return outcomes;
  }

  private static Outcome compare(
      Stored<Order> stored, @org.jspecify.annotations.Nullable Order wanted) {
    if (wanted != null && stored.value().fingerprint().equals(wanted.fingerprint())) {
      return new Outcome.Recorded(stored);
    }
    String name = OrderMessages.name(stored.key());
    return new Outcome.Refused(
        new AlreadyExists(
            "EXTERNAL_ID_TAKEN",
            "external_id: "
                + stored.value().externalId()
                + " is that of "
                + name
                + " (expected: the same order again)",
            Map.of("order", name)));
  }

  private Set<Key> references(Map<Key, Order> wanted) {
    Set<Key> leadKeys = new HashSet<>();
    Set<Key> personKeys = new HashSet<>();
    wanted.forEach((key, order) -> {
      if (!order.lead().isEmpty()) {
        leadKeys.add(lead(key, order));
      }
      if (!order.person().isEmpty()) {
        personKeys.add(person(key, order));
      }
    });
    Set<Key> known = new HashSet<>();
    if (!leadKeys.isEmpty()) {
      known.addAll(leads.existing(List.copyOf(leadKeys)));
    }
    if (!personKeys.isEmpty()) {
      people.getAll(personKeys).forEach(person -> known.add(person.key()));
    }
    return known;
  }

  private static Outcome refused(Key order, String collection, String id) {
    return new Outcome.Refused(
        NotFound.resource("clients/" + order.client() + "/" + collection + "/" + id));
  }

  private static Key lead(Key order, Order value) {
    return LeadStore.key(order.tenant(), order.client(), value.lead());
  }

  private static Key person(Key order, Order value) {
    return PersonStore.key(order.tenant(), order.client(), value.person());
  }
}
