package io.agencysuite.gateway.oauth;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The authorization server.
///
/// @param codeLifetime how long an authorization code is good
/// @param signInLifetime how long somebody who has signed in may think about the consent
/// @param repeatFor how long after a renewal the console may ask for it once more
/// @param clients applications by their client id
@ConfigurationProperties("gateway.oauth")
record OauthSettings(
    @DefaultValue("60s") Duration codeLifetime,
    @DefaultValue("10m") Duration signInLifetime,
    @DefaultValue("30s") Duration repeatFor,
    @DefaultValue Map<String, Application> clients) {

  OauthSettings {
    clients = Map.copyOf(clients);
  }

  /// An application of somebody else that people can let in.
  ///
  /// @param name what people see
  /// @param redirectUris where codes may be sent to, compared as they stand
  /// @param scopes what it may ask for
  /// @param secretSha256 hexadecimal hash of its secret; none for an application that keeps none
  record Application(
      String name, List<URI> redirectUris, List<String> scopes, @Nullable String secretSha256) {

    Application {
      redirectUris = List.copyOf(redirectUris);
      scopes = List.copyOf(scopes);
      if (name.isBlank() || redirectUris.isEmpty() || scopes.isEmpty()) {
        throw new IllegalArgumentException(
            "gateway.oauth.clients: an application lacks name, redirect-uris or scopes"
                + " (expected: at least one of each)");
      }
    }
  }
}
