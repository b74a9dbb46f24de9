package io.agencysuite.crm.user;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires passwords.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(PasswordSettings.class)
class UserConfiguration {

  @Bean
  Passwords passwords(PasswordSettings settings) {
    return new Passwords(settings);
  }
}
