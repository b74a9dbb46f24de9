package io.agencysuite.gateway.apikey;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.gateway.ContractConfiguration.Contract;
import io.agencysuite.gateway.limit.Allowances;
import io.agencysuite.gateway.limit.Usage;
import io.agencysuite.gateway.upstream.Backends;
import io.agencysuite.kit.identity.IdentitySigner;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.time.Ids;
import io.grpc.BindableService;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the keys.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(ApiKeySettings.class)
public class ApiKeyConfiguration {

  @Bean
  ApiKeyStore apiKeyStore(MongoDatabase database) {
    return new ApiKeyStore(database);
  }

  @Bean
  ApiKeys apiKeys(ApiKeyStore store, InstantSource clock, ApiKeySettings settings) {
    return new ApiKeys(store, clock, settings);
  }

  @Bean
  Allowances allowances(ApiKeys keys) {
    return keys::allowance;
  }

  @Bean
  BindableService apiKeyService(
      ApiKeyStore store,
      ApiKeys keys,
      Usage usage,
      Contract contract,
      ObjectProvider<Backends> backends,
      IdentitySigner signer,
      Creations creations,
      Ids ids,
      InstantSource clock) {
    return new ApiKeyGrpcService(
        store,
        keys,
        new KeyRules(KeyScopes.all(contract.files())),
        new KnownClients(backends::getObject, signer),
        new ShownKeys(store, usage, clock),
        new ApiKeyGrpcService.Sources(creations, ids, new SecureRandom(), clock));
  }
}
