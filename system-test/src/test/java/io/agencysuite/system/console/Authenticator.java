package io.agencysuite.system.console;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// An app on somebody's phone that shows one-time codes (RFC 6238).
record Authenticator(String secret) {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int STEP_SECONDS = 30;
  private static final int MODULUS = 1_000_000;

  /// The code of a step of thirty seconds, counted from the one of now.
  String code(int later) throws GeneralSecurityException {
    long step = Instant.now().getEpochSecond() / STEP_SECONDS + later;
    Mac mac = Mac.getInstance("HmacSHA1");
    mac.init(new SecretKeySpec(key(), "HmacSHA1"));
    byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
    int number = ByteBuffer.wrap(hash).getInt(hash[hash.length - 1] & 15) & Integer.MAX_VALUE;
    return String.format(Locale.ROOT, "%06d", number % MODULUS);
  }

  private byte[] key() {
    byte[] key = new byte[secret.length() * 5 / 8];
    for (int bit = 0; bit < key.length * 8; bit++) {
      int digit = BASE32.indexOf(secret.charAt(bit / 5));
      int value = (digit >> (4 - bit % 5)) & 1;
      key[bit / 8] = (byte) (key[bit / 8] | (value << (7 - bit % 8)));
    }
    return key;
  }
}
