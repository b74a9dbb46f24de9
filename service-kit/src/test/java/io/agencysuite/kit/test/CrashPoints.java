package io.agencysuite.kit.test;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.mongo.StoreConnection;
import io.agencysuite.store.EmbeddedStoreSettings;
import io.agencysuite.store.Faults;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;

/// Enumerates the crash points of a scenario: after each of its store writes the store stops taking
/// writes, as if the process had died there; then it is closed, started anew on what is durable,
/// recovered and checked.
public final class CrashPoints {

  private static final int MOST = 500;

  private CrashPoints() {}

  /// One step over a store; every step opens what it needs on the database it is given.
  @FunctionalInterface
  public interface Step {

    void run(MongoDatabase database) throws Exception;
  }

  /// Runs the scenario once to count its writes, then once per crash point.
  ///
  /// @param scenario may fail in any way once the store is dead
  /// @param recovery what a client's retry and the workers do after the restart
  /// @param check asserts what has to hold in the end, at every crash point
  /// @return number of crash points
  public static int enumerate(Step scenario, Step recovery, Step check) {
    int writes = run(scenario, recovery, check, Integer.MAX_VALUE);
    if (writes > MOST) {
      throw new IllegalArgumentException("writes: " + writes + " (expected: 0.." + MOST + ")");
    }
    for (int survived = 0; survived < writes; survived++) {
      try {
        run(scenario, recovery, check, survived);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("after write " + survived + " of " + writes, e);
      }
    }
    return writes;
  }

  private static int run(Step scenario, Step recovery, Step check, int survived) {
    Path folder = freshFolder();
    DyingStore dying = new DyingStore(survived);
    try (StoreConnection store =
        StoreConnection.open(EmbeddedStoreSettings.of(folder).withFaults(dying), "crash")) {
      scenario.run(store.database());
    } catch (Exception e) {
      if (!dying.died()) {
        throw new IllegalStateException("the scenario fails without a crash", e);
      }
    }
    try (StoreConnection store = StoreConnection.open(EmbeddedStoreSettings.of(folder), "crash")) {
      recovery.run(store.database());
      check.run(store.database());
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("recovery failed", e);
    }
    return dying.written();
  }

  private static Path freshFolder() {
    try {
      return Files.createTempDirectory("crash");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Takes so many writes and no more.
  private static final class DyingStore implements Faults {

    private final int limit;
    private final AtomicInteger appended = new AtomicInteger();

    DyingStore(int limit) {
      this.limit = limit;
    }

    boolean died() {
      return appended.get() > limit;
    }

    int written() {
      return Math.min(appended.get(), limit);
    }

    @Override
    public void beforeAppend(long position) throws IOException {
      if (appended.incrementAndGet() > limit) {
        throw new IOException("the store has died (this is the test's doing)");
      }
    }
  }
}
