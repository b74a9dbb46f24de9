package io.agencysuite.kit.time;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/// Time-ordered ids: 48 bits of milliseconds and 80 bits of randomness, 26 characters of lower-case
/// Crockford base32, so that the order of the text is the order of creation.
public final class Ids {

  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int LENGTH = 26;
  private static final int TIME_LENGTH = 10;

  private final InstantSource clock;
  private final RandomGenerator random;

  public Ids(InstantSource clock, RandomGenerator random) {
    this.clock = clock;
    this.random = random;
  }

  /// Ids that nobody can guess.
  public static Ids secure(InstantSource clock) {
    return new Ids(clock, new SecureRandom());
  }

  public String next() {
    char[] text = new char[LENGTH];
    long millis = clock.millis();
    for (int i = TIME_LENGTH - 1; i >= 0; i--) {
      text[i] = DIGITS[(int) (millis & 31)];
      millis >>>= 5;
    }
    fill(text, TIME_LENGTH, random.nextLong());
    fill(text, TIME_LENGTH + 8, random.nextLong());
    return new String(text);
  }

  private static void fill(char[] text, int from, long bits) {
    for (int i = 0; i < 8; i++) {
      text[from + i] = DIGITS[(int) (bits & 31)];
      bits >>>= 5;
    }
  }
}
