package io.agencysuite.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.Collection;

/// Who the user of a session is now, as long as the session lives: it was not revoked, the user is
/// active and has the password of the sign-in. Looked up once in a stated time, which is how long a
/// revoked session or grant may still work at another door.
final class LiveSessions {
  private static final int PRINCIPALS_MAX = 10_000;

  private final SessionStore store;
  private final CrmUsers users;
  private final Cache<String, Principal> principals;

  LiveSessions(SessionStore store, CrmUsers users, SessionSettings settings) {
    this.store = store;
    this.users = users;
    this.principals =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(PRINCIPALS_MAX)
            .expireAfterWrite(settings.grantsFor())
            .build();
  }

  /// Who the session's user is, at most as old as the settings say.
  Principal principal(Session session) {
    Principal known = principals.getIfPresent(session.id());
    return known != null && isOf(known, session) ? known : principalNow(session);
  }

  /// Who the session's user is at this moment, asked anew.
  Principal principalNow(Session session) {
    principals.invalidate(session.id());
    StoredSession stored =
        store.get(session).filter(s -> !s.revoked()).orElseThrow(LiveSessions::refused);
    Principal fresh = resolve(session);
    if (!fresh.isActive() || fresh.user().getPasswordVersion() != stored.passwordVersion()) {
      throw refused();
    }
    principals.put(session.id(), fresh);
    return fresh;
  }

  private static boolean isOf(Principal principal, Session session) {
    return principal.tenant().equals(session.tenant())
        && principal.user().getName().equals(session.user());
  }

  void revoke(Session session) {
    store.revoke(session);
    principals.invalidate(session.id());
  }

  void forget(Collection<String> sessions) {
    principals.invalidateAll(sessions);
  }

  private Principal resolve(Session session) {
    try {
      return Principal.of(session.tenant(), users.resolve(session.tenant(), session.user()));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        throw refused();
      }
      throw e;
    }
  }

  private static DoorException refused() {
    return DoorException.of(DoorReason.CREDENTIAL_INVALID);
  }
}
