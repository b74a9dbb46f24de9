package io.agencysuite.crm.tenant;

import io.agencysuite.crm.client.Announcement;
import io.agencysuite.crm.client.ClientStore;
import io.agencysuite.crm.user.GrantStore;
import io.agencysuite.crm.user.Passwords;
import io.agencysuite.crm.user.UserStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what the first user of a tenant needs.
@Configuration(proxyBeanMethods = false)
class TenantConfiguration {

  @Bean
  TenantGrpcService.Accounts accounts(UserStore users, GrantStore grants, Passwords passwords) {
    return new TenantGrpcService.Accounts(users, grants, passwords);
  }

  @Bean
  TenantGrpcService.Houses houses(ClientStore clients, Announcement announcement) {
    return new TenantGrpcService.Houses(clients, announcement);
  }
}
