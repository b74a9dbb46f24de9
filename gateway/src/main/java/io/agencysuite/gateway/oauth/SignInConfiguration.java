package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.guard.CallerAddress;
import io.agencysuite.gateway.guard.KnownPath;
import io.agencysuite.gateway.identity.ConditionalOnText;
import io.agencysuite.gateway.identity.Federation;
import io.agencysuite.gateway.identity.Logins;
import java.time.Duration;
import java.time.InstantSource;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/// Wires the pages that people sign in on.
@Configuration(proxyBeanMethods = false)
class SignInConfiguration {

  /// What leads people to a code. No bean of its own is a filter: Boot would put it everywhere.
  record SignIn(Tickets tickets, SignInForms forms, SignInPages pages) {}

  @Bean
  SignIn oauthSignIn(
      OauthStore store,
      Clients clients,
      Logins logins,
      Secrets secrets,
      CallerAddress addresses,
      OwnOrigin origin,
      OauthSettings settings,
      ObjectProvider<Federation> federation,
      InstantSource clock) {
    Duration lifetime = settings.signInLifetime();
    Tickets tickets = new Tickets(store, secrets, origin, lifetime, clock);
    Federation other = federation.getIfAvailable();
    SignInForms.Ways ways =
        new SignInForms.Ways(logins.isLocal(), other == null ? "" : other.name());
    SignInForms forms = new SignInForms(clients, secrets, origin, ways, lifetime);
    return new SignIn(
        tickets, forms, new SignInPages(logins, tickets, forms, addresses, origin.issuer()));
  }

  @Bean
  RouterFunction<ServerResponse> signInRoutes(SignIn signIn) {
    return signIn.pages().routes();
  }

  @Bean
  RouterFunction<ServerResponse> consentRoutes(Clients clients, SignIn signIn, OauthStore store) {
    return new ConsentPages(clients, signIn.tickets(), store).routes();
  }

  /// What is there only where people can sign in at another issuer.
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnText("gateway.oidc.client-id")
  static class Federated {

    @Bean
    RouterFunction<ServerResponse> federatedRoutes(
        Federation federation,
        Logins logins,
        OauthStore store,
        Secrets secrets,
        OwnOrigin origin,
        SignIn signIn,
        InstantSource clock) {
      Flights flights = new Flights(store, secrets, origin, clock);
      return new FederatedPages(federation, logins, flights, signIn.tickets(), signIn.forms())
          .routes();
    }

    @Bean
    KnownPath wayToTheIssuer() {
      return new KnownPath(OauthPaths.FEDERATED, "OPTIONS, POST");
    }

    @Bean
    KnownPath wayBackFromTheIssuer() {
      return new KnownPath(Federation.CALLBACK, "GET, OPTIONS");
    }
  }
}
