package io.agencysuite.metrics.funnel;

import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.run.Keys;
import io.agencysuite.metrics.state.Body;
import io.agencysuite.metrics.state.Fact;
import io.agencysuite.metrics.state.FactId;
import io.agencysuite.metrics.state.FactKind;
import io.agencysuite.metrics.state.StateMessages;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerView;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The leads and orders that reports count, each with the person whose it is: the visitor that it
/// names, else, for an order, its lead, else nobody but itself. A lead without a visitor can still
/// be followed to its orders.
final class Deals {

  /// A lead or an order.
  ///
  /// @param person id of the visitor, or one that stands for the lead or the order alone
  /// @param traced false if no visitor is named, neither by itself nor by its lead
  /// @param owned false if the order names neither visitor nor lead
  record Deal(
      boolean order, long timeMillis, int event, long person, boolean traced, boolean owned) {}

  private final LedgerView ledger;
  private final Runnable alive;
  private final Persons persons = new Persons();
  private final List<Deal> all = new ArrayList<>();
  private final Map<String, String> visitorsOfLeads = new HashMap<>();
  private long read;

  private Deals(LedgerView ledger, Runnable alive) {
    this.ledger = ledger;
    this.alive = alive;
  }

  /// @param alive throws when nobody waits for the answer any more
  static Deals read(LedgerView ledger, String tenant, String client, Runnable alive) {
    Deals deals = new Deals(ledger, alive);
    deals.scan(new FactId(tenant, client, FactKind.LEAD, ""));
    deals.scan(new FactId(tenant, client, FactKind.ORDER, ""));
    return deals;
  }

  List<Deal> all() {
    return all;
  }

  Persons persons() {
    return persons;
  }

  long read() {
    return read;
  }

  /// The first order of each person.
  Map<Long, Deal> firstOrders() {
    Map<Long, Deal> firsts = new HashMap<>();
    for (Deal deal : all) {
      if (deal.order()) {
        firsts.merge(persons.of(deal.person()), deal, (a, b) -> isBefore(a, b) ? a : b);
      }
    }
    return firsts;
  }

  private static boolean isBefore(Deal a, Deal b) {
    return a.timeMillis() != b.timeMillis()
        ? a.timeMillis() < b.timeMillis()
        : a.event() <= b.event();
  }

  private void scan(FactId prefix) {
    ledger.scan(
        Ledger.FACTS,
        prefix.toString(),
        prefix.toString() + '~',
        (id, bytes) -> {
          alive.run();
          read++;
          Fact fact = Fact.decode(bytes);
          if (fact.state().length > 0) {
            add(FactId.parse(id), fact, StateMessages.arrival(fact.state()).body());
          }
        });
  }

  private void add(FactId id, Fact fact, @Nullable Body body) {
    switch (body) {
      case Body.Lead lead -> {
        visitorsOfLeads.put(id.id(), lead.visitor());
        if (isCounted(fact, Metric.LEADS)) {
          boolean traced = !lead.visitor().isEmpty();
          add(false, lead.createTime().toEpochMilli(), id, personOfLead(id.id()), traced, true);
        }
      }
      case Body.Order order -> addOrder(id, fact, order);
      case null, default -> {}
    }
  }

  private void addOrder(FactId id, Fact fact, Body.Order order) {
    boolean named = !order.visitor().isEmpty();
    boolean led = !order.lead().isEmpty();
    long person = named ? Keys.number(order.visitor()) : Keys.number("order\n" + id.id());
    if (led) {
      long lead = personOfLead(order.lead());
      if (named) {
        persons.connect(person, lead);
      } else {
        person = lead;
      }
    }
    if (isCounted(fact, Metric.ORDERS)) {
      boolean traced = named || !visitorsOfLeads.getOrDefault(order.lead(), "").isEmpty();
      add(true, order.orderTime().toEpochMilli(), id, person, traced, named || led);
    }
  }

  private void add(
      boolean order, long time, FactId id, long person, boolean traced, boolean owned) {
    int event = (int) (Keys.number(id.id()) >>> 32);
    all.add(new Deal(order, time, event, person, traced, owned));
  }

  /// The line break keeps these ids apart from those of visitors, which have none.
  private long personOfLead(String lead) {
    String visitor = visitorsOfLeads.getOrDefault(lead, "");
    return Keys.number(visitor.isEmpty() ? "lead\n" + lead : visitor);
  }

  private static boolean isCounted(Fact fact, Metric metric) {
    return fact.counted().keySet().stream().anyMatch(cell -> cell.metric() == metric);
  }
}
