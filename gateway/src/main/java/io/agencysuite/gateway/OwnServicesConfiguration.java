package io.agencysuite.gateway;

import io.agencysuite.gateway.upstream.OwnServices;
import io.agencysuite.kit.grpc.ErrorInterceptor;
import io.agencysuite.kit.grpc.ServerManners;
import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.identity.IdentityVerifier;
import io.agencysuite.kit.time.Ids;
import io.grpc.BindableService;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.InstantSource;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the services that the door itself offers, with the manners of every other service.
@Configuration(proxyBeanMethods = false)
class OwnServicesConfiguration {

  @Bean
  PrometheusMeterRegistry meters() {
    return new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService deadlineScheduler() {
    return Executors.newSingleThreadScheduledExecutor(
        Thread.ofPlatform().daemon().name("deadlines").factory());
  }

  @Bean
  OwnServices ownServices(
      ObjectProvider<BindableService> services,
      IdentitySettings identity,
      PrometheusMeterRegistry meters,
      ScheduledExecutorService deadlineScheduler,
      InstantSource clock,
      Ids ids) {
    ServerManners manners =
        new ServerManners(
            new IdentityVerifier(identity, clock),
            new ErrorInterceptor(identity.name(), ids),
            meters,
            deadlineScheduler);
    return new OwnServices(services.orderedStream().toList(), manners);
  }
}
