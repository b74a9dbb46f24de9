package io.agencysuite.gateway.identity;

import io.agencysuite.common.v1.Role;
import io.agencysuite.crm.v1.Grant;
import io.agencysuite.store.EmbeddedStore;
import io.agencysuite.store.EmbeddedStoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/// Two doors on one store that remember nothing, in front of a crm with an owner, and know the
/// applications `app`, which keeps no secret, and `shop`, which does.
final class OauthDoors implements AutoCloseable {
  /// Of the application `shop`.
  static final String SECRET = "a secret of the shop";

  private final AtomicReference<Instant> now;
  private final String[] settings;
  private final EmbeddedStore store;
  private final FakeCrm crm;
  private final Door one;
  private final Door two;

  /// @param more settings of both doors
  OauthDoors(Path folder, AtomicReference<Instant> now, String redirect, String... more)
      throws IOException {
    store = EmbeddedStore.start(EmbeddedStoreSettings.of(folder.resolve("store")));
    crm = new FakeCrm();
    crm.grants.set(List.of(Grant.newBuilder().setClient("clients/-").setRole(Role.OWNER).build()));
    Files.writeString(folder.resolve("operator.token"), "operator-token-of-this-test");
    String[] common = {
      "--agency.identity.key-directory=" + folder.resolve("keys"),
      "--agency.store.uri=" + store.uri(),
      "--gateway.session.operator-token-file=" + folder.resolve("operator.token"),
      "--gateway.session.grants-for=0s",
      "--gateway.api-keys.remembered=0s",
      "--gateway.oauth.clients.app.name=Shop & Söhne",
      "--gateway.oauth.clients.app.redirect-uris[0]=" + redirect,
      "--gateway.oauth.clients.app.scopes[0]=users.read",
      "--gateway.oauth.clients.app.scopes[1]=leads.write",
      "--gateway.oauth.clients.shop.name=Shop",
      "--gateway.oauth.clients.shop.redirect-uris[0]=" + redirect,
      "--gateway.oauth.clients.shop.scopes[0]=users.read",
      "--gateway.oauth.clients.shop.scopes[1]=openid",
      "--gateway.oauth.clients.shop.scopes[2]=email",
      "--gateway.oauth.clients.shop.scopes[3]=profile",
      // Of SECRET.
      "--gateway.oauth.clients.shop.secret-sha256="
          + "0f434c57f8c8b9e246c6b66d4be7442e410fbc616da797798178f310c1a86ab2",
      "--gateway.upstream.address.crm=127.0.0.1:" + crm.port()
    };
    this.settings = Stream.of(common, more).flatMap(Stream::of).toArray(String[]::new);
    this.now = now;
    one = another();
    two = another();
  }

  /// A further door on the same store.
  Door another(String... more) {
    return new Door(now::get, Stream.of(settings, more).flatMap(Stream::of).toArray(String[]::new));
  }

  FakeCrm crm() {
    return crm;
  }

  Door one() {
    return one;
  }

  Door two() {
    return two;
  }

  /// A new key that may read users everywhere.
  JsonNode key(String owner, Instant end) throws IOException {
    return Door.json(
        one.post(
            "/v1/apiKeys",
            owner,
            """
            {"displayName":"Shop","expireTime":"%s","scopes":["users.read"],
            "grants":[{"client":"clients/-","role":"ANALYST"}]}\
            """
                .formatted(end)));
  }

  @Override
  public void close() {
    one.close();
    two.close();
    crm.close();
    store.close();
  }
}
