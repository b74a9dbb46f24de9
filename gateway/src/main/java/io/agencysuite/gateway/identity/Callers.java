package io.agencysuite.gateway.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.google.protobuf.Descriptors.MethodDescriptor;
import io.agencysuite.gateway.apikey.ApiKeys;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.guard.RpcAccess;
import io.agencysuite.gateway.upstream.Identification;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentitySigner;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Bearer token -> principal -> signed identity, or API key -> signed identity. Roles are checked
/// by the services; here it is decided only whether somebody may come in at all.
final class Callers implements Identification {
  private static final int PRINCIPALS_MAX = 10_000;
  private static final String BEARER = "bearer ";

  private final SessionTokens tokens;
  private final CrmUsers users;
  private final IdentitySigner signer;
  private final OperatorToken operator;
  private final ApiKeys keys;
  private final Cache<String, Principal> principals;

  Callers(
      SessionTokens tokens,
      CrmUsers users,
      IdentitySigner signer,
      OperatorToken operator,
      ApiKeys keys,
      SessionSettings settings) {
    this.tokens = tokens;
    this.users = users;
    this.signer = signer;
    this.operator = operator;
    this.keys = keys;
    this.principals =
        Caffeine.newBuilder()
            .maximumSize(PRINCIPALS_MAX)
            .expireAfterWrite(settings.grantsFor())
            .build();
  }

  @Override
  public void vouch(Identity caller, Metadata headers) {
    headers.put(CurrentCall.IDENTITY_HEADER, signer.sign(caller));
  }

  @Override
  public Identity identify(HttpServletRequest request, MethodDescriptor rpc) {
    RpcAccess.Kind kind = RpcAccess.of(rpc).kind();
    String key = ApiKeys.presented(request);
    String token = key == null ? bearer(request) : null;
    if (kind == RpcAccess.Kind.PUBLIC) {
      return Identity.anonymous();
    }
    if (key != null) {
      return keys.authenticate(key, rpc);
    }
    if (token == null) {
      throw DoorException.of(DoorReason.CREDENTIAL_MISSING);
    }
    if (operator.is(token)) {
      return Identity.operator();
    }
    Principal principal = principal(session(token));
    if (kind == RpcAccess.Kind.OPERATOR) {
      throw DoorException.of(DoorReason.OPERATOR_ONLY);
    }
    return principal.identity();
  }

  /// The session of the request; refuses without one.
  Session session(HttpServletRequest request) {
    String token = bearer(request);
    if (token == null) {
      throw DoorException.of(DoorReason.CREDENTIAL_MISSING);
    }
    return session(token);
  }

  /// Who the session's user is now, at most as old as the settings say.
  Principal principal(Session session) {
    Principal known = principals.getIfPresent(key(session));
    return known == null ? principalNow(session) : active(known);
  }

  /// Who the session's user is at this moment, asked anew.
  Principal principalNow(Session session) {
    Principal fresh = resolve(session);
    principals.put(key(session), fresh);
    return active(fresh);
  }

  private static String key(Session session) {
    return session.tenant() + "/" + session.user();
  }

  private static Principal active(Principal principal) {
    if (!principal.isActive()) {
      throw DoorException.of(DoorReason.CREDENTIAL_INVALID);
    }
    return principal;
  }

  private Principal resolve(Session session) {
    try {
      return Principal.of(session.tenant(), users.resolve(session.tenant(), session.user()));
    } catch (StatusRuntimeException e) {
      if (e.getStatus().getCode() == Status.Code.NOT_FOUND) {
        throw DoorException.of(DoorReason.CREDENTIAL_INVALID);
      }
      throw e;
    }
  }

  private Session session(String token) {
    return tokens.verify(token).orElseThrow(() -> DoorException.of(DoorReason.CREDENTIAL_INVALID));
  }

  private static @Nullable String bearer(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || header.isBlank()) {
      return null;
    }
    if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
      throw DoorException.of(DoorReason.CREDENTIAL_INVALID);
    }
    return header.substring(BEARER.length()).strip();
  }
}
