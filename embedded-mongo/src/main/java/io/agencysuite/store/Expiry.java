package io.agencysuite.store;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.exception.MongoServerException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what TTL indexes say has expired; each deletion goes through the log as any other. */
final class Expiry implements AutoCloseable {

  private static final Logger log = LoggerFactory.getLogger(Expiry.class);

  private final Storage storage;
  private final Updater updater;
  private final Cursors cursors;
  private final InstantSource clock;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("store-expiry").factory());

  private @Nullable ScheduledFuture<?> sweeping;

  Expiry(Storage storage, Cursors cursors, InstantSource clock) {
    this.storage = storage;
    this.updater = new Updater(storage, new Reader(storage.pages()));
    this.cursors = cursors;
    this.clock = clock;
  }

  void start(long intervalMillis) {
    sweeping =
        timer.scheduleWithFixedDelay(
            this::sweepSafely, intervalMillis, intervalMillis, TimeUnit.MILLISECONDS);
  }

  private void sweepSafely() {
    try {
      cursors.expire();
      sweep();
    } catch (MongoServerException e) {
      log.warn("expired documents stay for now: {}", e.getMessage());
    } catch (RuntimeException e) {
      log.error("expiry failed", e);
    }
  }

  /** Returns how many documents it deleted. */
  int sweep() {
    int deleted = 0;
    for (StoredCollection collection : storage.catalog().all()) {
      for (IndexSpec spec : collection.specs()) {
        Long lifetime = spec.expireAfterSeconds();
        if (lifetime != null) {
          deleted += sweep(collection, spec, clock.instant().minusSeconds(lifetime));
        }
      }
    }
    return deleted;
  }

  private int sweep(StoredCollection collection, IndexSpec spec, Instant latest) {
    Document filter = new Document(spec.parts().getFirst().path(), new Document("$lte", latest));
    Document partial = spec.partialFilter();
    Document whole = partial == null ? filter : new Document("$and", List.of(filter, partial));
    Query query = new Query(whole, List.of(), 0, 0, null, null, 0);
    return updater.changeAll(collection, query, match -> updater.delete(collection, match)).size();
  }

  @Override
  public void close() {
    if (sweeping != null) {
      sweeping.cancel(false);
    }
    timer.shutdown();
    try {
      if (!timer.awaitTermination(10, TimeUnit.SECONDS)) {
        log.warn("expiry did not end in time");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
