package io.agencysuite.metrics.stream;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Something to be counted, as it was received. The payload's meaning belongs to the kind.
public final class Entry {

  private static final byte[] READ = new byte[0];

  private final EntryKind kind;
  private final String tenant;
  private final String client;
  private final byte[] payload;
  private final @Nullable Reading reading;

  /// Takes the payload over; nobody changes it afterwards.
  public Entry(EntryKind kind, String tenant, String client, byte[] payload) {
    this(kind, tenant, client, payload, null);
  }

  /// @param reading what was read out of the payload already
  public Entry(
      EntryKind kind, String tenant, String client, byte[] payload, @Nullable Reading reading) {
    this.kind = Objects.requireNonNull(kind);
    this.tenant = Objects.requireNonNull(tenant);
    this.client = Objects.requireNonNull(client);
    this.payload = Objects.requireNonNull(payload);
    this.reading = reading;
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

  /// What was read out of the payload already; null when it has to be read.
  public @Nullable Reading reading() {
    return reading;
  }

  /// Without the payload when that was read already.
  Entry asRead() {
    return reading == null ? this : new Entry(kind, tenant, client, READ, reading);
  }

  public boolean isOfSameClientAs(Entry other) {
    return tenant.equals(other.tenant) && client.equals(other.client);
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
