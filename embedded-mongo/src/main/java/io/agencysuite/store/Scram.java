package io.agencysuite.store;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The server's side of SCRAM-SHA-256 (RFC 7677) for one user. */
final class Scram {

  static final String MECHANISM = "SCRAM-SHA-256";

  /** The secret is random, not a person's password; the driver's minimum suffices. */
  private static final int ITERATIONS = 4096;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final String user;
  private final String salt;
  private final byte[] storedKey;
  private final byte[] serverKey;

  Scram(Credential credential) {
    byte[] saltBytes = new byte[16];
    RANDOM.nextBytes(saltBytes);
    byte[] salted = hash(credential.secret(), saltBytes);
    this.user = credential.user();
    this.salt = Base64.getEncoder().encodeToString(saltBytes);
    this.storedKey = sha256(hmac(salted, "Client Key"));
    this.serverKey = hmac(salted, "Server Key");
  }

  /** One conversation, from the client's first message to the proof. */
  final class Conversation {

    private final String firstBare;
    private final String serverFirst;
    private final String nonce;

    Conversation(byte[] clientFirst) {
      String message = new String(clientFirst, StandardCharsets.UTF_8);
      int bare = message.indexOf("n=");
      if (!message.startsWith("n,") || bare < 0) {
        throw StoreErrors.authenticationFailed();
      }
      this.firstBare = message.substring(bare);
      Map<String, String> fields = fields(firstBare);
      if (!user.equals(fields.get("n"))) {
        throw StoreErrors.authenticationFailed();
      }
      byte[] own = new byte[18];
      RANDOM.nextBytes(own);
      this.nonce = fields.get("r") + Base64.getEncoder().encodeToString(own);
      this.serverFirst = "r=" + nonce + ",s=" + salt + ",i=" + ITERATIONS;
    }

    byte[] challenge() {
      return serverFirst.getBytes(StandardCharsets.UTF_8);
    }

    /** Checks the proof and answers with the server's own. */
    byte[] verify(byte[] clientFinal) {
      String message = new String(clientFinal, StandardCharsets.UTF_8);
      int proofAt = message.lastIndexOf(",p=");
      if (proofAt < 0 || !nonce.equals(fields(message).get("r"))) {
        throw StoreErrors.authenticationFailed();
      }
      String signed = firstBare + "," + serverFirst + "," + message.substring(0, proofAt);
      byte[] signature = hmac(storedKey, signed);
      byte[] proof = decode(message.substring(proofAt + 3));
      if (proof.length != signature.length) {
        throw StoreErrors.authenticationFailed();
      }
      for (int i = 0; i < proof.length; i++) {
        proof[i] ^= signature[i];
      }
      if (!MessageDigest.isEqual(sha256(proof), storedKey)) {
        throw StoreErrors.authenticationFailed();
      }
      String answer = "v=" + Base64.getEncoder().encodeToString(hmac(serverKey, signed));
      return answer.getBytes(StandardCharsets.UTF_8);
    }
  }

  private static byte[] decode(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException _) {
      throw StoreErrors.authenticationFailed();
    }
  }

  private static Map<String, String> fields(String message) {
    Map<String, String> fields = new HashMap<>();
    for (String field : message.split(",", -1)) {
      if (field.length() > 2 && field.charAt(1) == '=') {
        fields.put(field.substring(0, 1), field.substring(2));
      }
    }
    return fields;
  }

  private static byte[] hash(String secret, byte[] salt) {
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
          .generateSecret(new PBEKeySpec(secret.toCharArray(), salt, ITERATIONS, 256))
          .getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
