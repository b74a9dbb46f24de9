package io.agencysuite.gateway.identity;

import java.time.Instant;
import java.util.List;

/// The second factor of a user as the store keeps it.
///
/// @param sealed the secret, encrypted; empty when it was switched off
/// @param isOn its first code was given
/// @param lastStep of the last code used, so that none is used twice
/// @param recovery hashes of the recovery codes not used yet
public record StoredTotp(
    String sealed, boolean isOn, long lastStep, List<String> recovery, Instant createTime) {

  public StoredTotp {
    recovery = List.copyOf(recovery);
  }

  static StoredTotp off(Instant now) {
    return new StoredTotp("", false, 0, List.of(), now);
  }

  boolean isPending() {
    return !isOn && !sealed.isEmpty();
  }

  StoredTotp usedAt(long step) {
    return new StoredTotp(sealed, isOn, step, recovery, createTime);
  }

  StoredTotp withoutRecovery(String hash) {
    return new StoredTotp(
        sealed,
        isOn,
        lastStep,
        recovery.stream().filter(other -> !other.equals(hash)).toList(),
        createTime);
  }

  StoredTotp on(long step, List<String> hashes) {
    return new StoredTotp(sealed, true, step, hashes, createTime);
  }
}
