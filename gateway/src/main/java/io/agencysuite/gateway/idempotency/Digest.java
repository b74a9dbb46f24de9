package io.agencysuite.gateway.idempotency;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/// SHA-256 over parts, each behind its length, so that no two lists of parts look the same.
final class Digest {

  private Digest() {}

  static byte[] of(Object... parts) {
    MessageDigest digest = sha256();
    for (Object part : parts) {
      byte[] bytes =
          switch (part) {
            case byte[] raw -> raw;
            case List<?> inner -> of(inner.toArray());
            default -> part.toString().getBytes(StandardCharsets.UTF_8);
          };
      digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(0, bytes.length));
      digest.update(bytes);
    }
    return digest.digest();
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
