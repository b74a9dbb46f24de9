package io.agencysuite.gateway.oauth;

/// Where the authorization server is reached.
final class OauthPaths {
  static final String AUTHORIZE = "/oauth2/authorize";
  static final String TOKEN = "/oauth2/token";
  static final String REVOKE = "/oauth2/revoke";
  static final String INTROSPECT = "/oauth2/introspect";
  static final String SIGN_IN = "/oauth2/sign-in";
  static final String FEDERATED = "/oauth2/federated";
  static final String CONSENT = "/oauth2/consent";
  static final String USER_INFO = "/oauth2/userinfo";
  static final String OPENID = "/.well-known/openid-configuration";
  static final String METADATA = "/.well-known/oauth-authorization-server";
  static final String KEYS = "/.well-known/jwks.json";

  private OauthPaths() {}
}
