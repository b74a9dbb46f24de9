package io.agencysuite.gateway.identity;

import io.agencysuite.gateway.apikey.ApiKeys;
import io.agencysuite.gateway.guard.BodyReader;
import io.agencysuite.gateway.guard.CallerAddress;
import io.agencysuite.gateway.transcode.Transcoder;
import io.agencysuite.gateway.upstream.Backends;
import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.identity.IdentitySigner;
import io.agencysuite.kit.time.Ids;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerResponse;

/// Wires the real identification. The conformance tests leave it out.
@Configuration(proxyBeanMethods = false)
public class IdentityConfiguration {

  @Bean
  IdentitySigner identitySigner(IdentitySettings settings, InstantSource clock) {
    return new IdentitySigner(settings, clock);
  }

  @Bean
  SessionTokens sessionTokens(
      SessionSettings settings, IdentitySettings keys, InstantSource clock, Ids ids) {
    return new SessionTokens(settings, keys, clock, ids);
  }

  @Bean
  CrmUsers crmUsers(Backends backends, IdentitySigner signer) {
    return new CrmUsers(backends.named("crm"), signer);
  }

  @Bean
  Callers callers(
      SessionTokens tokens,
      CrmUsers users,
      IdentitySigner signer,
      ApiKeys keys,
      SessionSettings settings) {
    return new Callers(
        tokens, users, signer, new OperatorToken(settings.operatorTokenFile()), keys, settings);
  }

  @Bean
  RouterFunction<ServerResponse> sessionRoutes(
      Callers callers,
      CrmUsers users,
      SessionTokens tokens,
      CallerAddress addresses,
      BodyReader bodies,
      SessionSettings settings,
      InstantSource clock,
      Supplier<Transcoder> transcoder) {
    return new Sessions(
            callers,
            users,
            tokens,
            new SignInThrottle(settings, clock),
            addresses,
            bodies,
            transcoder)
        .routes();
  }
}
