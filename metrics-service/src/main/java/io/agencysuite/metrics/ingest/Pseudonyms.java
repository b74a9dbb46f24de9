package io.agencysuite.metrics.ingest;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HexFormat;

/// Makes an id of somebody who did not consent into a pseudonym of the day, before anything is
/// stored.
final class Pseudonyms {

  private record Day(String tenant, LocalDate day) {}

  private final SaltStore store;
  private final Cache<Day, byte[]> salts =
      Caffeine.newBuilder().maximumSize(1_000).expireAfterWrite(Duration.ofHours(1)).build();

  Pseudonyms(SaltStore store) {
    this.store = store;
  }

  /// Empty for an empty id.
  String of(String tenant, String client, LocalDate day, String visitor) {
    if (visitor.isEmpty()) {
      return "";
    }
    byte[] salt = salts.get(new Day(tenant, day), key -> store.get(key.tenant(), key.day()));
    MessageDigest digest = sha256();
    digest.update(salt);
    digest.update((client + '\n' + visitor).getBytes(StandardCharsets.UTF_8));
    return "day-" + HexFormat.of().formatHex(digest.digest(), 0, 12);
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
