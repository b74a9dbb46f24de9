package io.agencysuite.crm.unique;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// Ids that follow from what they name, so that two tries at the same thing meet in one document.
public final class DerivedIds {

  private static final String DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";
  private static final int LENGTH = 26;
  private static final int TIME_LENGTH = 10;

  private DerivedIds() {}

  /// The id of what another system knows by this id. It begins with `x`, which no time-ordered id
  /// does before the year 10000.
  public static String ofExternal(String externalId) {
    return "x" + digits("external\n" + externalId, LENGTH - 1);
  }

  /// The id of a part of something: ordered by time like its whole.
  ///
  /// @param whole id of the whole, time-ordered
  public static String ofPart(String whole, String part) {
    String time = whole.substring(0, Math.min(TIME_LENGTH, whole.length()));
    return time + digits("part\n" + whole + "\n" + part, LENGTH - time.length());
  }

  /// A fingerprint that does not give the text away to a casual reader and fits into a key.
  public static String fingerprint(String text) {
    return HexFormat.of().formatHex(sha256(text.getBytes(StandardCharsets.UTF_8)));
  }

  /// The same over bytes.
  public static String fingerprint(byte[] bytes) {
    return HexFormat.of().formatHex(sha256(bytes));
  }

  private static String digits(String text, int count) {
    byte[] hash = sha256(text.getBytes(StandardCharsets.UTF_8));
    StringBuilder digits = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      digits.append(DIGITS.charAt(hash[i] & 31));
    }
    return digits.toString();
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
