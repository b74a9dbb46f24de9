package io.agencysuite.gateway.identity;

import com.mongodb.client.MongoDatabase;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.PageRequest;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The keys that sign access tokens: in the store, so that all doors have the same ones, encrypted,
/// so that the store alone cannot forge a token. They are not the key of signed identities: a
/// bearer token must never pass for an identity.
public final class SigningKeys {
  private static final String NOBODY = "-";
  private static final String KIND = "signing-key";
  private static final Duration SEEN_FOR = Duration.ofSeconds(30);
  private static final Duration SOUGHT_EVERY = Duration.ofSeconds(1);
  private static final int KEYS_MAX = 20;

  private final Documents<SigningKey> documents;
  private final SealedBox box;
  private final SigningKeySettings settings;
  private final InstantSource clock;
  private volatile @Nullable Ring ring;

  /// A key, ready for use.
  record Usable(ECKey jwk, ECDSASigner signer, ECDSAVerifier verifier, Instant activeFrom) {}

  /// The keys as this door last saw them, newest first.
  private record Ring(List<Usable> keys, Instant seen) {}

  SigningKeys(
      MongoDatabase database, SealedBox box, SigningKeySettings settings, InstantSource clock) {
    this.documents = Documents.of(database, "signing-keys", SigningKey.class);
    this.box = box;
    this.settings = settings;
    this.clock = clock;
  }

  /// The key that signs now.
  Usable current() {
    Instant now = clock.instant();
    List<Usable> keys = ring(SEEN_FOR).keys();
    return keys.stream()
        .filter(key -> !key.activeFrom().isAfter(now))
        .findFirst()
        .orElseGet(keys::getLast);
  }

  /// The key of a token; one that another door has just made is looked for once a second.
  Optional<Usable> find(String id) {
    return find(id, SEEN_FOR).or(() -> find(id, SOUGHT_EVERY));
  }

  /// Every key that signs, will sign or has lately signed, private halves included.
  public List<ECKey> published() {
    return ring(SEEN_FOR).keys().stream().map(Usable::jwk).toList();
  }

  /// Makes the next key, unless one is on its way already: whoever asks twice gets the same.
  Usable rotate() {
    List<Stored<SigningKey>> stored = stored();
    List<Usable> keys = usable(stored);
    if (keys.isEmpty() || !keys.getFirst().activeFrom().isAfter(clock.instant())) {
      add(stored, keys.isEmpty());
    }
    Ring fresh = read();
    ring = fresh;
    return fresh.keys().getFirst();
  }

  private Optional<Usable> find(String id, Duration age) {
    return ring(age).keys().stream().filter(key -> key.jwk().getKeyID().equals(id)).findFirst();
  }

  private Ring ring(Duration age) {
    Ring seen = ring;
    if (seen != null && isFresh(seen, age)) {
      return seen;
    }
    synchronized (this) {
      Ring now = ring;
      if (now == null || !isFresh(now, age)) {
        now = read();
        ring = now;
      }
      return now;
    }
  }

  private boolean isFresh(Ring seen, Duration age) {
    return clock.instant().isBefore(seen.seen().plus(age));
  }

  private Ring read() {
    Instant now = clock.instant();
    List<Stored<SigningKey>> stored = stored();
    boolean none = usable(stored).isEmpty();
    if (none
        || !now.isBefore(stored.getFirst().value().createTime().plus(settings.rotateEvery()))) {
      add(stored, none);
      stored = stored();
    }
    return new Ring(believed(usable(stored), now), now);
  }

  /// A key is believed until some time after its successor began to sign.
  private List<Usable> believed(List<Usable> keys, Instant now) {
    List<Usable> believed = new ArrayList<>();
    for (Usable key : keys) {
      believed.add(key);
      if (!now.isBefore(key.activeFrom().plus(settings.keep()))) {
        break;
      }
    }
    return List.copyOf(believed);
  }

  private List<Stored<SigningKey>> stored() {
    return documents
        .listNewestFirst(
            Key.prefix(NOBODY, Key.NO_CLIENT, KIND), null, new PageRequest(KEYS_MAX, List.of(), 0))
        .items();
  }

  private List<Usable> usable(List<Stored<SigningKey>> stored) {
    return stored.stream().map(this::open).flatMap(Optional::stream).toList();
  }

  private Optional<Usable> open(Stored<SigningKey> stored) {
    return box.open(stored.key().toString(), stored.value().sealed())
        .map(json -> {
          try {
            ECKey key = ECKey.parse(json);
            return new Usable(
                key, new ECDSASigner(key), new ECDSAVerifier(key), stored.value().activeFrom());
          } catch (ParseException | JOSEException e) {
            throw new IllegalStateException(stored.key() + " is no EC key in JWK form", e);
          }
        });
  }

  /// Two doors that want the next key at once agree on one, because its number is one higher.
  private void add(List<Stored<SigningKey>> stored, boolean atOnce) {
    int last = stored.isEmpty() ? 0 : Integer.parseInt(stored.getFirst().key().id());
    Key key = Key.ofTenant(NOBODY, KIND, String.format(Locale.ROOT, "%06d", last + 1));
    Instant now = clock.instant();
    try {
      ECKey made =
          new ECKeyGenerator(Curve.P_256)
              .keyIDFromThumbprint(true)
              .keyUse(KeyUse.SIGNATURE)
              .algorithm(JWSAlgorithm.ES256)
              .generate();
      documents.insertOnce(
          key,
          new SigningKey(
              box.seal(key.toString(), made.toJSONString()),
              now,
              atOnce ? now : now.plus(settings.overlap())));
    } catch (JOSEException e) {
      throw new IllegalStateException("this JDK cannot make P-256 keys", e);
    }
  }
}
