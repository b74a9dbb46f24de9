package io.agencysuite.gateway.limit;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.gateway.guard.CallerAddress;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/// Wires rate limits and quotas.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RateSettings.class)
class LimitConfiguration {

  @Bean
  Tokens tokens(MongoDatabase database, InstantSource clock, RateSettings settings) {
    return new Tokens(new TokenStore(database), clock, settings.share());
  }

  @Bean
  Charges charges(
      RateSettings settings, ObjectProvider<Allowances> allowances, CallerAddress addresses) {
    return new Charges(settings, agreed(allowances), addresses);
  }

  @Bean
  @Order(100)
  RateLimits rateLimits(Tokens tokens, Charges charges, RateSettings settings) {
    return new RateLimits(tokens, charges, settings);
  }

  @Bean
  Usage usage(
      Tokens tokens,
      Charges charges,
      ObjectProvider<Allowances> allowances,
      RateSettings settings,
      InstantSource clock) {
    return new Usage(tokens, charges, agreed(allowances), settings, clock);
  }

  private static Allowances agreed(ObjectProvider<Allowances> allowances) {
    return allowances.getIfAvailable(() -> _ -> Allowance.DEFAULT);
  }
}
