package io.agencysuite.gateway.identity;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Another issuer: the door believes its access tokens and, where it has a client id there, lets
/// people sign in through it.
///
/// @param issuer exactly as it stands in the tokens; empty for none
/// @param jwksUri where its keys are; without it the discovery document says so, as for the others
/// @param authorizationUri where people sign in
/// @param tokenUri where codes are redeemed
/// @param audience who its access tokens have to be for
/// @param tenant id of the tenant whose users it vouches for
/// @param clientId of the door at the issuer; empty where nobody signs in through it
/// @param clientSecret of the door at the issuer; empty for a public client
/// @param displayName what people read on the button; empty for the issuer's host
/// @param scopes what is asked for with a sign-in
/// @param localSignIn whether passwords of the suite's own open the door, too
/// @param emailClaim holds the user's address
/// @param verifiedClaim has to be true; empty where the issuer only knows verified addresses
/// @param algorithms what its tokens may be signed with; symmetric ones are refused at the start
/// @param timeout of every question to the issuer, from the first byte to the last
/// @param keysFor how long fetched keys and the discovery document are believed
@ConfigurationProperties("gateway.oidc")
record OidcSettings(
    @DefaultValue("") String issuer,
    @Nullable URI jwksUri,
    @Nullable URI authorizationUri,
    @Nullable URI tokenUri,
    @DefaultValue("agency-gateway") String audience,
    @DefaultValue("") String tenant,
    @DefaultValue("") String clientId,
    @DefaultValue("") String clientSecret,
    @DefaultValue("") String displayName,
    @DefaultValue({"openid", "email"}) List<String> scopes,
    @DefaultValue("true") boolean localSignIn,
    @DefaultValue("email") String emailClaim,
    @DefaultValue("email_verified") String verifiedClaim,
    @DefaultValue({"RS256", "ES256"}) List<String> algorithms,
    @DefaultValue("3s") Duration timeout,
    @DefaultValue("5m") Duration keysFor) {

  private static final Duration KEYS_FOR_MIN = Duration.ofSeconds(30);

  OidcSettings {
    issuer = issuer.strip();
    clientId = clientId.strip();
    scopes = List.copyOf(scopes);
    algorithms = List.copyOf(algorithms);
    require(clientId.isEmpty() || !issuer.isEmpty(), "issuer: absent", "the one of " + clientId);
    require(
        localSignIn || !clientId.isEmpty(),
        "local-sign-in: false",
        "true while there is no client-id, or nobody could sign in");
    require(
        clientId.isEmpty() || scopes.contains("openid"),
        "scopes: " + scopes,
        "openid among them, or the issuer says of nobody who they are");
    require(
        clientId.isEmpty() || !clientId.equals(audience),
        "audience: " + audience,
        "another than client-id, or the issuer's ID tokens would pass as access tokens");
    require(
        keysFor.compareTo(KEYS_FOR_MIN) > 0, "keys-for: " + keysFor, "more than " + KEYS_FOR_MIN);
  }

  private static void require(boolean right, String value, String expected) {
    if (!right) {
      throw new IllegalArgumentException("gateway.oidc." + value + " (expected: " + expected + ")");
    }
  }

  /// What people read on the button.
  String name() {
    String host = URI.create(issuer).getHost();
    return displayName.isEmpty() && host != null ? host : displayName;
  }

  /// Gives no secret away: it may end up in a log by accident.
  @Override
  public String toString() {
    return "OidcSettings " + issuer;
  }
}
