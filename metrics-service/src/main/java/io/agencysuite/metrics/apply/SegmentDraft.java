package io.agencysuite.metrics.apply;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/// The clients that a segment is about, each with what happens to it.
final class SegmentDraft {

  private final BiFunction<String, String, ClientDraft> opener;
  private final Map<String, ClientDraft> clients = new TreeMap<>();

  SegmentDraft(BiFunction<String, String, ClientDraft> opener) {
    this.opener = opener;
  }

  ClientDraft client(String tenant, String client) {
    return clients.computeIfAbsent(tenant + '/' + client, key -> opener.apply(tenant, client));
  }

  Collection<ClientDraft> clients() {
    return clients.values();
  }
}
