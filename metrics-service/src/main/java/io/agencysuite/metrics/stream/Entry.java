package io.agencysuite.metrics.stream;

import java.util.Arrays;
import java.util.Objects;

/// Something to be counted, as it was received. The payload's meaning belongs to the kind.
public final class Entry {

  private final EntryKind kind;
  private final String tenant;
  private final String client;
  private final byte[] payload;

  /// Takes the payload over; nobody changes it afterwards.
  public Entry(EntryKind kind, String tenant, String client, byte[] payload) {
    this.kind = Objects.requireNonNull(kind);
    this.tenant = Objects.requireNonNull(tenant);
    this.client = Objects.requireNonNull(client);
    this.payload = Objects.requireNonNull(payload);
  }

  public EntryKind kind() {
    return kind;
  }

  public String tenant() {
    return tenant;
  }

  public String client() {
    return client;
  }

  public byte[] payload() {
    return payload;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Entry other
        && kind == other.kind
        && tenant.equals(other.tenant)
        && client.equals(other.client)
        && Arrays.equals(payload, other.payload);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, tenant, client, Arrays.hashCode(payload));
  }

  @Override
  public String toString() {
    return kind + " of " + tenant + '/' + client + ", " + payload.length + " bytes";
  }
}
