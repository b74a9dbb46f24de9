package io.agencysuite.gateway.oauth;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.gateway.apikey.ApiKeys;
import io.agencysuite.gateway.guard.BodyReader;
import io.agencysuite.gateway.guard.CallerAddress;
import io.agencysuite.gateway.identity.IdTokens;
import io.agencysuite.gateway.identity.KeyTokens;
import io.agencysuite.gateway.identity.Logins;
import io.agencysuite.gateway.identity.PublicUrl;
import io.agencysuite.gateway.oauth.SignInConfiguration.SignIn;
import io.agencysuite.kit.identity.IdentitySecrets;
import io.agencysuite.kit.identity.IdentitySettings;
import jakarta.servlet.Filter;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationServerMetadata;
import org.springframework.security.oauth2.server.authorization.authentication.ClientSecretAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.context.SecurityContextHolderFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/// Wires the authorization server. Spring Security stands before its paths only.
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
@EnableConfigurationProperties(OauthSettings.class)
class OauthConfiguration {

  @Bean
  OauthStore oauthStore(MongoDatabase database) {
    return new OauthStore(database);
  }

  @Bean
  Secrets oauthSecrets(SecureRandom random, IdentitySettings identity) {
    return new Secrets(random, IdentitySecrets.derive(identity, "refresh-tokens"));
  }

  @Bean
  Clients oauthClients(PublicUrl url, OauthSettings settings) {
    return new Clients(url.issuer(), settings);
  }

  @Bean
  Authorizations oauthAuthorizations(
      OauthStore store,
      Clients clients,
      Logins logins,
      KeyTokens keyTokens,
      ApiKeys keys,
      OauthSettings settings,
      InstantSource clock) {
    return new Authorizations(store, clients, logins, keyTokens, keys, settings, clock);
  }

  @Bean
  Consents oauthConsents(OauthStore store) {
    return new Consents(store);
  }

  @Bean
  TokenMint tokenMint(
      Logins logins, KeyTokens keyTokens, IdTokens idTokens, Secrets secrets, InstantSource clock) {
    return new TokenMint(logins, keyTokens, idTokens, secrets, clock);
  }

  @Bean
  OwnOrigin ownOrigin(PublicUrl url, CallerAddress addresses) {
    return new OwnOrigin(url.issuer(), addresses);
  }

  @Bean
  ConsoleTokens consoleTokens(
      OwnOrigin origin, Authorizations authorizations, InstantSource clock) {
    return new ConsoleTokens(origin, authorizations, clock);
  }

  @Bean
  RouterFunction<ServerResponse> openIdRoutes(PublicUrl url, Logins logins, IdTokens idTokens) {
    return new OpenIdRoutes(url.issuer(), logins, idTokens).routes();
  }

  @Bean
  AuthorizationServerSettings authorizationServerSettings(PublicUrl url) {
    return AuthorizationServerSettings.builder()
        .issuer(url.issuer())
        .authorizationEndpoint(OauthPaths.AUTHORIZE)
        .tokenEndpoint(OauthPaths.TOKEN)
        .tokenRevocationEndpoint(OauthPaths.REVOKE)
        .tokenIntrospectionEndpoint(OauthPaths.INTROSPECT)
        .jwkSetEndpoint(OauthPaths.KEYS)
        .build();
  }

  @Bean
  SecurityFilterChain authorizationServer(
      HttpSecurity http,
      Clients clients,
      ApiKeys keys,
      Secrets secrets,
      TokenMint mint,
      SignIn signIn,
      OwnOrigin origin,
      ConsoleTokens tokens)
      throws Exception {
    return http.securityMatcher("/oauth2/**", OauthPaths.METADATA)
        .with(
            new OAuth2AuthorizationServerConfigurer(),
            server -> configure(server, clients, keys, secrets, mint, signIn, origin, tokens))
        .authorizeHttpRequests(requests ->
            requests.requestMatchers(OauthPaths.AUTHORIZE).authenticated().anyRequest().permitAll())
        .exceptionHandling(handling -> handling.authenticationEntryPoint(signIn.pages()))
        .addFilterAfter(signIn.tickets(), SecurityContextHolderFilter.class)
        .sessionManagement(
            session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .requestCache(cache -> cache.requestCache(new NullRequestCache()))
        // The forms bring secrets of their own, and the door filter sets the headers.
        .csrf(csrf -> csrf.ignoringRequestMatchers("/oauth2/**"))
        .headers(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .build();
  }

  private static void configure(
      OAuth2AuthorizationServerConfigurer server,
      Clients clients,
      ApiKeys keys,
      Secrets secrets,
      TokenMint mint,
      SignIn signIn,
      OwnOrigin origin,
      ConsoleTokens tokens) {
    PublicClients open = new PublicClients(clients);
    server
        .tokenGenerator(mint)
        .authorizationServerMetadataEndpoint(endpoint ->
            endpoint.authorizationServerMetadataCustomizer(OauthConfiguration::describe))
        .clientAuthentication(client ->
            client
                .authenticationConverter(open)
                .authenticationProvider(open)
                .authenticationProvider(new KeyClients(keys))
                .authenticationProviders(all ->
                    all.forEach(provider -> {
                      if (provider instanceof ClientSecretAuthenticationProvider bySecret) {
                        bySecret.setPasswordEncoder(secrets);
                      }
                    })))
        .tokenEndpoint(endpoint ->
            endpoint.accessTokenRequestConverter(tokens).accessTokenResponseHandler(tokens))
        .tokenRevocationEndpoint(endpoint -> endpoint.revocationResponseHandler(tokens::revoked))
        .authorizationEndpoint(endpoint ->
            endpoint
                .consentPage(OauthPaths.CONSENT)
                .authenticationProviders(all ->
                    all.forEach(provider -> {
                      if (provider
                          instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider asked) {
                        asked.setAuthenticationValidator(new RedirectRule(origin));
                      }
                    }))
                .errorResponseHandler(new RefusedRequest(origin.issuer()))
                .authorizationResponseHandler(new Redirect(signIn.tickets(), origin.issuer())));
  }

  /// Says only what this door's applications can make use of.
  private static void describe(OAuth2AuthorizationServerMetadata.Builder metadata) {
    List<String> methods = List.of("client_secret_basic", "client_secret_post");
    metadata
        .grantTypes(grants -> grants.removeIf(grant -> grant.startsWith("urn:")))
        .tokenEndpointAuthenticationMethods(all -> keep(all, methods, "none"))
        .tokenRevocationEndpointAuthenticationMethods(all -> keep(all, methods, "none"))
        .tokenIntrospectionEndpointAuthenticationMethods(all -> keep(all, methods, ""))
        .claims(claims -> {
          claims.remove("tls_client_certificate_bound_access_tokens");
          claims.remove("dpop_signing_alg_values_supported");
          claims.put("authorization_response_iss_parameter_supported", true);
          claims.put("ui_locales_supported", List.of("de", "en"));
        });
  }

  private static void keep(List<String> all, List<String> methods, String more) {
    all.clear();
    all.addAll(methods);
    if (!more.isEmpty()) {
      all.add(more);
    }
  }

  @Bean
  FilterRegistrationBean<Filter> boundedForms(BodyReader bodies) {
    FilterRegistrationBean<Filter> registration =
        new FilterRegistrationBean<>(new BoundedForms(bodies));
    registration.setUrlPatterns(List.of("/oauth2/*"));
    registration.setOrder(1);
    return registration;
  }

  @Bean
  FilterRegistrationBean<Filter> authorizationServerFilter(
      @Qualifier("springSecurityFilterChain") Filter chain) {
    FilterRegistrationBean<Filter> registration = new FilterRegistrationBean<>(chain);
    registration.setUrlPatterns(List.of("/oauth2/*", OauthPaths.METADATA));
    return registration;
  }
}
