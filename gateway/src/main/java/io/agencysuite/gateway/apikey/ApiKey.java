package io.agencysuite.gateway.apikey;

import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A credential of another system, as it is stored.
///
/// @param scopes groups of calls that the grants are narrowed to; empty for no narrowing
/// @param secrets oldest first; at most two are live
/// @param creator subject of who made it
/// @param limits its own limits; null for none
public record ApiKey(
    String displayName,
    List<KeyGrant> grants,
    List<String> scopes,
    Instant expireTime,
    List<KeySecret> secrets,
    String creator,
    Instant createTime,
    Instant updateTime,
    @Nullable Instant revokeTime,
    @Nullable KeyLimits limits) {

  public ApiKey {
    grants = List.copyOf(grants);
    scopes = List.copyOf(scopes);
    secrets = List.copyOf(secrets);
  }

  KeyLimits ownLimits() {
    return limits == null ? KeyLimits.NONE : limits;
  }

  boolean isLive(Instant now) {
    return revokeTime == null && now.isBefore(expireTime);
  }

  /// True if the hash is of a secret that is accepted now.
  boolean accepts(String hash, Instant now) {
    boolean matches = false;
    for (KeySecret secret : secrets) {
      // No early end: how long it takes says nothing.
      matches |= secret.matches(hash) && secret.isLive(now);
    }
    return matches && isLive(now);
  }

  /// The same for the beginning of the hash, as it stands in signed tokens.
  boolean acceptsPart(String part, Instant now) {
    return isLive(now)
        && part.length() == KeySecret.PART_LENGTH
        && secrets.stream()
            .anyMatch(secret -> secret.isLive(now) && secret.hash().startsWith(part));
  }

  boolean allows(String scope) {
    return scopes.isEmpty() || scopes.contains(scope);
  }

  Identity identity(String tenant, String id) {
    Map<String, Set<Role>> roles = new HashMap<>();
    for (KeyGrant grant : grants) {
      String client =
          grant.client().equals(KeyGrant.ALL_CLIENTS) ? Identity.ALL_CLIENTS : grant.client();
      roles.computeIfAbsent(client, _ -> new HashSet<>()).add(grant.role());
    }
    return new Identity(Identity.Kind.API_KEY, tenant, "apiKeys/" + id, roles);
  }

  /// True if this key may do nothing that the other may not.
  boolean isWithin(ApiKey other) {
    boolean granted =
        grants.stream().allMatch(mine -> other.grants.stream().anyMatch(has -> has.covers(mine)));
    boolean scoped =
        other.scopes.isEmpty() || (!scopes.isEmpty() && other.scopes.containsAll(scopes));
    return granted && scoped;
  }

  /// The newest secret works on for a while, an older one no longer.
  ApiKey rotated(KeySecret fresh, Duration overlap, Instant now) {
    List<KeySecret> next = new ArrayList<>();
    if (!overlap.isZero()) {
      next.add(secrets.getLast().until(now.plus(overlap)));
    }
    next.add(fresh);
    return with(next, now);
  }

  ApiKey revoked(Instant now) {
    return revokeTime != null
        ? this
        : new ApiKey(
            displayName,
            grants,
            scopes,
            expireTime,
            secrets,
            creator,
            createTime,
            now,
            now,
            limits);
  }

  private ApiKey with(List<KeySecret> next, Instant now) {
    return new ApiKey(
        displayName,
        grants,
        scopes,
        expireTime,
        next,
        creator,
        createTime,
        now,
        revokeTime,
        limits);
  }
}
