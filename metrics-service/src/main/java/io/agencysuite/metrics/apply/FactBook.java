package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.state.Body;
import io.agencysuite.metrics.state.Fact;
import io.agencysuite.metrics.state.FactId;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The facts and the links of visitors that a segment is about, as they are and as they become.
final class FactBook {

  private final LedgerStore ledger;
  private final Map<String, Fact> facts = new HashMap<>();
  private final Map<String, Fact> changed = new TreeMap<>();
  private final Map<String, SortedSet<String>> visitors = new HashMap<>();
  private final SortedSet<String> changedVisitors = new TreeSet<>();

  FactBook(LedgerStore ledger) {
    this.ledger = ledger;
  }

  /// Reads facts that will be asked for, all at once.
  void load(Collection<FactId> ids) {
    List<String> missing =
        ids.stream().map(FactId::toString).filter(id -> !facts.containsKey(id)).distinct().toList();
    Map<String, byte[]> found = missing.isEmpty() ? Map.of() : ledger.read(Ledger.FACTS, missing);
    missing.forEach(id -> facts.put(id, Fact.decode(found.get(id))));
  }

  /// The ids of the facts with this reference.
  List<FactId> byReference(String reference) {
    Map<String, byte[]> found = ledger.readByReference(Ledger.FACTS, reference);
    found.forEach((id, bytes) -> facts.putIfAbsent(id, Fact.decode(bytes)));
    return found.keySet().stream().map(FactId::parse).toList();
  }

  Fact get(FactId id) {
    load(List.of(id));
    Fact fact = facts.get(id.toString());
    if (fact == null) {
      throw new IllegalStateException(id + " was loaded and is gone");
    }
    return fact;
  }

  void put(FactId id, Fact fact) {
    if (!fact.equals(get(id))) {
      facts.put(id.toString(), fact);
      changed.put(id.toString(), fact);
    }
  }

  /// What its newest state says; null when it has none, or is a tombstone.
  @Nullable Body body(FactId id) {
    byte[] state = get(id).state();
    if (state.length == 0) {
      return null;
    }
    return Arrivals.read(id.kind(), state).body();
  }

  Map<String, Fact> changed() {
    return changed;
  }

  /// Reads the links of visitors that will be asked for, all at once.
  void loadVisitors(Collection<String> ids) {
    List<String> missing = ids.stream().filter(id -> !visitors.containsKey(id)).toList();
    Map<String, byte[]> found =
        missing.isEmpty() ? Map.of() : ledger.read(Ledger.VISITORS, missing);
    missing.forEach(id -> visitors.put(id, LinkedVisitors.decode(found.get(id))));
  }

  /// The facts that belong to the visitor.
  SortedSet<String> ofVisitor(String visitorId) {
    loadVisitors(List.of(visitorId));
    SortedSet<String> known = visitors.get(visitorId);
    return known == null ? new TreeSet<>() : known;
  }

  void link(String visitorId, FactId fact) {
    if (ofVisitor(visitorId).add(fact.toString())) {
      changedVisitors.add(visitorId);
    }
  }

  SortedSet<String> changedVisitors() {
    return changedVisitors;
  }
}
