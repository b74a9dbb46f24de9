package io.agencysuite.gateway.apikey;

import com.google.protobuf.FieldMask;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.grpc.MaskedUpdate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;

/// What a new or changed key has to keep.
final class KeyRules {
  private static final Duration LONGEST = Duration.ofDays(366);

  private final NavigableSet<String> scopes;

  /// @param scopes every scope of the contract
  KeyRules(NavigableSet<String> scopes) {
    this.scopes = scopes;
  }

  ApiKey fresh(
      io.agencysuite.gateway.v1.ApiKey sent, String creator, KeySecret secret, Instant now) {
    return checked(
        new ApiKey(
            sent.getDisplayName().strip(),
            ApiKeyMessages.grants(sent),
            sent.getScopesList().stream().sorted().toList(),
            ApiKeyMessages.instant(sent.getExpireTime()),
            List.of(secret),
            creator,
            now,
            now,
            null,
            ApiKeyMessages.limits(sent)),
        now);
  }

  ApiKey changed(
      ApiKey current, io.agencysuite.gateway.v1.ApiKey sent, FieldMask mask, Instant now) {
    requireNotRevoked(current);
    io.agencysuite.gateway.v1.ApiKey wanted =
        MaskedUpdate.apply(ApiKeyMessages.changeable(current), sent, mask);
    ApiKey next =
        new ApiKey(
            wanted.getDisplayName().strip(),
            ApiKeyMessages.grants(wanted),
            wanted.getScopesList().stream().sorted().toList(),
            ApiKeyMessages.instant(wanted.getExpireTime()),
            current.secrets(),
            current.creator(),
            current.createTime(),
            now,
            null,
            ApiKeyMessages.limits(wanted));
    if (!next.isWithin(current)) {
      throw InvalidArgument.field(
          "api_key", "more grants or scopes", "what the key has, or less; otherwise a new key");
    }
    return next.expireTime().equals(current.expireTime()) ? named(next) : checked(next, now);
  }

  static void requireNotRevoked(ApiKey key) {
    if (key.revokeTime() != null) {
      throw new FailedPrecondition(
          "API_KEY_REVOKED",
          "the key was revoked at " + key.revokeTime() + " (expected: a key that is not)");
    }
  }

  private ApiKey checked(ApiKey key, Instant now) {
    if (!key.expireTime().isAfter(now) || key.expireTime().isAfter(now.plus(LONGEST))) {
      throw InvalidArgument.field(
          "api_key.expire_time",
          key.expireTime(),
          "after " + now + " and not after " + now.plus(LONGEST));
    }
    return named(key);
  }

  private ApiKey named(ApiKey key) {
    if (key.displayName().isEmpty()) {
      throw InvalidArgument.field("api_key.display_name", "''", "1..200 characters");
    }
    if (key.grants().isEmpty()) {
      throw InvalidArgument.field("api_key.grants", "none", "1..100 roles on clients");
    }
    for (String scope : key.scopes()) {
      if (!scopes.contains(scope)) {
        throw InvalidArgument.field("api_key.scopes", scope, "one of " + String.join(", ", scopes));
      }
    }
    return key;
  }
}
