package io.agencysuite.gateway.oauth;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/// Random texts that are credentials, and what is stored of them: a plain hash, because 256 random
/// bits cannot be guessed.
final class Secrets implements PasswordEncoder {
  private static final int BYTES = 32;
  private static final String MAC = "HmacSHA256";

  private final RandomGenerator random;
  private final SecretKeySpec key;

  /// @param key what all doors share and nobody else knows
  Secrets(RandomGenerator random, byte[] key) {
    this.random = random;
    this.key = new SecretKeySpec(key, MAC);
  }

  String fresh() {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /// What comes after a secret: the same at every door, and known only to doors.
  String after(String secret) {
    try {
      Mac mac = Mac.getInstance(MAC);
      mac.init(key);
      return Base64.getUrlEncoder()
          .withoutPadding()
          .encodeToString(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + MAC, e);
    }
  }

  static String hash(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  static boolean same(String one, String other) {
    return MessageDigest.isEqual(
        one.getBytes(StandardCharsets.UTF_8), other.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public @Nullable String encode(@Nullable CharSequence secret) {
    return secret == null ? null : hash(secret.toString());
  }

  @Override
  public boolean matches(@Nullable CharSequence secret, @Nullable String stored) {
    return secret != null && stored != null && same(hash(secret.toString()), stored);
  }
}
