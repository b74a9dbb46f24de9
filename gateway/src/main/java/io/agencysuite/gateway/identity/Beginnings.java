package io.agencysuite.gateway.identity;

import io.agencysuite.crm.v1.AuthenticateUserResponse;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/// Begins sessions and hands out their tokens.
final class Beginnings {
  private final SessionTokens tokens;
  private final SessionStore store;
  private final InstantSource clock;

  Beginnings(SessionTokens tokens, SessionStore store, InstantSource clock) {
    this.tokens = tokens;
    this.store = store;
    this.clock = clock;
  }

  /// @param agent the caller's user agent
  /// @param application empty for the console
  SessionTokens.Token begin(
      AuthenticateUserResponse user, @Nullable String agent, String application) {
    SessionTokens.Token token = tokens.mint(user.getTenant(), user.getUser().getName());
    Instant signedIn = token.session().signedIn();
    store.begin(
        token.session(),
        new StoredSession(
            Principal.id(user.getUser().getName()),
            AgentFamily.of(agent),
            application,
            user.getUser().getPasswordVersion(),
            signedIn,
            signedIn,
            tokens.end(signedIn),
            false));
    return token;
  }

  SessionTokens.Token renew(Session session) {
    SessionTokens.Token token = tokens.renew(session);
    store.renewed(session, clock.instant());
    return token;
  }
}
