package io.agencysuite.gateway.identity;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Another issuer whose access tokens the door believes.
///
/// @param issuer exactly as it stands in the tokens; empty for none
/// @param jwksUri where its keys are
/// @param audience who its tokens have to be for
/// @param tenant id of the tenant whose users it vouches for
/// @param emailClaim holds the user's address
/// @param verifiedClaim has to be true; empty where the issuer only knows verified addresses
/// @param algorithms what its tokens may be signed with; symmetric ones are refused at the start
/// @param timeout of fetching the keys
/// @param keysFor how long fetched keys are believed
@ConfigurationProperties("gateway.oidc")
record OidcSettings(
    @DefaultValue("") String issuer,
    @Nullable URI jwksUri,
    @DefaultValue("agency-gateway") String audience,
    @DefaultValue("") String tenant,
    @DefaultValue("email") String emailClaim,
    @DefaultValue("email_verified") String verifiedClaim,
    @DefaultValue({"RS256", "ES256"}) List<String> algorithms,
    @DefaultValue("3s") Duration timeout,
    @DefaultValue("5m") Duration keysFor) {

  OidcSettings {
    algorithms = List.copyOf(algorithms);
  }
}
