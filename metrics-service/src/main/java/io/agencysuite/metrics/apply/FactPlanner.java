package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.cost.CostMessages;
import io.agencysuite.metrics.exchange.ExchangeRateMessages;
import io.agencysuite.metrics.insight.InsightMessages;
import io.agencysuite.metrics.state.Amount;
import io.agencysuite.metrics.state.Arrival;
import io.agencysuite.metrics.state.Body;
import io.agencysuite.metrics.state.Fact;
import io.agencysuite.metrics.state.FactId;
import io.agencysuite.metrics.state.FactKind;
import io.agencysuite.metrics.state.StateMessages;
import io.agencysuite.metrics.stream.Entry;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.Op;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Takes the states of a segment into the facts and finds out whose counters may have changed:
/// those of the aggregates themselves, of orders whose lead changed, of hours whose rate changed,
/// and of leads and orders whose visitor came, late or not, by another touch.
final class FactPlanner {

  private final int stream;
  private final FactBook book;
  private final SegmentDraft segment;
  private final Set<FactId> affected = new LinkedHashSet<>();

  private record Indexed(int index, Entry entry, Arrival arrival, FactId id) {}

  FactPlanner(int stream, FactBook book, SegmentDraft segment) {
    this.stream = stream;
    this.book = book;
    this.segment = segment;
  }

  /// @param indexes positions of the states and costs among the entries
  /// @param dropped gets the indexes of states that are not newer than what is known
  void arrive(List<Entry> entries, List<Integer> indexes, BitSet dropped) {
    List<Indexed> arrivals = new ArrayList<>();
    for (int index : indexes) {
      Entry entry = entries.get(index);
      Arrival arrival =
          switch (entry.kind()) {
            case COST -> CostMessages.arrival(entry.payload());
            case INSIGHT -> InsightMessages.arrival(entry.payload());
            case RATE -> ExchangeRateMessages.arrival(entry.payload());
            case STATE -> StateMessages.arrival(entry.payload());
            case EVENT -> throw new IllegalArgumentException("an event (expected: a state)");
          };
      arrivals.add(new Indexed(index, entry, arrival, factId(entry.tenant(), arrival)));
    }
    book.load(arrivals.stream().map(Indexed::id).toList());
    for (Indexed one : arrivals) {
      Fact known = book.get(one.id());
      if (known.isOlderThan(one.arrival().epoch(), one.arrival().version())) {
        book.put(
            one.id(),
            known.arrived(one.arrival().epoch(), one.arrival().version(), one.entry().payload()));
        affected.add(one.id());
      } else {
        dropped.set(one.index());
      }
    }
  }

  /// The facts to be counted anew.
  Set<FactId> affected() {
    List<FactId> arrived = List.copyOf(affected);
    loadLeadsOf(arrived);
    loadVisitorsOf(arrived);
    arrived.forEach(this::link);
    for (FactId id : arrived) {
      if (id.kind() == FactKind.MEMBER) {
        affected.addAll(book.byReference(reference(id)));
      } else if (id.kind() == FactKind.RATE) {
        LocalDate day = ExchangeRateMessages.day(book.get(id).state());
        ForeignMoney.referencesFor(id, day).forEach(ref -> affected.addAll(book.byReference(ref)));
      }
    }
    affected.addAll(touchedFacts());
    addDependents(List.copyOf(affected));
    List<FactId> all = List.copyOf(affected);
    book.load(all);
    loadLeadsOf(all);
    return affected;
  }

  /// The ops that store the facts and the links.
  List<Op> ops() {
    List<Op> ops = new ArrayList<>();
    book.changed()
        .forEach((id, fact) -> {
          List<String> references = references(FactId.parse(id));
          ops.add(Op.put(Ledger.FACTS, id, String.join("\n", references), fact.encode()));
        });
    for (String visitor : book.changedVisitors()) {
      byte[] links = LinkedVisitors.encode(book.ofVisitor(visitor));
      ops.add(Op.put(Ledger.VISITORS, visitor, "", links));
    }
    return ops;
  }

  /// By what a fact is found when something changes that it was counted by.
  private List<String> references(FactId id) {
    List<String> references = new ArrayList<>();
    Body body = book.body(id);
    if (body instanceof Body.Hour hour) {
      references.add(reference(memberId(id.tenant(), hour.member())));
    }
    if (body != null && !id.client().equals(FactId.NO_CLIENT)) {
      foreignMoney(id, body).ifPresent(money -> references.add(money.reference(id)));
    }
    return references;
  }

  /// The money of a fact in other currencies than the client's.
  Optional<ForeignMoney> foreignMoney(FactId id, Body body) {
    @Nullable Amount rate = body instanceof Body.Hour hour ? rate(id, hour) : null;
    ClientDraft client = segment.client(id.tenant(), id.client());
    return ForeignMoney.of(body, rate, client.zone, client.currency);
  }

  /// What an hour of this work costs; null when no rate is known.
  @Nullable Amount rate(FactId id, Body.Hour hour) {
    return book.body(memberId(id.tenant(), hour.member())) instanceof Body.Member member
        ? member.rateOn(hour.day())
        : null;
  }

  /// The fact of a team member; every stream keeps its own copy.
  FactId memberId(String tenant, String member) {
    return new FactId(tenant, FactId.NO_CLIENT, FactKind.MEMBER, member + '.' + stream);
  }

  private FactId factId(String tenant, Arrival arrival) {
    return arrival.kind() == FactKind.MEMBER
        ? memberId(tenant, arrival.id())
        : arrival.factId(tenant);
  }

  private static String reference(FactId member) {
    return member.tenant() + '/' + member.id();
  }

  private void link(FactId id) {
    switch (book.body(id)) {
      case Body.Lead lead -> linkVisitor(id, lead.visitor());
      case Body.Order order -> {
        linkVisitor(id, order.visitor());
        if (!order.lead().isEmpty()) {
          FactId lead = id.of(FactKind.LEAD, order.lead());
          book.put(lead, book.get(lead).dependent(id.toString()));
        }
      }
      case null, default -> {}
    }
  }

  private void linkVisitor(FactId id, String visitor) {
    if (!visitor.isEmpty()) {
      long hash = ClientDraft.visitorHash(visitor);
      book.link(visitorId(id, hash), id);
      segment.client(id.tenant(), id.client()).memory.linked.add(hash);
    }
  }

  /// Facts of the visitors that touched something in this segment.
  private Set<FactId> touchedFacts() {
    Set<String> visitors = new HashSet<>();
    for (ClientDraft client : segment.clients()) {
      String prefix = LinkedVisitors.prefix(client.memory.tenant, client.memory.client);
      client.linkedVisitors().forEach(visitor -> visitors.add(LinkedVisitors.id(prefix, visitor)));
    }
    book.loadVisitors(visitors);
    Set<FactId> touched = new LinkedHashSet<>();
    visitors.forEach(v -> book.ofVisitor(v).forEach(fact -> touched.add(FactId.parse(fact))));
    return touched;
  }

  private void addDependents(Collection<FactId> ids) {
    List<FactId> leads = ids.stream().filter(id -> id.kind() == FactKind.LEAD).toList();
    book.load(leads);
    for (FactId lead : leads) {
      book.get(lead).dependents().forEach(order -> affected.add(FactId.parse(order)));
    }
  }

  private void loadLeadsOf(Collection<FactId> ids) {
    Set<FactId> related = new HashSet<>();
    for (FactId id : ids) {
      switch (book.body(id)) {
        case Body.Order order when !order.lead().isEmpty() ->
            related.add(id.of(FactKind.LEAD, order.lead()));
        case Body.Hour hour -> related.add(memberId(id.tenant(), hour.member()));
        case null, default -> {}
      }
    }
    book.load(related);
  }

  private void loadVisitorsOf(Collection<FactId> ids) {
    Set<String> visitors = new HashSet<>();
    for (FactId id : ids) {
      String visitor =
          switch (book.body(id)) {
            case Body.Lead lead -> lead.visitor();
            case Body.Order order -> order.visitor();
            case null, default -> "";
          };
      if (!visitor.isEmpty()) {
        visitors.add(visitorId(id, ClientDraft.visitorHash(visitor)));
      }
    }
    book.loadVisitors(visitors);
  }

  private static String visitorId(FactId id, long hash) {
    return LinkedVisitors.id(LinkedVisitors.prefix(id.tenant(), id.client()), hash);
  }
}
