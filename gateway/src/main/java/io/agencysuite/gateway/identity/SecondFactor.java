package io.agencysuite.gateway.identity;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;

/// One-time codes of users. A code and a recovery code are each good once, whichever door they come
/// to, because using one is a change of the stored document.
final class SecondFactor {
  private static final String KIND = "totp";
  private static final int RECOVERY_CODES = 10;
  private static final int RECOVERY_BYTES = 10;

  private final Documents<StoredTotp> documents;
  private final SealedBox box;
  private final SecureRandom random;
  private final InstantSource clock;

  SecondFactor(MongoDatabase database, SealedBox box, SecureRandom random, InstantSource clock) {
    this.documents = Documents.of(database, KIND, StoredTotp.class);
    this.box = box;
    this.random = random;
    this.clock = clock;
  }

  StoredTotp get(String tenant, String user) {
    return documents
        .get(key(tenant, user))
        .map(Stored::value)
        .orElseGet(() -> StoredTotp.off(clock.instant()));
  }

  /// A new secret that waits for its first code.
  String enrol(String tenant, String user) {
    Key key = key(tenant, user);
    byte[] secret = TotpCode.newSecret(random);
    StoredTotp pending =
        new StoredTotp(
            box.seal(key.toString(), Base64.getEncoder().encodeToString(secret)),
            false,
            0,
            List.of(),
            clock.instant());
    documents.insertOnce(key, pending);
    documents.update(
        key,
        "",
        current -> {
          if (current.isOn()) {
            throw new FailedPrecondition(
                "TOTP_STATE_FORBIDS", "the second factor is on (expected: off)");
          }
          return pending;
        });
    return TotpCode.base32(secret);
  }

  /// Switches it on. Answers the recovery codes.
  List<String> confirm(String tenant, String user, String code) {
    List<String> codes = new ArrayList<>();
    for (int i = 0; i < RECOVERY_CODES; i++) {
      byte[] bytes = new byte[RECOVERY_BYTES];
      random.nextBytes(bytes);
      codes.add(TotpCode.base32(bytes).toLowerCase(Locale.ROOT));
    }
    Key key = key(tenant, user);
    documents.update(
        key,
        "",
        current -> {
          if (!current.isPending()) {
            throw noSecret();
          }
          OptionalLong step =
              TotpCode.matching(secret(key, current), code, clock.instant(), current.lastStep());
          return current.on(
              step.orElseThrow(SecondFactor::wrong),
              codes.stream().map(SecondFactor::hash).toList());
        });
    return codes;
  }

  /// True if the code or recovery code is right; it is used up then.
  boolean use(String tenant, String user, String given) {
    String code = given.strip().toLowerCase(Locale.ROOT).replaceAll("[ -]", "");
    Key key = key(tenant, user);
    AtomicBoolean right = new AtomicBoolean();
    documents.update(
        key,
        "",
        current -> {
          right.set(false);
          if (!current.isOn()) {
            return current;
          }
          if (current.recovery().contains(hash(code))) {
            right.set(true);
            return current.withoutRecovery(hash(code));
          }
          OptionalLong step =
              TotpCode.matching(secret(key, current), code, clock.instant(), current.lastStep());
          right.set(step.isPresent());
          return step.isPresent() ? current.usedAt(step.getAsLong()) : current;
        });
    return right.get();
  }

  void disable(String tenant, String user) {
    documents.update(key(tenant, user), "", _ -> StoredTotp.off(clock.instant()));
  }

  static FailedPrecondition wrong() {
    return new FailedPrecondition(
        "TOTP_CODE_WRONG", "code: wrong, too old or used before (expected: the app's next code)");
  }

  private static FailedPrecondition noSecret() {
    return new FailedPrecondition(
        "TOTP_STATE_FORBIDS", "no secret waits for its first code (expected: EnrolTotp before)");
  }

  private byte[] secret(Key key, StoredTotp totp) {
    return box.open(key.toString(), totp.sealed())
        .map(Base64.getDecoder()::decode)
        .orElseThrow(() ->
            new FailedPrecondition(
                "TOTP_STATE_FORBIDS",
                "the secret was made under another key of the door (expected: a new secret)"));
  }

  /// Recovery codes have 80 random bits; no slow hash is needed.
  private static String hash(String code) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(code.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static Key key(String tenant, String user) {
    return Key.ofTenant(tenant, KIND, user);
  }
}
