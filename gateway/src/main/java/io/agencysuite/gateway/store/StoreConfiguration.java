package io.agencysuite.gateway.store;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.mongo.Claims;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Leases;
import io.agencysuite.kit.mongo.StoreConnection;
import io.agencysuite.kit.mongo.StoreSettings;
import io.agencysuite.kit.time.Ids;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Opens the door's store.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(StoreSettings.class)
public class StoreConfiguration {

  @Bean
  StoreConnection storeConnection(StoreSettings settings) {
    return StoreConnection.open(settings);
  }

  @Bean
  MongoDatabase mongoDatabase(StoreConnection connection) {
    return connection.database();
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
}
