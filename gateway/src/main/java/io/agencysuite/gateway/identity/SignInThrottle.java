package io.agencysuite.gateway.identity;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;

/// Limits guessing over all doors: each attempt is counted before the password is looked at, per
/// account and address, per account, and per address, and given back when it was right. Where an
/// account has signed in before, only the first limit holds: nobody can lock a person out of their
/// own desk by guessing elsewhere. Accounts and addresses are stored as hashes.
final class SignInThrottle {
  private static final Duration KNOWN_FOR = Duration.ofDays(90);
  private static final Duration SEEN_AGAIN_AFTER = Duration.ofDays(1);

  private final Documents<Throttled> counters;
  private final Documents<KnownAddress> known;
  private final SessionSettings settings;
  private final InstantSource clock;

  SignInThrottle(MongoDatabase database, SessionSettings settings, InstantSource clock) {
    this.counters = documents(database, "throttle", Throttled.class);
    this.known = documents(database, "known-addresses", KnownAddress.class);
    this.settings = settings;
    this.clock = clock;
  }

  private static <T extends Record> Documents<T> documents(
      MongoDatabase database, String name, Class<T> type) {
    database
        .getCollection(name)
        .createIndex(
            Indexes.ascending("doc.end"), new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
    return Documents.of(database, name, type);
  }

  /// A sign-in on its way.
  final class Attempt {
    private final String account;
    private final String address;
    private final boolean isKnown;

    private Attempt(String account, String address) {
      this.account = account;
      this.address = address;
      this.isKnown = known.get(knownKey()).isPresent();
    }

    /// The password was right.
    void succeeded() {
      giveBack();
      counters.update(pair(), "", counter -> new Throttled(0, counter.end()));
      Instant now = clock.instant();
      KnownAddress seen = new KnownAddress(now, now.plus(KNOWN_FOR));
      Stored<KnownAddress> before = known.insertOnce(knownKey(), seen);
      if (before.value().seen().plus(SEEN_AGAIN_AFTER).isBefore(now)) {
        known.update(knownKey(), "", _ -> seen);
      }
    }

    /// Nothing was learned about the password.
    void giveBack() {
      if (!isKnown) {
        uncount(accountKey());
        uncount(addressKey());
      }
      uncount(pair());
    }

    private void count() {
      if (!isKnown) {
        SignInThrottle.this.count(accountKey(), settings.failuresPerAccount());
        SignInThrottle.this.count(addressKey(), settings.failuresPerAddress());
      }
      SignInThrottle.this.count(pair(), settings.failuresPerAccountAndAddress());
    }

    private Key pair() {
      return key("both", account, address);
    }

    private Key accountKey() {
      return key("account", account, "");
    }

    private Key addressKey() {
      return key("address", address, "");
    }

    private Key knownKey() {
      return key("known", account, address);
    }
  }

  /// Counts an attempt; refuses when a limit is reached.
  Attempt begin(String account, String address) {
    Attempt attempt = new Attempt(account, address);
    attempt.count();
    return attempt;
  }

  /// Counts a one-time code of a user, wherever it comes from.
  void countCode(String user) {
    count(key("code", user, ""), settings.failuresPerCode());
  }

  void codeSucceeded(String user) {
    counters.update(key("code", user, ""), "", counter -> new Throttled(0, counter.end()));
  }

  private void count(Key key, int max) {
    Instant now = clock.instant();
    UnaryOperator<Throttled> next =
        counter -> {
          if (!now.isBefore(counter.end())) {
            return new Throttled(1, now.plus(settings.window()));
          }
          if (counter.attempts() >= max) {
            throw refused(1 + counter.end().getEpochSecond() - now.getEpochSecond());
          }
          return new Throttled(counter.attempts() + 1, counter.end());
        };
    try {
      Optional<Stored<Throttled>> counted = counters.update(key, "", next);
      if (counted.isEmpty()) {
        counters.insertOnce(key, new Throttled(0, now.plus(settings.window())));
        counters.update(key, "", next);
      }
    } catch (Aborted e) {
      // So many at once on one account are no people.
      throw refused(1);
    }
  }

  private void uncount(Key key) {
    counters.update(
        key, "", counter -> new Throttled(Math.max(0, counter.attempts() - 1), counter.end()));
  }

  private static DoorException refused(long seconds) {
    String text = Long.toString(seconds);
    return DoorException.of(DoorReason.TOO_MANY_ATTEMPTS, text).with("Retry-After", text);
  }

  private static Key key(String what, String first, String second) {
    String text = first + '\n' + second;
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Key.ofTenant("-", "throttle", what + "-" + HexFormat.of().formatHex(hash));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
