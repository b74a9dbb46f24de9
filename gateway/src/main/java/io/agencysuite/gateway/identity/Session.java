package io.agencysuite.gateway.identity;

import java.time.Instant;
import java.util.Set;

/// A verified access token.
///
/// @param id the session's, kept through renewals; what a sign-out revokes
/// @param tenant `tenants/{tenant}`
/// @param user `users/{user}`
/// @param signedIn when the user gave the password
/// @param expiry the token's end
/// @param client the application of the authorization server; empty for `POST /v1/sessions`
/// @param scopes what the application may do
public record Session(
    String id,
    String tenant,
    String user,
    Instant signedIn,
    Instant expiry,
    String client,
    Set<String> scopes) {
  /// The client id of the suite's own console.
  public static final String CONSOLE = "console";

  public Session {
    scopes = Set.copyOf(scopes);
  }

  /// The suite's own console may what its user may, another application what it was allowed.
  boolean allows(String scope) {
    return client.isEmpty() || client.equals(CONSOLE) || scopes.contains(scope);
  }
}
