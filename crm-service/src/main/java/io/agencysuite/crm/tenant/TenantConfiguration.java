package io.agencysuite.crm.tenant;

import io.agencysuite.crm.client.Announcement;
import io.agencysuite.crm.client.ClientStore;
import io.agencysuite.crm.user.GrantStore;
import io.agencysuite.crm.user.Passwords;
import io.agencysuite.crm.user.SignedLinks;
import io.agencysuite.crm.user.UserStore;
import io.agencysuite.kit.mongo.Claims;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires what a new tenant needs.
@Configuration(proxyBeanMethods = false)
class TenantConfiguration {

  @Bean
  TenantCreation.Accounts accounts(UserStore users, GrantStore grants, Passwords passwords) {
    return new TenantCreation.Accounts(users, grants, passwords);
  }

  @Bean
  TenantCreation.Houses houses(ClientStore clients, Announcement announcement) {
    return new TenantCreation.Houses(clients, announcement);
  }

  @Bean
  TenantCreation tenantCreation(
      TenantStore tenants, TenantCreation.Houses houses, TenantCreation.Accounts accounts) {
    return new TenantCreation(tenants, houses, accounts);
  }

  @Bean
  TenantGrpcService.Onboarding onboarding(SignedLinks links, Claims claims) {
    return new TenantGrpcService.Onboarding(links, claims);
  }
}
