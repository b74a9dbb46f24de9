package io.agencysuite.gateway.limit;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.gateway.guard.CallerAddress;
import jakarta.servlet.Filter;
import java.time.InstantSource;
import java.util.List;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
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
  Charges charges(RateSettings settings, Allowances allowances, CallerAddress addresses) {
    return new Charges(settings, allowances, addresses);
  }

  @Bean
  @Order(100)
  RateLimits rateLimits(Tokens tokens, Charges charges, RateSettings settings) {
    return new RateLimits(tokens, charges, settings);
  }

  /// The authorization server is no RPC.
  @Bean
  FilterRegistrationBean<Filter> addressRates(Tokens tokens, Charges charges) {
    FilterRegistrationBean<Filter> registration =
        new FilterRegistrationBean<>(new AddressRates(tokens, charges));
    registration.setUrlPatterns(List.of("/oauth2/*"));
    registration.setOrder(0);
    return registration;
  }

  @Bean
  Usage usage(Tokens tokens, Charges charges, InstantSource clock) {
    return new Usage(tokens, charges, clock);
  }
}
