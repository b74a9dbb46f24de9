package io.agencysuite.metrics.journey;

import io.agencysuite.metrics.attribution.Journey;
import io.agencysuite.metrics.attribution.Origin;
import io.agencysuite.metrics.attribution.Touch;
import io.agencysuite.metrics.link.LinkStore;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.rollup.TupleBook;
import io.agencysuite.metrics.run.Keys;
import io.agencysuite.metrics.state.Body;
import io.agencysuite.metrics.state.Client;
import io.agencysuite.metrics.state.Fact;
import io.agencysuite.metrics.state.FactKind;
import io.agencysuite.metrics.state.StateMessages;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerStore;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Attributes the conversions of a period, some thousands at a time, so that memory does not grow
/// with the period.
final class Attributor {

  private final LedgerStore ledger;
  private final LinkStore links;
  private final String tenant;
  private final String client;
  private final AttributionQuery query;
  private final TouchReader touches;
  private final AttributionSums sums;
  private final Runnable alive;
  private final Map<String, Optional<Tuple>> knownLinks = new HashMap<>();
  private Map<String, Body.Lead> leads = Map.of();
  private Map<Long, List<Touch>> journeys = Map.of();

  /// @param alive throws when nobody waits for the answer any more
  Attributor(Stores stores, String tenant, String client, AttributionQuery query, Runnable alive) {
    this.ledger = stores.ledger();
    this.links = stores.links();
    this.tenant = tenant;
    this.client = client;
    this.query = query;
    this.alive = alive;
    this.touches = new TouchReader(ledger, tenant, client, alive);
    String id = tenant + '/' + client + "/tuples/all";
    byte[] book = ledger.read(Ledger.TUPLES, List.of(id)).get(id);
    this.sums = new AttributionSums(query, TupleBook.decode(book, 0));
  }

  /// What is read.
  record Stores(LedgerStore ledger, LinkStore links) {}

  /// The answer.
  record Attribution(ConversionTotals totals, AttributionSums sums) {}

  Attribution attribute(Client of) {
    ConversionTotals totals =
        new ConversionReader(ledger, query, of.zone(), of.currencyCode(), alive)
            .read(tenant, client, this::add);
    return new Attribution(totals, sums);
  }

  private void add(List<Conversion> conversions) {
    loadLeads(conversions);
    loadJourneys(conversions);
    conversions.forEach(this::add);
  }

  /// By the conversion's own visitor, else its lead's, as in the report.
  private void add(Conversion conversion) {
    Body.@Nullable Lead lead = lead(conversion);
    Journey own = journey(conversion.visitor(), conversion);
    if (!own.isUnknown()) {
      sums.share(conversion.value(), own);
      return;
    }
    Journey ofLead = journey(lead == null ? "" : lead.visitor(), conversion);
    if (!ofLead.isUnknown()) {
      sums.share(conversion.value(), ofLead);
      return;
    }
    Basis basis = own.visits() + ofLead.visits() > 0 ? Basis.DIRECT_VISITS : Basis.NO_JOURNEY;
    sums.whole(conversion.value(), basis, said(conversion, lead));
  }

  private Journey journey(String visitor, Conversion conversion) {
    List<Touch> visits =
        visitor.isEmpty() ? List.of() : journeys.getOrDefault(Keys.number(visitor), List.of());
    return Journey.before(visits, conversion.timeMillis(), query.window(), sums::isKnown);
  }

  private Tuple said(Conversion conversion, Body.@Nullable Lead lead) {
    return switch (conversion.body()) {
      case Body.Lead itself -> resolve(itself.origin());
      case Body.Order order -> {
        Tuple own = resolve(order.origin());
        yield own.known() || lead == null ? own : resolve(lead.origin());
      }
      default -> Tuple.DIRECT;
    };
  }

  private Tuple resolve(Origin origin) {
    return origin.resolve(
        link -> knownLinks.computeIfAbsent(link, id -> links.tuple(tenant, client, id)));
  }

  private Body.@Nullable Lead lead(Conversion conversion) {
    return conversion.lead() == null ? null : leads.get(leadId(conversion));
  }

  private static String leadId(Conversion conversion) {
    return conversion.id().of(FactKind.LEAD, Objects.requireNonNull(conversion.lead())).toString();
  }

  private void loadLeads(List<Conversion> conversions) {
    Set<String> ids = new HashSet<>();
    for (Conversion conversion : conversions) {
      if (conversion.lead() != null) {
        ids.add(leadId(conversion));
      }
    }
    Map<String, Body.Lead> read = new HashMap<>();
    ledger
        .read(Ledger.FACTS, ids)
        .forEach((id, bytes) -> {
          byte[] state = Fact.decode(bytes).state();
          if (state.length > 0 && StateMessages.arrival(state).body() instanceof Body.Lead lead) {
            read.put(id, lead);
          }
        });
    leads = read;
  }

  private void loadJourneys(List<Conversion> conversions) {
    Set<Long> visitors = new HashSet<>();
    long first = Long.MAX_VALUE;
    long last = Long.MIN_VALUE;
    for (Conversion conversion : conversions) {
      Body.@Nullable Lead lead = lead(conversion);
      addVisitor(visitors, conversion.visitor());
      addVisitor(visitors, lead == null ? "" : lead.visitor());
      first = Math.min(first, conversion.timeMillis());
      last = Math.max(last, conversion.timeMillis());
    }
    journeys = touches.read(visitors, first - query.window().toMillis(), last);
  }

  private static void addVisitor(Set<Long> visitors, String visitor) {
    if (!visitor.isEmpty()) {
      visitors.add(Keys.number(visitor));
    }
  }
}
