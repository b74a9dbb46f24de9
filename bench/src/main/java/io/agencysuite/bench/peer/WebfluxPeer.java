package io.agencysuite.bench.peer;

import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.ratelimit.Bucket4jRateLimiter;
import org.springframework.cloud.gateway.filter.ratelimit.KeyResolver;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.route.builder.RouteLocatorBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.util.unit.DataSize;
import reactor.core.publisher.Mono;

/** Spring Cloud Gateway WebFlux as an HTTP proxy. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class WebfluxPeer {
  private static final String ROUTE = "leads";

  public static void main(String[] args) {
    PeerSettings settings = PeerSettings.read();
    SpringApplication application = new SpringApplication(WebfluxPeer.class);
    application.setDefaultProperties(
        Map.of(
            "server.address", "127.0.0.1",
            "server.port", settings.port(),
            "spring.main.banner-mode", "off",
            "logging.level.root", "WARN"));
    application.run(args);
  }

  @Bean
  AsyncProxyManager<String> buckets() {
    return PeerLimits.buckets();
  }

  @Bean
  RouteLocator leads(RouteLocatorBuilder routes, Bucket4jRateLimiter limiter) {
    PeerSettings settings = PeerSettings.read();
    limiter
        .getConfig()
        .put(
            ROUTE,
            new Bucket4jRateLimiter.Config()
                .setCapacity(PeerLimits.UNREACHED)
                .setRefillPeriod(PeerLimits.PERIOD));
    GatewayFilter identity = identity(new CallerCheck(settings));
    return routes
        .routes()
        .route(
            ROUTE,
            route ->
                route
                    .path("/v1/**")
                    .filters(filters ->
                        filters
                            .setRequestSize(DataSize.ofMegabytes(4))
                            .filter(identity)
                            .requestRateLimiter(
                                limit -> limit.setRateLimiter(limiter).setKeyResolver(caller()))
                            .removeRequestHeader("Authorization"))
                    .uri(settings.backendUrl()))
        .build();
  }

  private static KeyResolver caller() {
    return exchange ->
        Mono.justOrEmpty(exchange.getRequest().getHeaders().getFirst(CallerCheck.HEADER));
  }

  private static GatewayFilter identity(CallerCheck callers) {
    return (exchange, chain) -> {
      Optional<String> identity =
          callers.vouch(exchange.getRequest().getHeaders().getFirst("Authorization"));
      if (identity.isEmpty()) {
        exchange.getResponse().setStatusCode(HttpStatus.UNAUTHORIZED);
        return exchange.getResponse().setComplete();
      }
      ServerHttpRequest request =
          exchange.getRequest().mutate().header(CallerCheck.HEADER, identity.get()).build();
      return chain.filter(exchange.mutate().request(request).build());
    };
  }
}
