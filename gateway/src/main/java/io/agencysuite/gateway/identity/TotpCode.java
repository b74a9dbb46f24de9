package io.agencysuite.gateway.identity;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// One-time codes after RFC 6238: HMAC-SHA-1, thirty seconds, six digits.
final class TotpCode {
  private static final String MAC = "HmacSHA1";
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final int STEP_SECONDS = 30;
  private static final int SECRET_BYTES = 20;
  private static final int DRIFT_STEPS = 1;
  private static final int MODULUS = 1_000_000;

  private TotpCode() {}

  static byte[] newSecret(SecureRandom random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    return secret;
  }

  static String base32(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    int buffer = 0;
    int bits = 0;
    for (byte b : bytes) {
      buffer = (buffer << 8) | (b & 0xff);
      bits += 8;
      while (bits >= 5) {
        bits -= 5;
        text.append(BASE32.charAt((buffer >> bits) & 31));
      }
    }
    return bits == 0
        ? text.toString()
        : text.append(BASE32.charAt((buffer << (5 - bits)) & 31)).toString();
  }

  static long step(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), (long) STEP_SECONDS);
  }

  static String at(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(new SecretKeySpec(secret, MAC));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fff_ffff;
      return String.format(Locale.ROOT, "%06d", number % MODULUS);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }

  /// The step that the code belongs to, among the present one and its neighbours, for clocks that
  /// differ; only steps after the last one used count.
  static OptionalLong matching(byte[] secret, String code, Instant now, long lastStep) {
    OptionalLong found = OptionalLong.empty();
    for (long step = step(now) - DRIFT_STEPS; step <= step(now) + DRIFT_STEPS; step++) {
      if (step > lastStep && at(secret, step).equals(code)) {
        found = OptionalLong.of(step);
      }
    }
    return found;
  }
}
