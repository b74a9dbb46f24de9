package io.agencysuite.gateway.oauth;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsent;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationConsentService;

/// Remembers what people have allowed. A principal is `{tenant}/{user}`.
final class Consents implements OAuth2AuthorizationConsentService {
  private final OauthStore store;

  Consents(OauthStore store) {
    this.store = store;
  }

  @Override
  public void save(OAuth2AuthorizationConsent consent) {
    List<String> name = List.of(consent.getPrincipalName().split("/", -1));
    store.allow(
        name.get(0),
        name.get(1),
        consent.getRegisteredClientId(),
        consent.getScopes().stream().sorted().toList());
  }

  @Override
  public void remove(OAuth2AuthorizationConsent consent) {
    List<String> name = List.of(consent.getPrincipalName().split("/", -1));
    store.allow(name.get(0), name.get(1), consent.getRegisteredClientId(), List.of());
  }

  @Override
  public @Nullable OAuth2AuthorizationConsent findById(String client, String principal) {
    List<String> name = List.of(principal.split("/", -1));
    return store
        .consent(name.get(0), name.get(1), client)
        .filter(consent -> !consent.scopes().isEmpty())
        .map(consent -> {
          OAuth2AuthorizationConsent.Builder known =
              OAuth2AuthorizationConsent.withId(client, principal);
          consent.scopes().forEach(known::scope);
          return known.build();
        })
        .orElse(null);
  }
}
