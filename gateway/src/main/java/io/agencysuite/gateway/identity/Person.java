package io.agencysuite.gateway.identity;

import io.agencysuite.crm.v1.AuthenticateUserResponse;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// Somebody who has given their password and, where it is on, a code.
///
/// @param tenant `tenants/{tenant}`
/// @param user `users/{user}`
/// @param agent browser and system
public record Person(
    String tenant, String user, long passwordVersion, Instant signedIn, String agent) {

  /// @param agent the whole user agent
  static Person of(AuthenticateUserResponse answer, Instant now, @Nullable String agent) {
    return new Person(
        answer.getTenant(),
        answer.getUser().getName(),
        answer.getUser().getPasswordVersion(),
        now.truncatedTo(ChronoUnit.SECONDS),
        AgentFamily.of(agent));
  }
}
