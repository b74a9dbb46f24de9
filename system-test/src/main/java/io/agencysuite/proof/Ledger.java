package io.agencysuite.proof;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/// What callers were told, kept outside of the suite: an acknowledged thing has to be there once, a
/// thing whose outcome stayed unknown may be there once, and nothing else may be there.
final class Ledger {

  /// What can be acknowledged.
  enum Kind {
    POST("posts published"),
    CLICK("clicks"),
    VISIT("visits"),
    LEAD("leads"),
    PERSON("people by conversion"),
    ORDER("orders"),
    REFUND("refunds"),
    HOURS("time entries"),
    COST("costs");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    String label() {
      return label;
    }
  }

  /// @param name resource name as it was answered; empty where there is none
  /// @param amount minor units or minutes
  record Acknowledged(String name, long amount) {}

  private final Map<Kind, Map<String, Acknowledged>> acknowledged = new EnumMap<>(Kind.class);
  private final Map<Kind, Set<String>> unknown = new EnumMap<>(Kind.class);
  private final Map<Kind, LongAdder> retries = new EnumMap<>(Kind.class);

  Ledger() {
    for (Kind kind : Kind.values()) {
      acknowledged.put(kind, new ConcurrentHashMap<>());
      unknown.put(kind, ConcurrentHashMap.newKeySet());
      retries.put(kind, new LongAdder());
    }
  }

  void acknowledge(Kind kind, String id, String name, long amount) {
    of(kind).put(id, new Acknowledged(name, amount));
    unknownOf(kind).remove(id);
  }

  /// The try ended without an answer; it stays so unless a later try is acknowledged.
  void doubt(Kind kind, String id) {
    retriesOf(kind).increment();
    if (!of(kind).containsKey(id)) {
      unknownOf(kind).add(id);
    }
  }

  Map<String, Acknowledged> of(Kind kind) {
    return acknowledged.getOrDefault(kind, Map.of());
  }

  Set<String> unknownOf(Kind kind) {
    return unknown.getOrDefault(kind, Set.of());
  }

  private LongAdder retriesOf(Kind kind) {
    return retries.computeIfAbsent(kind, _ -> new LongAdder());
  }

  /// Tries without an answer.
  long doubts(Kind kind) {
    return retriesOf(kind).sum();
  }

  long acknowledgements() {
    return acknowledged.values().stream().mapToLong(Map::size).sum();
  }

  long amount(Kind kind) {
    return of(kind).values().stream().mapToLong(Acknowledged::amount).sum();
  }

  Map<Kind, Long> counts() {
    Map<Kind, Long> counts = new TreeMap<>();
    acknowledged.forEach((kind, things) -> counts.put(kind, (long) things.size()));
    return counts;
  }
}
