package io.agencysuite.crm;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.crm.v1.Client;
import io.agencysuite.crm.v1.ClientServiceGrpc;
import io.agencysuite.crm.v1.CreateClientRequest;
import io.agencysuite.crm.v1.CreateTenantRequest;
import io.agencysuite.crm.v1.CreateTenantResponse;
import io.agencysuite.crm.v1.Tenant;
import io.agencysuite.crm.v1.TenantServiceGrpc;
import io.agencysuite.kit.grpc.ServiceChannels;
import io.agencysuite.kit.grpc.UpstreamSettings;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.mongo.Claims;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Leases;
import io.agencysuite.kit.mongo.RestoreEpoch;
import io.agencysuite.kit.test.ServiceUnderTest;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.kit.test.TestKeys;
import io.agencysuite.kit.time.Ids;
import io.grpc.BindableService;
import io.grpc.Channel;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.FilterType;
import org.springframework.core.env.MapPropertySource;

/// The whole crm service with its real wiring, a real store and a real gRPC server; planning and
/// metrics are [StateReceivers] behind another real server.
public final class CrmServer implements BeforeAllCallback, AfterAllCallback {

  private final StoreExtension store = new StoreExtension();
  private final OffsetClock clock = new OffsetClock();
  private final StateReceivers receivers = new StateReceivers();
  private @Nullable ServiceUnderTest upstream;
  private @Nullable ServiceChannels channels;
  private @Nullable AnnotationConfigApplicationContext context;
  private @Nullable ServiceUnderTest server;

  @Configuration(proxyBeanMethods = false)
  @ComponentScan(
      basePackages = "io.agencysuite.crm",
      excludeFilters =
          @ComponentScan.Filter(
              type = FilterType.ASSIGNABLE_TYPE,
              classes = {CrmApplication.class, Features.class}))
  static class Features {}

  @Override
  public void beforeAll(ExtensionContext test) throws IOException {
    store.beforeAll(test);
    ServiceUnderTest receiving =
        ServiceUnderTest.start(receivers.services().toArray(BindableService[]::new));
    upstream = receiving;
    TestKeys keys = receiving.keys();
    String address = "127.0.0.1:" + receiving.port();
    channels =
        new ServiceChannels(
            new UpstreamSettings(
                Map.of("planning", address, "metrics", address), Duration.ofSeconds(5)),
            keys.settings(),
            keys.signer());
    start();
  }

  /// Stops the service in the middle of whatever it does, and starts it again on the same store.
  public void restart() {
    Objects.requireNonNull(server).close();
    Objects.requireNonNull(context).close();
    start();
  }

  private void start() {
    AnnotationConfigApplicationContext features = new AnnotationConfigApplicationContext();
    features
        .getEnvironment()
        .getPropertySources()
        .addFirst(
            new MapPropertySource(
                "test",
                Map.of(
                    "agency.crm.password.memory-kib", "64",
                    "agency.crm.password.iterations", "1",
                    "agency.crm.imports.slice-rows", "3",
                    "agency.crm.imports.interval", "50ms")));
    MongoDatabase database = store.database();
    Ids ids = Ids.secure(clock);
    Claims claims = new Claims(database, clock);
    features.registerBean(MongoDatabase.class, () -> database);
    features.registerBean(InstantSource.class, () -> clock);
    features.registerBean(Ids.class, () -> ids);
    IdentitySettings identity = Objects.requireNonNull(upstream).keys().settings();
    features.registerBean(IdentitySettings.class, () -> identity);
    features.registerBean(Claims.class, () -> claims);
    features.registerBean(Creations.class, () -> new Creations(claims));
    features.registerBean(Leases.class, () -> new Leases(database, clock, ids));
    features.registerBean(RestoreEpoch.class, () -> RestoreEpoch.read(database));
    ServiceChannels outgoing = Objects.requireNonNull(channels);
    features.registerBean(ServiceChannels.class, () -> outgoing, d -> d.setDestroyMethodName(""));
    features.register(Features.class);
    features.refresh();
    context = features;
    server =
        ServiceUnderTest.start(
            features
                .getBeansOfType(BindableService.class)
                .values()
                .toArray(BindableService[]::new));
  }

  @Override
  public void afterAll(ExtensionContext test) throws IOException {
    Objects.requireNonNull(server).close();
    Objects.requireNonNull(context).close();
    Objects.requireNonNull(channels).close();
    Objects.requireNonNull(upstream).close();
    store.afterAll(test);
  }

  public OffsetClock clock() {
    return clock;
  }

  public StateReceivers receivers() {
    return receivers;
  }

  public MongoDatabase database() {
    return store.database();
  }

  public Channel as(Identity identity) {
    return Objects.requireNonNull(server).as(identity);
  }

  /// A user of the tenant with this role on this client only.
  public Channel as(String tenant, String client, Role role) {
    return as(
        new Identity(Identity.Kind.USER, tenant, "users/somebody", Map.of(client, Set.of(role))));
  }

  public Channel owner(String tenant) {
    return Objects.requireNonNull(server).as(tenant, Role.OWNER);
  }

  public Channel bare() {
    return Objects.requireNonNull(server).bare();
  }

  /// A tenant with its house client.
  public CreateTenantResponse tenant(String id) {
    return TenantServiceGrpc.newBlockingStub(as(Identity.operator()))
        .createTenant(
            CreateTenantRequest.newBuilder()
                .setTenantId(id)
                .setTenant(Tenant.newBuilder().setDisplayName("Agency " + id))
                .setOwnerEmail("owner@" + id + ".example.com")
                .setOwnerPassword("correct horse battery")
                .build());
  }

  /// A client of the tenant.
  public Client client(String tenant, String id) {
    return ClientServiceGrpc.newBlockingStub(owner(tenant))
        .createClient(
            CreateClientRequest.newBuilder()
                .setClientId(id)
                .setClient(
                    Client.newBuilder()
                        .setDisplayName("Client " + id)
                        .setTimeZone("Europe/Berlin")
                        .setCurrencyCode("EUR"))
                .build());
  }
}
