package io.agencysuite.store;

import java.util.concurrent.atomic.AtomicLong;

/**
 * Ends the process, as a SIGKILL would, at the n-th sync of its log: before the sync, or after it
 * and before anybody is told. A harness that counts n upwards visits every crash point of a
 * scenario.
 */
public final class CrashPoint implements Faults {

  /** For a process started by a harness: `-Dstore.crash=before:7` or `after:7`. */
  public static final String PROPERTY = "store.crash";

  private static final int EXIT_CODE = 137;

  private final boolean before;
  private final AtomicLong left;

  private CrashPoint(boolean before, long sync) {
    this.before = before;
    this.left = new AtomicLong(sync);
  }

  /** What the system property asks for, or no fault. */
  public static Faults fromSystemProperty() {
    String point = System.getProperty(PROPERTY, "");
    if (point.isEmpty()) {
      return NONE;
    }
    if (!point.matches("(before|after):\\d{1,9}")) {
      throw new IllegalArgumentException(
          PROPERTY + ": " + point + " (expected: before:N or after:N)");
    }
    int colon = point.indexOf(':');
    return new CrashPoint(point.startsWith("before"), Long.parseLong(point.substring(colon + 1)));
  }

  @Override
  public void beforeSync(long lastPosition) {
    if (before) {
      count();
    }
  }

  @Override
  public void afterSync(long lastPosition) {
    if (!before) {
      count();
    }
  }

  private void count() {
    if (left.decrementAndGet() == 0) {
      Runtime.getRuntime().halt(EXIT_CODE);
    }
  }
}
