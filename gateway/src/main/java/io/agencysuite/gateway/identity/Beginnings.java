package io.agencysuite.gateway.identity;

import java.time.InstantSource;
import java.util.Set;

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

  /// @param client the application's id; empty for `POST /v1/sessions`
  /// @param application its name in the list of sessions; empty for the console
  SessionTokens.Token begin(Person person, String client, String application, Set<String> scopes) {
    SessionTokens.Token token = tokens.mint(person, client, scopes);
    Session session = token.session();
    store.begin(
        session,
        new StoredSession(
            Principal.id(person.user()),
            person.agent(),
            application,
            person.passwordVersion(),
            session.signedIn(),
            clock.instant(),
            tokens.end(session.signedIn()),
            false));
    return token;
  }

  SessionTokens.Token renew(Session session, Set<String> scopes) {
    SessionTokens.Token token = tokens.renew(session, scopes);
    store.renewed(session, clock.instant());
    return token;
  }
}
