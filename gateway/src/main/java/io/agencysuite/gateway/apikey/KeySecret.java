package io.agencysuite.gateway.apikey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One secret of a key.
///
/// @param hash SHA-256 of the key's text, hexadecimal
/// @param hint the end of the text
/// @param endTime until when it is accepted; null when only the key's own end limits it
public record KeySecret(String hash, String hint, Instant createTime, @Nullable Instant endTime) {

  /// As much of the hash as tells one secret from the other.
  static final int PART_LENGTH = 16;

  boolean isLive(Instant now) {
    return endTime == null || now.isBefore(endTime);
  }

  boolean matches(String other) {
    return MessageDigest.isEqual(
        hash.getBytes(StandardCharsets.US_ASCII), other.getBytes(StandardCharsets.US_ASCII));
  }

  KeySecret until(Instant end) {
    return endTime != null && endTime.isBefore(end)
        ? this
        : new KeySecret(hash, hint, createTime, end);
  }
}
