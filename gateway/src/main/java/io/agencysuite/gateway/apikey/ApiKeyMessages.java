package io.agencysuite.gateway.apikey;

import com.google.protobuf.Timestamp;
import io.agencysuite.gateway.limit.Usage;
import io.agencysuite.gateway.v1.ApiKeyGrant;
import io.agencysuite.gateway.v1.ApiKeySecret;
import io.agencysuite.gateway.v1.ApiKeyUsage;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.mongo.Stored;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// API keys on the wire.
final class ApiKeyMessages {

  private ApiKeyMessages() {}

  /// @param lastUse null for never
  static io.agencysuite.gateway.v1.ApiKey to(
      Stored<ApiKey> stored, @Nullable Instant lastUse, Usage.Month usage, Instant now) {
    ApiKey key = stored.value();
    io.agencysuite.gateway.v1.ApiKey.Builder message =
        changeable(key).toBuilder()
            .setName("apiKeys/" + stored.key().id())
            .setEtag(stored.etag())
            .setState(state(key, now))
            .setUsage(usage(usage))
            .setCreator(key.creator())
            .setCreateTime(time(key.createTime()))
            .setUpdateTime(time(key.updateTime()));
    if (key.isLive(now)) {
      key.secrets().stream()
          .filter(secret -> secret.isLive(now))
          .forEach(secret -> message.addSecrets(secret(secret)));
    }
    if (key.revokeTime() != null) {
      message.setRevokeTime(time(key.revokeTime()));
    }
    if (lastUse != null) {
      message.setLastUseTime(time(lastUse));
    }
    return message.build();
  }

  /// What an update may name.
  static io.agencysuite.gateway.v1.ApiKey changeable(ApiKey key) {
    return io.agencysuite.gateway.v1.ApiKey.newBuilder()
        .setDisplayName(key.displayName())
        .addAllGrants(key.grants().stream().map(ApiKeyMessages::grant).toList())
        .addAllScopes(key.scopes())
        .setExpireTime(time(key.expireTime()))
        .setRateLimit(Math.toIntExact(key.ownLimits().callsPerMinute()))
        .setMonthlyQuota(key.ownLimits().callsPerMonth())
        .setMonthlyEventQuota(key.ownLimits().eventsPerMonth())
        .build();
  }

  static KeyLimits limits(io.agencysuite.gateway.v1.ApiKey message) {
    return new KeyLimits(
        message.getRateLimit(), message.getMonthlyQuota(), message.getMonthlyEventQuota());
  }

  static List<KeyGrant> grants(io.agencysuite.gateway.v1.ApiKey message) {
    return message.getGrantsList().stream()
        .map(grant ->
            new KeyGrant(
                grant.getClient().substring("clients/".length()),
                Role.valueOf(grant.getRole().name())))
        .distinct()
        .toList();
  }

  static Instant instant(Timestamp timestamp) {
    return Instant.ofEpochSecond(
        timestamp.getSeconds(), timestamp.getNanos() / 1_000_000 * 1_000_000L);
  }

  private static io.agencysuite.gateway.v1.ApiKey.State state(ApiKey key, Instant now) {
    if (key.revokeTime() != null) {
      return io.agencysuite.gateway.v1.ApiKey.State.REVOKED;
    }
    return key.isLive(now)
        ? io.agencysuite.gateway.v1.ApiKey.State.ACTIVE
        : io.agencysuite.gateway.v1.ApiKey.State.EXPIRED;
  }

  private static ApiKeyGrant grant(KeyGrant grant) {
    return ApiKeyGrant.newBuilder()
        .setClient("clients/" + grant.client())
        .setRole(io.agencysuite.common.v1.Role.valueOf(grant.role().name()))
        .build();
  }

  private static ApiKeySecret secret(KeySecret secret) {
    ApiKeySecret.Builder message =
        ApiKeySecret.newBuilder().setHint(secret.hint()).setCreateTime(time(secret.createTime()));
    if (secret.endTime() != null) {
      message.setExpireTime(time(secret.endTime()));
    }
    return message.build();
  }

  private static ApiKeyUsage usage(Usage.Month month) {
    return ApiKeyUsage.newBuilder()
        .setCallCount(month.calls())
        .setCallQuota(month.callsQuota())
        .setEventCount(month.events())
        .setEventQuota(month.eventsQuota())
        .setResetTime(time(month.endTime()))
        .build();
  }

  private static Timestamp time(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }
}
