package io.agencysuite.crm.user;

import io.agencysuite.kit.identity.IdentitySecrets;
import io.agencysuite.kit.identity.IdentitySettings;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires passwords and the links that set them.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LinkSettings.class, PasswordSettings.class})
class UserConfiguration {

  @Bean
  Passwords passwords(PasswordSettings settings) {
    return new Passwords(settings);
  }

  @Bean
  SignedLinks signedLinks(LinkSettings settings, IdentitySettings identity, InstantSource clock) {
    return new SignedLinks(settings, IdentitySecrets.derive(identity, "links"), clock);
  }
}
