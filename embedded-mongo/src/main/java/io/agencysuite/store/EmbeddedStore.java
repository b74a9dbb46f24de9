package io.agencysuite.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.h2.mvstore.MVStoreException;
import org.jspecify.annotations.Nullable;

/** A running store: MongoDB's wire protocol on a local port, its data durable in one directory. */
public final class EmbeddedStore implements AutoCloseable {

  private final EmbeddedStoreSettings settings;
  private final DirectoryLock lock;
  private final Storage storage;
  private final Expiry expiry;
  private final WireServer server;

  private EmbeddedStore(
      EmbeddedStoreSettings settings,
      DirectoryLock lock,
      Storage storage,
      Expiry expiry,
      WireServer server) {
    this.settings = settings;
    this.lock = lock;
    this.storage = storage;
    this.expiry = expiry;
    this.server = server;
  }

  /**
   * Recovers the directory's data and listens; throws {@link StoreStartException} when it cannot.
   */
  public static EmbeddedStore start(EmbeddedStoreSettings settings) {
    Path directory = settings.directory();
    DirectoryLock lock = DirectoryLock.acquire(directory);
    Storage storage = null;
    try {
      storage = Storage.open(settings);
      Cursors cursors = new Cursors();
      Expiry expiry = new Expiry(storage, cursors, settings.clock());
      Commands commands = new Commands(storage, settings, cursors);
      WireServer server = WireServer.start(commands, settings);
      expiry.start(settings.expiryInterval().toMillis());
      return new EmbeddedStore(settings, lock, storage, expiry, server);
    } catch (IOException e) {
      release(storage, lock);
      throw new StoreStartException(
          "The data directory " + directory + " cannot be used: " + e.getMessage(), e);
    } catch (MVStoreException e) {
      release(storage, lock);
      throw new StoreStartException(
          "The page file in " + directory + " cannot be used: " + e.getMessage(), e);
    } catch (RuntimeException e) {
      release(storage, lock);
      throw e;
    }
  }

  private static void release(@Nullable Storage storage, DirectoryLock lock) {
    try (lock) {
      if (storage != null) {
        storage.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A connection string for the standard driver, with the secret in it. */
  public String uri() {
    Credential credential = settings.credential();
    return "mongodb://"
        + credential.user()
        + ":"
        + credential.secret()
        + "@"
        + settings.host()
        + ":"
        + port()
        + "/?authSource=admin&authMechanism="
        + Scram.MECHANISM;
  }

  public int port() {
    return server.port();
  }

  /** Deletes what has expired now, instead of at the next interval; returns how many documents. */
  public int expireNow() {
    int deleted = expiry.sweep();
    storage.log().awaitSynced(storage.log().appended());
    return deleted;
  }

  /** Writes pages behind the log now, instead of when enough are dirty. */
  public void checkpoint() {
    try {
      storage.checkpoint();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ends running commands, writes a checkpoint and frees directory and port. */
  @Override
  public void close() {
    try (lock) {
      server.close();
      expiry.close();
      storage.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
