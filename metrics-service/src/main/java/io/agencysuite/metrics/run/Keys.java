package io.agencysuite.metrics.run;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/// Hashes of texts as keys of runs. Sha-256, because whoever sends events could make a weaker hash
/// collide and so suppress the events of others.
public final class Keys {

  private Keys() {}

  /// The first bytes of the text's SHA-256.
  public static byte[] of(String text, int width) {
    return Arrays.copyOf(sha256(text.getBytes(StandardCharsets.UTF_8)), width);
  }

  /// The first eight bytes of the text's SHA-256 as a number.
  public static long number(String text) {
    return head(sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// The first eight bytes as a number.
  public static long head(byte[] key) {
    long head = 0;
    for (int i = 0; i < 8; i++) {
      head = head << 8 | (key[i] & 0xff);
    }
    return head;
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
