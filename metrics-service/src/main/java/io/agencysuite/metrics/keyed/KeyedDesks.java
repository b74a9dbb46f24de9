package io.agencysuite.metrics.keyed;

import io.agencysuite.kit.mongo.Leases;
import io.agencysuite.kit.mongo.RestoreEpoch;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.state.StateRelay;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.stream.Entry;
import io.agencysuite.metrics.stream.StreamAppender;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.springframework.stereotype.Component;

/// What all kinds of keyed records need around them: the clients they belong to and the streams
/// that count them.
@Component
public final class KeyedDesks {

  private final ClientStore clients;
  private final StreamAppender appender;
  private final RestoreEpoch epoch;
  private final InstantSource clock;

  KeyedDesks(
      ClientStore clients, StreamAppender appender, RestoreEpoch epoch, InstantSource clock) {
    this.clients = clients;
    this.appender = appender;
    this.epoch = epoch;
    this.clock = clock;
  }

  /// Makes the entry of a stream that counts this version of a record.
  @FunctionalInterface
  public interface Counting<T> {

    Entry entry(Stored<T> stored, long epoch);
  }

  /// The desk of one kind.
  public <T extends Record & Keyed<T>> KeyedDesk<T> of(KeyedStore<T> store, Counting<T> counting) {
    return new KeyedDesk<>(store, counting, this);
  }

  /// The relay that counts what a crash left uncounted; records are taken back, never deleted.
  public <T extends Record & Keyed<T>> StateRelay<T, Entry> relay(
      String name, KeyedStore<T> store, Counting<T> counting, Leases leases) {
    return new StateRelay<>(
        name,
        store.documents(),
        (key, version, value) -> {
          if (value == null) {
            throw new IllegalArgumentException("a tombstone of " + key + " (expected: a record)");
          }
          return counting.entry(new Stored<>(key, version, value), epoch.value());
        },
        List.of((tenant, entries) -> appender.append(entries)),
        leases,
        clock);
  }

  Instant now() {
    return clock.instant();
  }

  void requireClient(String tenant, String client) {
    clients.require(tenant, client);
  }

  /// The relay would do this too, a moment later; so the next report has them already.
  <T> void count(List<Stored<T>> stored, Counting<T> counting) {
    appender.append(stored.stream().map(one -> counting.entry(one, epoch.value())).toList());
  }
}
