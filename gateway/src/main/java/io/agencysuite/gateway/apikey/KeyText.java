package io.agencysuite.gateway.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/// A key as its holder has it: `agk_{tenant}-{id}_{secret}{checksum}`. Scanners find it by its
/// prefix, the checksum tells a typing error without a look into the store, and tenant and id lead
/// to the one document.
record KeyText(String tenant, String id, String text) {
  static final String PREFIX = "agk_";
  private static final int SECRET_BYTES = 32;
  private static final int SECRET_LENGTH = 43;
  private static final int CHECKSUM_LENGTH = 6;
  private static final int HINT_LENGTH = 4;
  private static final Pattern FORM =
      Pattern.compile("agk_([a-z][a-z0-9-]{1,62})-([0-9a-z]{26})_[0-9A-Za-z]{49}");

  /// A new key with a random secret of 256 bits.
  static KeyText fresh(String tenant, String id, RandomGenerator random) {
    byte[] secret = new byte[SECRET_BYTES];
    random.nextBytes(secret);
    String text = PREFIX + tenant + '-' + id + '_' + Base62.of(secret, SECRET_LENGTH);
    return new KeyText(tenant, id, text + checksum(text));
  }

  static boolean looksLikeOne(String credential) {
    return credential.startsWith(PREFIX);
  }

  /// Empty when the text was never a key.
  static Optional<KeyText> parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    int end = text.length() - CHECKSUM_LENGTH;
    return checksum(text.substring(0, end)).equals(text.substring(end))
        ? Optional.of(new KeyText(matcher.group(1), matcher.group(2), text))
        : Optional.empty();
  }

  /// What is stored. The secret is random, so that a plain hash cannot be turned back.
  String hash() {
    try {
      byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  String hint() {
    return text.substring(text.length() - HINT_LENGTH);
  }

  /// Never the secret, wherever it may be printed.
  @Override
  public String toString() {
    return PREFIX + tenant + '-' + id + "_...";
  }

  private static String checksum(String text) {
    CRC32 crc = new CRC32();
    crc.update(text.getBytes(StandardCharsets.US_ASCII));
    return Base62.of(crc.getValue(), CHECKSUM_LENGTH);
  }
}
