package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.identity.IdTokens;
import io.agencysuite.gateway.identity.Logins;
import io.agencysuite.gateway.identity.Session;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// OpenID Connect beside the authorization server: what it offers, and who has signed in. Spring's
/// own would keep an HTTP session for every sign-in.
final class OpenIdRoutes {
  private static final String BEARER = "bearer ";

  private final String issuer;
  private final Logins logins;
  private final IdTokens idTokens;

  OpenIdRoutes(String issuer, Logins logins, IdTokens idTokens) {
    this.issuer = issuer;
    this.logins = logins;
    this.idTokens = idTokens;
  }

  RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route()
        .GET(OauthPaths.OPENID, _ -> ServerResponse.ok().body(configuration()))
        .HEAD(OauthPaths.OPENID, _ -> ServerResponse.ok().body(configuration()))
        .GET(OauthPaths.USER_INFO, this::userInfo)
        .POST(OauthPaths.USER_INFO, this::userInfo)
        .build();
  }

  /// OpenID Connect Discovery 1.0, section 3.
  private Map<String, Object> configuration() {
    Map<String, Object> offered = new LinkedHashMap<>();
    offered.put("issuer", issuer);
    offered.put("authorization_endpoint", issuer + OauthPaths.AUTHORIZE);
    offered.put("token_endpoint", issuer + OauthPaths.TOKEN);
    offered.put("userinfo_endpoint", issuer + OauthPaths.USER_INFO);
    offered.put("revocation_endpoint", issuer + OauthPaths.REVOKE);
    offered.put("introspection_endpoint", issuer + OauthPaths.INTROSPECT);
    offered.put("jwks_uri", issuer + OauthPaths.KEYS);
    offered.put("response_types_supported", List.of("code"));
    offered.put("response_modes_supported", List.of("query"));
    offered.put(
        "grant_types_supported",
        List.of("authorization_code", "client_credentials", "refresh_token"));
    offered.put("code_challenge_methods_supported", List.of("S256"));
    offered.put("subject_types_supported", List.of("public"));
    offered.put("id_token_signing_alg_values_supported", List.of("ES256"));
    offered.put("scopes_supported", List.of(IdTokens.OPENID, "email", "profile"));
    offered.put(
        "claims_supported",
        List.of("iss", "sub", "aud", "exp", "iat", "auth_time", "nonce", "sid", "email", "name"));
    offered.put(
        "token_endpoint_auth_methods_supported",
        List.of("client_secret_basic", "client_secret_post", "none"));
    offered.put("ui_locales_supported", List.of("de", "en"));
    offered.put("authorization_response_iss_parameter_supported", true);
    offered.put("request_parameter_supported", false);
    offered.put("request_uri_parameter_supported", false);
    return offered;
  }

  /// OpenID Connect Core 1.0, section 5.3; refusals as RFC 6750 has them.
  private ServerResponse userInfo(ServerRequest request) {
    String header =
        Objects.requireNonNullElse(
            request.servletRequest().getHeader(HttpHeaders.AUTHORIZATION), "");
    if (!header.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
      return refused(401, "Bearer");
    }
    Optional<Session> session = logins.session(header.substring(BEARER.length()).strip());
    if (session.isEmpty()) {
      return refused(401, "Bearer error=\"invalid_token\"");
    }
    if (!session.get().scopes().contains(IdTokens.OPENID)) {
      return refused(403, "Bearer error=\"insufficient_scope\", scope=\"openid\"");
    }
    return ServerResponse.ok()
        .contentType(MediaType.APPLICATION_JSON)
        .header(HttpHeaders.CACHE_CONTROL, "no-store")
        .body(idTokens.about(session.get()));
  }

  private static ServerResponse refused(int status, String challenge) {
    return ServerResponse.status(status).header(HttpHeaders.WWW_AUTHENTICATE, challenge).build();
  }
}
