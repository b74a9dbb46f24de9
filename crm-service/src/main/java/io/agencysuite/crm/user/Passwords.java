package io.agencysuite.crm.user;

import io.agencysuite.kit.error.ResourceExhausted;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;

/// Hashes and checks passwords, a few at a time because each takes much memory.
public final class Passwords {

  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final int LANES = 1;
  private static final long PATIENCE_SECONDS = 10;

  private final Argon2PasswordEncoder encoder;
  private final Semaphore permits;
  private final String nobodysHash;

  public Passwords(PasswordSettings settings) {
    this.encoder =
        new Argon2PasswordEncoder(
            SALT_BYTES, HASH_BYTES, LANES, settings.memoryKib(), settings.iterations());
    this.permits = new Semaphore(settings.concurrent());
    this.nobodysHash = hash("nobody has this password");
  }

  public String hash(String password) {
    return limited(() -> Objects.requireNonNull(encoder.encode(password)));
  }

  /// True if the password belongs to the hash. An empty hash takes as long and never matches, so
  /// that nobody learns from the time which users exist.
  boolean matches(String password, String hash) {
    boolean same = limited(() -> encoder.matches(password, hash.isEmpty() ? nobodysHash : hash));
    return same && !hash.isEmpty();
  }

  /// True if the hash was made at a lower cost than today's.
  boolean isOutdated(String hash) {
    return encoder.upgradeEncoding(hash);
  }

  private <R> R limited(Supplier<R> work) {
    boolean acquired = false;
    try {
      acquired = permits.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!acquired) {
      throw new ResourceExhausted(
          "LIMIT_REACHED", "too many logins at once (expected: try again in some seconds)");
    }
    try {
      return work.get();
    } finally {
      permits.release();
    }
  }
}
