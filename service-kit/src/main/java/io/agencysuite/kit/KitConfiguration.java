package io.agencysuite.kit;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.grpc.ErrorInterceptor;
import io.agencysuite.kit.grpc.ServerManners;
import io.agencysuite.kit.grpc.ServiceChannels;
import io.agencysuite.kit.grpc.UpstreamSettings;
import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.identity.IdentitySigner;
import io.agencysuite.kit.identity.IdentityVerifier;
import io.agencysuite.kit.mongo.Claims;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Leases;
import io.agencysuite.kit.mongo.RestoreEpoch;
import io.agencysuite.kit.mongo.StoreConnection;
import io.agencysuite.kit.mongo.StoreSettings;
import io.agencysuite.kit.observe.ManagementSettings;
import io.agencysuite.kit.observe.MetricsEndpoint;
import io.agencysuite.kit.observe.StoreHealth;
import io.agencysuite.kit.time.Ids;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Clock;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.grpc.server.autoconfigure.GrpcServerExecutorProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.grpc.server.GlobalServerInterceptor;
import org.springframework.grpc.server.ServerBuilderCustomizer;

/// Wires what every service needs; a service imports it and adds its features.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({
  IdentitySettings.class,
  StoreSettings.class,
  UpstreamSettings.class,
  ManagementSettings.class
})
public class KitConfiguration {
  private static final int WINDOW = 1 << 20;

  /// Millisecond clock: what is written is what is read back.
  @Bean
  InstantSource clock() {
    return Clock.tickMillis(java.time.ZoneOffset.UTC);
  }

  @Bean
  Ids ids(InstantSource clock) {
    return Ids.secure(clock);
  }

  @Bean
  IdentitySigner identitySigner(IdentitySettings settings, InstantSource clock) {
    return new IdentitySigner(settings, clock);
  }

  @Bean
  IdentityVerifier identityVerifier(IdentitySettings settings, InstantSource clock) {
    return new IdentityVerifier(settings, clock);
  }

  @Bean
  StoreConnection storeConnection(StoreSettings settings) {
    return StoreConnection.open(settings);
  }

  @Bean
  MongoDatabase mongoDatabase(StoreConnection connection) {
    return connection.database();
  }

  @Bean
  RestoreEpoch restoreEpoch(MongoDatabase database) {
    return RestoreEpoch.read(database);
  }

  @Bean
  Claims claims(MongoDatabase database, InstantSource clock) {
    return new Claims(database, clock);
  }

  @Bean
  Creations creations(Claims claims) {
    return new Creations(claims);
  }

  @Bean
  Leases leases(MongoDatabase database, InstantSource clock, Ids ids) {
    return new Leases(database, clock, ids);
  }

  @Bean
  PrometheusMeterRegistry meters(IdentitySettings identity) {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    meters.config().commonTags("service", identity.name());
    new JvmMemoryMetrics().bindTo(meters);
    new ProcessorMetrics().bindTo(meters);
    return meters;
  }

  @Bean
  JvmGcMetrics jvmGcMetrics(PrometheusMeterRegistry meters) {
    JvmGcMetrics metrics = new JvmGcMetrics();
    metrics.bindTo(meters);
    return metrics;
  }

  @Bean
  MetricsEndpoint metricsEndpoint(ManagementSettings settings, PrometheusMeterRegistry meters) {
    return new MetricsEndpoint(settings, meters);
  }

  @Bean
  StoreHealth storeHealth(StoreConnection store, HealthStatusManager health) {
    return new StoreHealth(store, health);
  }

  @Bean
  ServiceChannels serviceChannels(
      UpstreamSettings upstream, IdentitySettings identity, IdentitySigner signer) {
    return new ServiceChannels(upstream, identity, signer);
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService deadlineScheduler() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("deadlines").factory());
  }

  @Bean
  ErrorInterceptor errorInterceptor(IdentitySettings identity, Ids ids) {
    return new ErrorInterceptor(identity.name(), ids);
  }

  @Bean
  @GlobalServerInterceptor
  ServerManners serverManners(
      IdentityVerifier verifier,
      ErrorInterceptor errors,
      PrometheusMeterRegistry meters,
      ScheduledExecutorService deadlineScheduler) {
    return new ServerManners(verifier, errors, meters, deadlineScheduler);
  }

  /// A fixed window spares the pings that measure the line at nearly every message.
  @Bean
  ServerBuilderCustomizer<NettyServerBuilder> fixedWindow() {
    return builder -> builder.flowControlWindow(WINDOW);
  }

  /// Handlers block, so each call runs on a virtual thread of its own.
  @Bean
  GrpcServerExecutorProvider grpcServerExecutorProvider() {
    return () -> Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("grpc-", 0).factory());
  }
}
