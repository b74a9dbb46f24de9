package io.agencysuite.crm.unique;

import io.agencysuite.kit.mongo.Claims;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiPredicate;

/// Values that belong to one document of a kind at most. A document that takes a value later than
/// at its creation first says so in itself (see `holds`), so that a claim whose owner neither holds
/// nor wants the value is what a crash left, and may be taken over.
public final class UniqueValues<T extends Record> {

  private static final int ATTEMPTS = 5;

  private final Claims claims;
  private final Documents<T> documents;
  private final BiPredicate<T, Key> holds;

  /// @param holds true if the document has the value or has written down that it wants it
  public UniqueValues(Claims claims, Documents<T> documents, BiPredicate<T, Key> holds) {
    this.claims = claims;
    this.documents = documents;
    this.holds = holds;
  }

  /// The key of a value without the value itself.
  public static Key key(String tenant, String client, String what, String value) {
    return new Key(tenant, client, "claim", what + ":" + DerivedIds.fingerprint(value));
  }

  /// Takes the value for the target, or answers the key that has it.
  public Key take(Key value, Key target) {
    return settle(value, target, claims.claim(value, target.toString(), "", null));
  }

  /// Takes many values at once, at most 1,000, each for its own target.
  ///
  /// @return who has each value
  public Map<Key, Key> takeAll(Map<Key, Key> targets) {
    Map<Key, String> wanted = new LinkedHashMap<>();
    targets.forEach((value, target) -> wanted.put(value, target.toString()));
    Map<Key, Claims.Claim> claimed = claims.claimAll(wanted);
    Map<Key, Key> owners = new LinkedHashMap<>();
    targets.forEach((value, target) ->
        owners.put(value, settle(value, target, Objects.requireNonNull(claimed.get(value)))));
    return owners;
  }

  /// Who has the value, as far as the claims know.
  public Optional<Key> owner(Key value) {
    return claims.find(value).map(claim -> Key.parse(claim.target()));
  }

  /// Gives the value up if it is the target's.
  public void release(Key value, Key target) {
    claims.release(value, target.toString());
  }

  private Key settle(Key value, Key target, Claims.Claim first) {
    Claims.Claim claim = first;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Key owner = Key.parse(claim.target());
      if (owner.equals(target) || isHeld(value, owner)) {
        return owner;
      }
      claims.release(value, claim.target());
      claim = claims.claim(value, target.toString(), "", null);
    }
    return Key.parse(claim.target());
  }

  private boolean isHeld(Key value, Key owner) {
    return documents
        .get(owner)
        .map(stored -> holds.test(stored.value(), value))
        .orElseGet(() -> !documents.fence(owner));
  }
}
