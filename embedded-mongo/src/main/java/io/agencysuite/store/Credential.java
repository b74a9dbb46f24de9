package io.agencysuite.store;

import java.security.SecureRandom;
import java.util.Base64;

/** The one user a store lets in, by SCRAM-SHA-256. */
public record Credential(String user, String secret) {

  public Credential {
    if (!user.matches("[A-Za-z0-9_-]{1,64}")) {
      throw new IllegalArgumentException(
          "user: " + user + " (expected: 1..64 letters, digits, _ or -)");
    }
    if (!secret.matches("[A-Za-z0-9_-]{16,256}")) {
      throw new IllegalArgumentException(
          "secret: length " + secret.length() + " (expected: 16..256 letters, digits, _ or -)");
    }
  }

  /** A fresh secret of 192 bits. */
  public static Credential random() {
    byte[] secret = new byte[24];
    new SecureRandom().nextBytes(secret);
    return new Credential("agency", Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  @Override
  public String toString() {
    return "Credential[user=" + user + ", secret=***]";
  }
}
