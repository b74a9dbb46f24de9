package io.agencysuite.crm.imports;

import io.agencysuite.crm.client.ClientStore;
import io.agencysuite.crm.person.PersonStore;
import io.agencysuite.kit.mongo.Leases;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the worker that works imports off.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ImportSettings.class)
class ImportConfiguration {

  @Bean(initMethod = "start", destroyMethod = "close")
  ImportWorker importWorker(
      ImportStore imports,
      PersonStore people,
      ClientStore clients,
      Leases leases,
      InstantSource clock,
      ImportSettings settings) {
    return new ImportWorker(imports, people, clients, leases, clock, settings);
  }
}
