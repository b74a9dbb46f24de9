package io.agencysuite.kit.state;

import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Lease;
import io.agencysuite.kit.mongo.Leases;
import io.agencysuite.kit.work.LeasedWorker;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Delivers the pending changes of documents as states, one kind of document a relay. A state may
/// be delivered more than once and states may overtake each other; receivers keep the newest.
///
/// @param <M> the message that carries a state
public final class StateRelay<T extends Record, M> implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(StateRelay.class);
  private static final int BATCH = 200;
  private static final Duration INTERVAL = Duration.ofMillis(100);
  private static final Duration LEASE_LENGTH = Duration.ofSeconds(10);

  private final String name;
  private final Documents<T> documents;
  private final Mapping<T, M> mapping;
  private final List<Sender<M>> senders;
  private final Leases leases;
  private final InstantSource clock;
  private final LeasedWorker worker;

  /// Makes the message of a change.
  @FunctionalInterface
  public interface Mapping<T, M> {

    /// @param value null for a tombstone
    M message(Key key, long version, @Nullable T value);
  }

  /// Hands a batch of one tenant to a receiver; returns when the receiver has it durably.
  @FunctionalInterface
  public interface Sender<M> {

    void send(String tenant, List<M> batch);
  }

  /// @param senders all receivers; a change stays pending until every one has it
  public StateRelay(
      String name,
      Documents<T> documents,
      Mapping<T, M> mapping,
      List<Sender<M>> senders,
      Leases leases,
      InstantSource clock) {
    this.name = "relay-" + name;
    this.documents = documents;
    this.mapping = mapping;
    this.senders = List.copyOf(senders);
    this.leases = leases;
    this.clock = clock;
    this.worker = new LeasedWorker(this.name, leases, INTERVAL, this::deliver);
  }

  public void start() {
    worker.start();
  }

  /// Says that there is something to deliver.
  public void nudge() {
    worker.nudge();
  }

  /// Waits until the last change of the document is delivered, at most so long.
  ///
  /// @return false if it is still pending
  public boolean awaitDelivered(Key key, Duration patience) {
    nudge();
    long end = clock.millis() + patience.toMillis();
    while (documents.isPending(key)) {
      if (clock.millis() >= end) {
        return false;
      }
      try {
        Thread.sleep(5);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        return false;
      }
    }
    return true;
  }

  @Override
  public void close() {
    worker.close();
  }

  private boolean deliver(Lease lease) {
    List<Documents.Pending<T>> pending = documents.pending(BATCH);
    if (pending.isEmpty()) {
      return false;
    }
    // A durable write after the read: what we are about to act on is durable as well.
    if (leases.acquire(name, LEASE_LENGTH).filter(l -> l.token() == lease.token()).isEmpty()) {
      return false;
    }
    Map<String, List<Documents.Pending<T>>> byTenant = new TreeMap<>();
    pending.forEach(p -> byTenant.computeIfAbsent(p.key().tenant(), t -> new ArrayList<>()).add(p));
    RuntimeException failure = null;
    for (var tenant : byTenant.entrySet()) {
      try {
        deliverEach(tenant.getKey(), tenant.getValue());
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    return pending.size() == BATCH;
  }

  /// Delivers a batch; when the receiver refuses it, each change alone, so that one that cannot be
  /// delivered holds up no other.
  private void deliverEach(String tenant, List<Documents.Pending<T>> changes) {
    try {
      deliver(tenant, changes);
    } catch (RuntimeException e) {
      if (changes.size() == 1 || isTransient(e)) {
        throw e;
      }
      LOG.warn("{}: a batch of {} was refused; delivering each alone", name, changes.size());
      RuntimeException failure = null;
      for (Documents.Pending<T> change : changes) {
        try {
          deliver(tenant, List.of(change));
        } catch (RuntimeException alone) {
          failure = alone;
        }
      }
      if (failure != null) {
        throw failure;
      }
    }
  }

  private static boolean isTransient(RuntimeException e) {
    return e instanceof StatusRuntimeException status
        && switch (status.getStatus().getCode()) {
          case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, CANCELLED -> true;
          default -> false;
        };
  }

  private void deliver(String tenant, List<Documents.Pending<T>> changes) {
    List<M> batch =
        changes.stream().map(c -> mapping.message(c.key(), c.version(), c.value())).toList();
    RuntimeException failure = null;
    for (Sender<M> sender : senders) {
      try {
        sender.send(tenant, batch);
      } catch (RuntimeException e) {
        failure = e;
      }
    }
    if (failure != null) {
      throw failure;
    }
    changes.forEach(c -> documents.delivered(c.key(), c.version()));
  }
}
