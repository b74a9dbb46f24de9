package io.agencysuite.metrics.keyed;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// The id of a keyed record: the beginning of its external id's SHA-256.
public final class KeyedId {

  private static final int BYTES = 16;

  private KeyedId() {}

  public static String of(String externalId) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(externalId.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
