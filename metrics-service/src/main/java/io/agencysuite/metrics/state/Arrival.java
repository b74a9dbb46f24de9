package io.agencysuite.metrics.state;

import org.jspecify.annotations.Nullable;

/// A state that arrived.
///
/// @param client `-` for what belongs to the whole tenant
/// @param body null for a tombstone
public record Arrival(
    FactKind kind, String client, String id, long epoch, long version, @Nullable Body body) {

  public FactId factId(String tenant) {
    return new FactId(tenant, client, kind, id);
  }
}
