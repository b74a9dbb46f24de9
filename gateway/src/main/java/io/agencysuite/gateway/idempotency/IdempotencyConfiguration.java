package io.agencysuite.gateway.idempotency;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.gateway.upstream.Manner;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/// Wires `Idempotency-Key`.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(IdempotencySettings.class)
public class IdempotencyConfiguration {

  @Bean
  @Order(200)
  Manner idempotency(MongoDatabase database, InstantSource clock, IdempotencySettings settings) {
    return new Idempotency(new IdempotencyStore(database, clock, settings), settings);
  }
}
