package io.agencysuite.gateway.apikey;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.mongodb.MongoException;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.limit.Allowance;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Tells whose an API key is. Keys are remembered for a moment; their ends are looked at each time.
public final class ApiKeys {
  private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);
  private static final int KEYS_MAX = 10_000;
  private static final Duration USE_STEP = Duration.ofMinutes(1);
  private static final String HEADER = "X-Api-Key";
  private static final String BEARER = "Bearer ";

  private final ApiKeyStore store;
  private final InstantSource clock;
  private final Cache<Key, Optional<ApiKey>> known;
  private final Cache<Key, Instant> noted =
      Caffeine.newBuilder()
          .executor(Runnable::run)
          .maximumSize(KEYS_MAX)
          .expireAfterWrite(USE_STEP)
          .build();

  ApiKeys(ApiKeyStore store, InstantSource clock, ApiKeySettings settings) {
    this.store = store;
    this.clock = clock;
    this.known =
        Caffeine.newBuilder()
            .executor(Runnable::run)
            .maximumSize(KEYS_MAX)
            .expireAfterWrite(settings.remembered())
            .build();
  }

  /// The key that a request brings, in `X-Api-Key` or as bearer token; null when it brings none.
  ///
  /// @throws DoorException if it brings a key and something else
  public static @Nullable String presented(HttpServletRequest request) {
    String key = request.getHeader(HEADER);
    String authorization = request.getHeader("Authorization");
    if (key != null) {
      if (authorization != null && !authorization.isBlank()) {
        throw DoorException.of(DoorReason.CREDENTIALS_AMBIGUOUS);
      }
      return key.strip();
    }
    if (authorization == null
        || !authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return null;
    }
    String token = authorization.substring(BEARER.length()).strip();
    return KeyText.looksLikeOne(token) ? token : null;
  }

  /// Whose key this is.
  ///
  /// @throws DoorException if it is no key, not accepted any more, or its scopes leave the RPC out
  public Identity authenticate(String text, MethodDescriptor rpc) {
    KeyText given =
        KeyText.parse(text).orElseThrow(() -> DoorException.of(DoorReason.API_KEY_MALFORMED));
    Key key = ApiKeyStore.key(given.tenant(), given.id());
    Instant now = clock.instant();
    ApiKey value =
        known
            .get(key, k -> store.get(k).map(Stored::value))
            .filter(found -> found.accepts(given.hash(), now))
            .orElseThrow(() -> DoorException.of(DoorReason.API_KEY_INVALID));
    return admitted(value, given.tenant(), given.id(), rpc);
  }

  /// True for what has the form of a key from afar.
  public static boolean looksLikeOne(String credential) {
    return KeyText.looksLikeOne(credential);
  }

  /// Whose key this is, for a token of its own.
  public Optional<KeyLogin> login(String text) {
    return KeyText.parse(text)
        .filter(given -> {
          Key key = ApiKeyStore.key(given.tenant(), given.id());
          return store
              .get(key)
              .map(Stored::value)
              .filter(found -> found.accepts(given.hash(), clock.instant()))
              .isPresent();
        })
        .map(given ->
            new KeyLogin(
                given.tenant(), given.id(), given.hash().substring(0, KeySecret.PART_LENGTH)));
  }

  /// What was agreed with a key; nothing of its own for any other caller.
  Allowance allowance(Identity caller) {
    if (caller.kind() != Identity.Kind.API_KEY) {
      return Allowance.DEFAULT;
    }
    String id = caller.subject().substring("apiKeys/".length());
    return known
        .get(ApiKeyStore.key(caller.tenant(), id), k -> store.get(k).map(Stored::value))
        .map(ApiKeys::allowance)
        .orElse(Allowance.DEFAULT);
  }

  static Allowance allowance(ApiKey key) {
    KeyLimits own = key.ownLimits();
    return new Allowance(own.callsPerMinute(), own.callsPerMonth(), own.eventsPerMonth());
  }

  /// True while a token of this key is to be believed.
  public boolean isLive(KeyLogin login) {
    return find(login).filter(key -> key.acceptsPart(login.secret(), clock.instant())).isPresent();
  }

  /// What the bearer of a token of this key may do.
  ///
  /// @throws DoorException if the key or its secret is not accepted any more, or its scopes leave
  ///   the RPC out
  public Identity authenticate(KeyLogin login, MethodDescriptor rpc) {
    ApiKey value =
        find(login)
            .filter(found -> found.acceptsPart(login.secret(), clock.instant()))
            .orElseThrow(() -> DoorException.of(DoorReason.API_KEY_INVALID));
    return admitted(value, login.tenant(), login.id(), rpc);
  }

  private Optional<ApiKey> find(KeyLogin login) {
    return known.get(
        ApiKeyStore.key(login.tenant(), login.id()), k -> store.get(k).map(Stored::value));
  }

  private Identity admitted(ApiKey value, String tenant, String id, MethodDescriptor rpc) {
    note(ApiKeyStore.key(tenant, id), clock.instant());
    String scope = KeyScopes.of(rpc).orElse("");
    if (!value.allows(scope)) {
      throw DoorException.of(DoorReason.API_KEY_SCOPE_MISSING, scope);
    }
    return value.identity(tenant, id);
  }

  /// This door knows of a change at once, the others when they have forgotten.
  void forget(Key key) {
    known.invalidate(key);
  }

  /// A call is not refused because its time cannot be written down.
  private void note(Key key, Instant now) {
    if (noted.getIfPresent(key) != null) {
      return;
    }
    noted.put(key, now);
    try {
      store.used(key, now);
    } catch (MongoException e) {
      LOG.warn("cannot note the use of {}", key, e);
    }
  }
}
