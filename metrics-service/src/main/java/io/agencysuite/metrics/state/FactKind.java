package io.agencysuite.metrics.state;

import java.util.Locale;
import java.util.Optional;

/// What a fact is about. The names are part of stored ids.
public enum FactKind {
  CLIENT(""),
  CHANNEL("channels"),
  LEAD("leads"),
  ORDER("orders"),
  POST("posts"),
  HOUR("timeEntries"),
  MEMBER("team"),
  COST("costs"),
  INSIGHT("insights"),
  RATE("exchangeRates");

  private final String collection;

  FactKind(String collection) {
    this.collection = collection;
  }

  /// The kind of the resources in this collection.
  static Optional<FactKind> ofCollection(String collection) {
    for (FactKind kind : values()) {
      if (!kind.collection.isEmpty() && kind.collection.equals(collection)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  /// False for what metrics keeps itself, and for what belongs to no client.
  boolean arrivesAsState() {
    return this != MEMBER && this != COST && this != INSIGHT && this != RATE;
  }

  String idPart() {
    return name().toLowerCase(Locale.ROOT);
  }
}
