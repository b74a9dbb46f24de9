package io.agencysuite.gateway.identity;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import io.agencysuite.gateway.apikey.ApiKeys;
import io.agencysuite.gateway.apikey.KeyLogin;
import io.agencysuite.gateway.apikey.KeyScopes;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.guard.RpcAccess;
import io.agencysuite.gateway.upstream.Identification;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentitySigner;
import io.grpc.Metadata;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Bearer token -> principal -> signed identity, or API key -> signed identity. Roles are checked
/// by the services; here it is decided only whether somebody may come in at all.
final class Callers implements Identification {
  private static final String BEARER = "bearer ";

  private final SessionTokens tokens;
  private final LiveSessions live;
  private final IdentitySigner signer;
  private final OperatorToken operator;
  private final ApiKeys keys;
  private final KeyTokens keyTokens;
  private final InstantSource clock;

  private final @Nullable OidcIssuer issuer;

  /// @param issuer another issuer to be believed as well; null for none
  Callers(
      SessionTokens tokens,
      LiveSessions live,
      IdentitySigner signer,
      OperatorToken operator,
      ApiKeys keys,
      KeyTokens keyTokens,
      @Nullable OidcIssuer issuer,
      InstantSource clock) {
    this.clock = clock;
    this.issuer = issuer;
    this.tokens = tokens;
    this.live = live;
    this.signer = signer;
    this.operator = operator;
    this.keys = keys;
    this.keyTokens = keyTokens;
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
    Optional<KeyLogin> ofKey = keyTokens.verify(token);
    if (ofKey.isPresent()) {
      return keys.authenticate(ofKey.get(), rpc);
    }
    Principal principal = principal(token, rpc);
    if (kind == RpcAccess.Kind.OPERATOR) {
      throw DoorException.of(DoorReason.OPERATOR_ONLY);
    }
    return principal.identity();
  }

  /// Every bearer token says when it ends; a key as such does not.
  @Override
  public Optional<Duration> validFor(HttpServletRequest request) {
    String token = ApiKeys.presented(request) == null ? bearer(request) : null;
    if (token == null) {
      return Optional.empty();
    }
    try {
      JWTClaimsSet claims = JWTParser.parse(token).getJWTClaimsSet();
      return Optional.ofNullable(claims.getExpirationTime())
          .map(end -> Duration.between(clock.instant(), end.toInstant()));
    } catch (ParseException e) {
      return Optional.empty();
    }
  }

  private Principal principal(String token, MethodDescriptor rpc) {
    if (issuer != null && issuer.issued(token)) {
      return issuer.principal(token);
    }
    Session session = session(token);
    String scope = KeyScopes.of(rpc).orElse("");
    if (!session.allows(scope)) {
      throw DoorException.of(DoorReason.TOKEN_SCOPE_MISSING, scope);
    }
    return live.principal(session);
  }

  /// The session of the request; refuses without one.
  Session session(HttpServletRequest request) {
    String token = bearer(request);
    if (token == null) {
      throw DoorException.of(DoorReason.CREDENTIAL_MISSING);
    }
    return session(token);
  }

  private Session session(String token) {
    return tokens.verify(token).orElseThrow(() -> DoorException.of(DoorReason.CREDENTIAL_INVALID));
  }

  private static @Nullable String bearer(HttpServletRequest request) {
    String header = request.getHeader("Authorization");
    if (header == null || header.isBlank()) {
      return null;
    }
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      throw DoorException.of(DoorReason.CREDENTIAL_INVALID);
    }
    return header.substring(BEARER.length()).strip();
  }
}
