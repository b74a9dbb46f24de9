package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.identity.Person;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a person lets an application do, from the sign-in to the end of the session. Tokens stand
/// here as hashes.
///
/// @param state what the application wants to have back
/// @param parameters of the request, its code challenge above all
/// @param granted scopes
/// @param consent hash of what the answer to the consent page has to bring
/// @param code hash of the authorization code
/// @param session id; null until the code is used
/// @param refresh hash of the refresh token that is good now
/// @param replaced hash of the one before it
/// @param renewed when it was replaced
public record StoredAuthorization(
    String client,
    Person person,
    String uri,
    String redirectUri,
    List<String> requested,
    @Nullable String state,
    Map<String, String> parameters,
    List<String> granted,
    @Nullable String consent,
    @Nullable String code,
    boolean codeUsed,
    @Nullable String session,
    @Nullable String refresh,
    @Nullable String replaced,
    @Nullable Instant renewed,
    Instant expireAt) {

  public StoredAuthorization {
    requested = List.copyOf(requested);
    parameters = Map.copyOf(parameters);
    granted = List.copyOf(granted);
  }
}
