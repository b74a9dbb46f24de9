package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.attribution.LastTouch;
import io.agencysuite.metrics.attribution.Origin;
import io.agencysuite.metrics.attribution.Touch;
import io.agencysuite.metrics.exchange.Exchange;
import io.agencysuite.metrics.exchange.ExchangeRateMessages;
import io.agencysuite.metrics.link.LinkStore;
import io.agencysuite.metrics.rollup.Cell;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.rollup.TupleBook;
import io.agencysuite.metrics.run.RecordBuffer;
import io.agencysuite.metrics.state.Body;
import io.agencysuite.metrics.state.FactId;
import io.agencysuite.metrics.state.FactKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Counts facts anew: finds the touch that gets the credit, takes out what was counted before and
/// puts in what is counted now.
final class Crediting {

  private record Visitor(ClientDraft client, long hash) {}

  private final FactBook book;
  private final FactPlanner planner;
  private final SegmentDraft segment;
  private final LinkStore links;
  private final Map<Visitor, List<Touch>> journeys = new HashMap<>();

  Crediting(FactBook book, FactPlanner planner, SegmentDraft segment, LinkStore links) {
    this.book = book;
    this.planner = planner;
    this.segment = segment;
    this.links = links;
  }

  void count(Collection<FactId> affected) {
    loadJourneys(affected);
    loadRates(affected);
    for (FactId id : affected) {
      if (!id.client().equals(FactId.NO_CLIENT)) {
        ClientDraft client = segment.client(id.tenant(), id.client());
        Map<Cell, Long> counted = contribution(client, id);
        client.deltas.replace(book.get(id).counted(), counted);
        book.put(id, book.get(id).counting(counted));
      }
    }
  }

  private Map<Cell, Long> contribution(ClientDraft client, FactId id) {
    return switch (book.body(id)) {
      case Body.Lead lead -> Contribution.of(lead, units(client), credit(client, lead));
      case Body.Order order -> Contribution.of(order, units(client), credit(client, id, order));
      case Body.Post post -> Contribution.of(post, client.zone, number(client, post.tuple()));
      case Body.Hour hour ->
          Contribution.of(
              hour, planner.rate(id, hour), units(client), number(client, hour.tuple()));
      case Body.Spend spend -> Contribution.of(spend, units(client), number(client, spend.tuple()));
      case Body.Network said -> Contribution.of(said, client.zone, number(client, said.tuple()));
      case null, default -> Map.of();
    };
  }

  private int credit(ClientDraft client, Body.Lead lead) {
    return touched(client, lead.visitor(), lead.createTime())
        .orElseGet(() -> number(client, resolve(client, lead.origin())));
  }

  /// By the order's own visitor, else its lead's; without a touch by what the order says about its
  /// origin, else by what its lead says.
  private int credit(ClientDraft client, FactId id, Body.Order order) {
    Body.@Nullable Lead lead =
        !order.lead().isEmpty()
                && book.body(id.of(FactKind.LEAD, order.lead())) instanceof Body.Lead known
            ? known
            : null;
    OptionalInt own = touched(client, order.visitor(), order.orderTime());
    if (own.isPresent()) {
      return own.getAsInt();
    }
    OptionalInt ofLead =
        lead == null ? OptionalInt.empty() : touched(client, lead.visitor(), order.orderTime());
    if (ofLead.isPresent()) {
      return ofLead.getAsInt();
    }
    Tuple said = resolve(client, order.origin());
    return number(client, said.known() || lead == null ? said : resolve(client, lead.origin()));
  }

  private OptionalInt touched(ClientDraft client, String visitor, Instant conversion) {
    if (visitor.isEmpty()) {
      return OptionalInt.empty();
    }
    Visitor key = new Visitor(client, ClientDraft.visitorHash(visitor));
    TupleBook tuples = client.memory.tuples;
    return LastTouch.credit(
        journeys.getOrDefault(key, List.of()),
        conversion,
        tuple -> tuple == TupleBook.OTHER || tuples.tuple(tuple).known());
  }

  private static int number(ClientDraft client, Tuple tuple) {
    return client.memory.tuples.number(tuple);
  }

  private Tuple resolve(ClientDraft client, Origin origin) {
    return origin.resolve(link -> links.tuple(client.memory.tenant, client.memory.client, link));
  }

  private Units units(ClientDraft client) {
    return new Units(
        client.zone,
        new Exchange(
            client.currency,
            (from, to, day) ->
                book.body(rateId(client, from, to, day)) instanceof Body.Exchange exchange
                    ? exchange.rate()
                    : null));
  }

  private static FactId rateId(ClientDraft client, String from, String to, LocalDate day) {
    return ExchangeRateMessages.factId(client.memory.tenant, client.memory.client, from, to, day);
  }

  /// Reads the exchange rates that may matter, all at once.
  private void loadRates(Collection<FactId> affected) {
    Set<FactId> wanted = new HashSet<>();
    for (FactId id : affected) {
      Body body = book.body(id);
      if (body != null && !id.client().equals(FactId.NO_CLIENT)) {
        ClientDraft client = segment.client(id.tenant(), id.client());
        planner.foreignMoney(id, body).ifPresent(money -> addRates(client, money, wanted));
      }
    }
    book.load(wanted);
  }

  private static void addRates(ClientDraft client, ForeignMoney money, Set<FactId> wanted) {
    for (String currency : money.currencies()) {
      for (int age = 0; age <= Exchange.OLDEST_DAYS; age++) {
        LocalDate day = money.day().minusDays(age);
        wanted.add(rateId(client, currency, client.currency, day));
        wanted.add(rateId(client, client.currency, currency, day));
      }
    }
  }

  /// Reads the touches of all visitors that matter, one look a client.
  private void loadJourneys(Collection<FactId> affected) {
    Map<ClientDraft, Set<Long>> wanted = new HashMap<>();
    for (FactId id : affected) {
      for (String visitor : visitorsOf(id)) {
        wanted
            .computeIfAbsent(segment.client(id.tenant(), id.client()), c -> new HashSet<>())
            .add(ClientDraft.visitorHash(visitor));
      }
    }
    wanted.forEach((client, visitors) -> {
      for (long visitor : visitors) {
        List<Touch> now = client.touchesOf(visitor);
        journeys.put(new Visitor(client, visitor), new ArrayList<>(now));
      }
      RecordBuffer keys = new RecordBuffer(TouchRecord.KEY);
      visitors.forEach(visitor -> keys.putLong(keys.add(), visitor));
      client.memory.touches.find(
          keys.sorted(), 0, (position, records, index) -> addTouch(client, records, index));
    });
  }

  private void addTouch(ClientDraft client, byte[] records, int index) {
    long visitor = TouchRecord.visitor(records, index);
    List<Touch> journey = journeys.get(new Visitor(client, visitor));
    if (journey != null) {
      journey.add(TouchRecord.decode(records, index));
    }
  }

  private List<String> visitorsOf(FactId id) {
    List<String> visitors = new ArrayList<>();
    switch (book.body(id)) {
      case Body.Lead lead -> visitors.add(lead.visitor());
      case Body.Order order -> {
        visitors.add(order.visitor());
        if (!order.lead().isEmpty()
            && book.body(id.of(FactKind.LEAD, order.lead())) instanceof Body.Lead lead) {
          visitors.add(lead.visitor());
        }
      }
      case null, default -> {}
    }
    visitors.removeIf(String::isEmpty);
    return visitors;
  }
}
