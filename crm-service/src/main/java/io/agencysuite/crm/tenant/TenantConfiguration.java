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
  TenantCreationMessages.Accounts accounts(
      UserStore users, GrantStore grants, Passwords passwords) {
    return new TenantCreationMessages.Accounts(users, grants, passwords);
  }

  @Bean
  TenantCreationMessages.Houses houses(ClientStore clients, Announcement announcement) {
    return new TenantCreationMessages.Houses(clients, announcement);
  }

  @Bean
  TenantCreationMessages tenantCreation(
      TenantStore tenants,
      TenantCreationMessages.Houses houses,
      TenantCreationMessages.Accounts accounts) {
    return new TenantCreationMessages(tenants, houses, accounts);
  }

  @Bean
  TenantGrpcService.Onboarding onboarding(SignedLinks links, Claims claims) {
    return new TenantGrpcService.Onboarding(links, claims);
  }
}
