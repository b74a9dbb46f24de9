package io.agencysuite.gateway.identity;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.gateway.apikey.ApiKeys;
import io.agencysuite.gateway.guard.BodyReader;
import io.agencysuite.gateway.guard.CallerAddress;
import io.agencysuite.gateway.transcode.Transcoder;
import io.agencysuite.gateway.upstream.Backends;
import io.agencysuite.kit.identity.IdentitySecrets;
import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.identity.IdentitySigner;
import io.agencysuite.kit.time.Ids;
import io.grpc.BindableService;
import java.net.http.HttpClient;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/// Wires the real identification. The conformance tests leave it out.
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({OidcSettings.class, PublicUrl.class, SigningKeySettings.class})
public class IdentityConfiguration {

  @Bean
  IdentitySigner identitySigner(IdentitySettings settings, InstantSource clock) {
    return new IdentitySigner(settings, clock);
  }

  @Bean
  SigningKeys signingKeys(
      MongoDatabase database,
      IdentitySettings identity,
      SigningKeySettings settings,
      SecureRandom random,
      InstantSource clock) {
    byte[] key = IdentitySecrets.derive(identity, "signing-keys");
    return new SigningKeys(database, new SealedBox(key, random), settings, clock);
  }

  @Bean
  SignedTokens signedTokens(PublicUrl url, SigningKeys keys, InstantSource clock, Ids ids) {
    return new SignedTokens(url.issuer(), keys, clock, ids);
  }

  @Bean
  SessionTokens sessionTokens(
      SignedTokens signed, SessionSettings settings, InstantSource clock, Ids ids) {
    return new SessionTokens(signed, settings, clock, ids);
  }

  @Bean
  KeyTokens keyTokens(SignedTokens signed, InstantSource clock) {
    return new KeyTokens(signed, clock);
  }

  @Bean
  Logins logins(
      SignIns signIns,
      Beginnings begun,
      SessionTokens tokens,
      LiveSessions live,
      InstantSource clock) {
    return new Logins(signIns, begun, tokens, live, clock);
  }

  @Bean
  IdTokens idTokens(SignedTokens signed, LiveSessions live, InstantSource clock) {
    return new IdTokens(signed, live, clock);
  }

  @Bean
  SessionStore sessionStore(MongoDatabase database) {
    return new SessionStore(database);
  }

  @Bean
  LiveSessions liveSessions(SessionStore store, CrmUsers users, SessionSettings settings) {
    return new LiveSessions(store, users, settings);
  }

  @Bean
  SecureRandom secureRandom() {
    return new SecureRandom();
  }

  @Bean
  SecondFactor secondFactor(
      MongoDatabase database, IdentitySettings identity, SecureRandom random, InstantSource clock) {
    byte[] key = IdentitySecrets.derive(identity, "totp");
    return new SecondFactor(database, new SealedBox(key, random), random, clock);
  }

  @Bean
  SignInThrottle signInThrottle(
      MongoDatabase database, SessionSettings settings, InstantSource clock) {
    return new SignInThrottle(database, settings, clock);
  }

  @Bean
  SignIns signIns(
      CrmUsers users, SecondFactor factor, SignInThrottle throttle, OidcSettings settings) {
    return new SignIns(users, factor, throttle, settings.localSignIn());
  }

  @Bean
  Beginnings beginnings(SessionTokens tokens, SessionStore store, InstantSource clock) {
    return new Beginnings(tokens, store, clock);
  }

  @Bean
  BindableService sessionService(SessionStore store, LiveSessions live, InstantSource clock) {
    return new SessionGrpcService(store, live, clock);
  }

  @Bean
  BindableService signingKeyService(SigningKeys keys) {
    return new SigningKeyGrpcService(keys);
  }

  @Bean
  BindableService totpService(
      SecondFactor factor,
      SignInThrottle throttle,
      CrmUsers users,
      SessionStore store,
      LiveSessions live,
      InstantSource clock) {
    return new TotpGrpcService(factor, throttle, users, store, live, clock);
  }

  @Bean
  CrmUsers crmUsers(ObjectProvider<Backends> backends, IdentitySigner signer) {
    return new CrmUsers(() -> backends.getObject().named("crm"), signer);
  }

  @Bean
  @ConditionalOnText("gateway.oidc.issuer")
  OidcProvider oidcProvider(OidcSettings settings, InstantSource clock) {
    HttpClient http =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout())
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    return new OidcProvider(settings, http, clock);
  }

  @Bean
  @ConditionalOnText("gateway.oidc.issuer")
  OidcIssuer oidcIssuer(
      OidcSettings settings,
      OidcProvider provider,
      SessionSettings sessions,
      CrmUsers users,
      InstantSource clock) {
    return new OidcIssuer(settings, provider, sessions, users, clock);
  }

  @Bean
  @ConditionalOnText("gateway.oidc.client-id")
  Federation federation(
      OidcSettings settings, OidcProvider provider, PublicUrl url, InstantSource clock) {
    return new Federation(settings, provider, url.issuer() + Federation.CALLBACK, clock);
  }

  @Bean
  RouterFunction<ServerResponse> publishedKeys(SigningKeys keys) {
    return new PublishedKeys(keys).routes();
  }

  @Bean
  Callers callers(
      SessionTokens tokens,
      LiveSessions live,
      IdentitySigner signer,
      ApiKeys keys,
      KeyTokens keyTokens,
      SessionSettings settings,
      ObjectProvider<OidcIssuer> issuer,
      InstantSource clock) {
    return new Callers(
        tokens,
        live,
        signer,
        new OperatorToken(settings.operatorTokenFile()),
        keys,
        keyTokens,
        issuer.getIfAvailable(),
        clock);
  }

  @Bean
  RouterFunction<ServerResponse> sessionRoutes(
      Callers callers,
      LiveSessions live,
      SignIns signIns,
      Beginnings begun,
      CallerAddress addresses,
      BodyReader bodies,
      Supplier<Transcoder> transcoder,
      InstantSource clock) {
    return new Sessions(callers, live, signIns, begun, addresses, bodies, transcoder, clock)
        .routes();
  }
}
