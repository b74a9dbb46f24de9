package io.agencysuite.gateway.oauth;

import java.util.List;

/// What a user has allowed an application, until they are asked for more.
public record StoredConsent(List<String> scopes) {

  public StoredConsent {
    scopes = List.copyOf(scopes);
  }
}
