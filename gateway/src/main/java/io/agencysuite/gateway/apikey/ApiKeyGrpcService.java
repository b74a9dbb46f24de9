package io.agencysuite.gateway.apikey;

import com.google.protobuf.Empty;
import io.agencysuite.gateway.v1.ApiKeyServiceGrpc;
import io.agencysuite.gateway.v1.CreateApiKeyRequest;
import io.agencysuite.gateway.v1.DeleteApiKeyRequest;
import io.agencysuite.gateway.v1.GetApiKeyRequest;
import io.agencysuite.gateway.v1.ListApiKeysRequest;
import io.agencysuite.gateway.v1.ListApiKeysResponse;
import io.agencysuite.gateway.v1.RevokeApiKeyRequest;
import io.agencysuite.gateway.v1.RotateApiKeyRequest;
import io.agencysuite.gateway.v1.UpdateApiKeyRequest;
import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.time.Ids;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

final class ApiKeyGrpcService extends ApiKeyServiceGrpc.ApiKeyServiceImplBase {
  private static final Duration OVERLAP = Duration.ofHours(24);

  /// What makes ids, secrets and times.
  record Sources(Creations creations, Ids ids, RandomGenerator random, InstantSource clock) {}

  private final ApiKeyStore store;
  private final ApiKeys keys;
  private final KeyRules rules;
  private final KnownClients clients;
  private final ShownKeys shown;
  private final Sources sources;

  ApiKeyGrpcService(
      ApiKeyStore store,
      ApiKeys keys,
      KeyRules rules,
      KnownClients clients,
      ShownKeys shown,
      Sources sources) {
    this.store = store;
    this.keys = keys;
    this.rules = rules;
    this.clients = clients;
    this.shown = shown;
    this.sources = sources;
  }

  @Override
  public void createApiKey(
      CreateApiKeyRequest request, StreamObserver<io.agencysuite.gateway.v1.ApiKey> observer) {
    Unary.reply(observer, () -> create(request));
  }

  private io.agencysuite.gateway.v1.ApiKey create(CreateApiKeyRequest request) {
    Identity caller = CurrentCall.identity();
    Instant now = sources.clock().instant();
    String id =
        sources
            .creations()
            .idFor(
                caller,
                "CreateApiKey",
                request.getRequestId(),
                request,
                () -> sources.ids().next());
    KeyText text = KeyText.fresh(caller.tenant(), id, sources.random());
    ApiKey fresh = rules.fresh(request.getApiKey(), caller.subject(), secret(text, now), now);
    fresh.grants().stream()
        .map(KeyGrant::client)
        .filter(client -> !client.equals(KeyGrant.ALL_CLIENTS))
        .distinct()
        .forEach(client -> clients.require(caller.tenant(), client));
    Key key = ApiKeyStore.key(caller.tenant(), id);
    return store
        .insert(key, fresh)
        .map(stored -> withText(stored, text))
        .orElseGet(() -> shown.of(store.require(key)));
  }

  @Override
  public void getApiKey(
      GetApiKeyRequest request, StreamObserver<io.agencysuite.gateway.v1.ApiKey> observer) {
    Unary.reply(observer, () -> shown.of(store.require(key(request.getName()))));
  }

  @Override
  public void listApiKeys(
      ListApiKeysRequest request, StreamObserver<ListApiKeysResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          String tenant = CurrentCall.tenant();
          Page<Stored<ApiKey>> found =
              store.list(
                  tenant,
                  PageRequest.of(request.getPageSize(), request.getPageToken(), "apiKeys", tenant));
          return ListApiKeysResponse.newBuilder()
              .addAllApiKeys(shown.of(found.items()))
              .setNextPageToken(found.nextToken())
              .build();
        });
  }

  @Override
  public void updateApiKey(
      UpdateApiKeyRequest request, StreamObserver<io.agencysuite.gateway.v1.ApiKey> observer) {
    Unary.reply(
        observer,
        () -> {
          io.agencysuite.gateway.v1.ApiKey sent = request.getApiKey();
          Instant now = sources.clock().instant();
          Key key = key(sent.getName());
          Stored<ApiKey> changed =
              store.update(
                  key,
                  sent.getEtag(),
                  current -> rules.changed(current, sent, request.getUpdateMask(), now));
          keys.forget(key);
          return shown.of(changed);
        });
  }

  @Override
  public void rotateApiKey(
      RotateApiKeyRequest request, StreamObserver<io.agencysuite.gateway.v1.ApiKey> observer) {
    Unary.reply(
        observer,
        () -> {
          Instant now = sources.clock().instant();
          Key key = key(request.getName());
          Duration overlap =
              request.hasOverlap()
                  ? Duration.ofSeconds(
                      request.getOverlap().getSeconds(), request.getOverlap().getNanos())
                  : OVERLAP;
          KeyText text = KeyText.fresh(key.tenant(), key.id(), sources.random());
          Stored<ApiKey> changed =
              store.update(
                  key,
                  request.getEtag(),
                  current -> {
                    KeyRules.requireNotRevoked(current);
                    return current.rotated(secret(text, now), overlap, now);
                  });
          keys.forget(key);
          return withText(changed, text);
        });
  }

  @Override
  public void revokeApiKey(
      RevokeApiKeyRequest request, StreamObserver<io.agencysuite.gateway.v1.ApiKey> observer) {
    Unary.reply(
        observer,
        () -> {
          Instant now = sources.clock().instant();
          Key key = key(request.getName());
          Stored<ApiKey> changed =
              store.update(key, request.getEtag(), current -> current.revoked(now));
          keys.forget(key);
          return shown.of(changed);
        });
  }

  @Override
  public void deleteApiKey(DeleteApiKeyRequest request, StreamObserver<Empty> observer) {
    Unary.reply(
        observer,
        () -> {
          Key key = key(request.getName());
          Stored<ApiKey> current = store.require(key);
          if (!request.getEtag().isEmpty() && !request.getEtag().equals(current.etag())) {
            throw Aborted.stale(request.getName(), request.getEtag(), current.etag());
          }
          store.delete(current);
          keys.forget(key);
          return Empty.getDefaultInstance();
        });
  }

  private io.agencysuite.gateway.v1.ApiKey withText(Stored<ApiKey> stored, KeyText text) {
    return shown.of(stored).toBuilder().setKeyText(text.text()).build();
  }

  private static KeySecret secret(KeyText text, Instant now) {
    return new KeySecret(text.hash(), text.hint(), now, null);
  }

  private static Key key(String name) {
    return ApiKeyStore.key(CurrentCall.tenant(), name.substring(name.indexOf('/') + 1));
  }
}
