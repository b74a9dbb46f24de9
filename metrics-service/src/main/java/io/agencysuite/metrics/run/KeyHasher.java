package io.agencysuite.metrics.run;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.DigestException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/// Hashes many texts as [Keys] does, with one digest and no object for each. Belongs to one thread.
public final class KeyHasher {

  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);
  private static final int BYTES = 32;

  private final MessageDigest digest;
  private final byte[] hash = new byte[BYTES];

  public KeyHasher() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  public void hash(byte[] text, int from, int length) {
    digest.update(text, from, length);
    try {
      digest.digest(hash, 0, BYTES);
    } catch (DigestException e) {
      throw new IllegalStateException("SHA-256 has " + BYTES + " bytes", e);
    }
  }

  /// The first eight bytes.
  public long head() {
    return (long) LONG.get(hash, 0);
  }

  /// The next eight bytes.
  public long tail() {
    return (long) LONG.get(hash, 8);
  }
}
