package io.agencysuite.bench.peer;

import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.requestSize;
import static org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions.uri;
import static org.springframework.cloud.gateway.server.mvc.filter.Bucket4jFilterFunctions.rateLimit;
import static org.springframework.cloud.gateway.server.mvc.handler.GatewayRouterFunctions.route;
import static org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctions.http;
import static org.springframework.cloud.gateway.server.mvc.predicate.GatewayRequestPredicates.path;

import io.github.bucket4j.distributed.proxy.AsyncProxyManager;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.cloud.gateway.server.mvc.filter.BeforeFilterFunctions;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpStatus;
import org.springframework.util.unit.DataSize;
import org.springframework.web.servlet.function.HandlerFilterFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Spring Cloud Gateway WebMVC as an HTTP proxy, on virtual threads. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class WebmvcPeer {

  public static void main(String[] args) {
    PeerSettings settings = PeerSettings.read();
    SpringApplication application = new SpringApplication(WebmvcPeer.class);
    application.setDefaultProperties(
        Map.of(
            "server.address",
            "127.0.0.1",
            "server.port",
            settings.port(),
            "spring.threads.virtual.enabled",
            true,
            "server.tomcat.max-keep-alive-requests",
            10_000,
            "spring.cloud.gateway.server.webmvc.form-filter.enabled",
            false,
            "spring.mvc.formcontent.filter.enabled",
            false,
            "spring.servlet.multipart.enabled",
            false,
            "spring.main.banner-mode",
            "off",
            "logging.level.root",
            "WARN"));
    application.run(args);
  }

  @Bean
  RouterFunction<ServerResponse> leads() {
    PeerSettings settings = PeerSettings.read();
    return route("leads")
        .route(path("/v1/**"), http())
        .before(uri(settings.backendUrl()))
        .before(requestSize(DataSize.ofMegabytes(4)))
        .before(BeforeFilterFunctions.removeRequestHeader("Authorization"))
        .filter(identity(new CallerCheck(settings)))
        .filter(
            rateLimit(
                PeerLimits.UNREACHED,
                PeerLimits.PERIOD,
                request ->
                    Objects.requireNonNull(request.headers().firstHeader(CallerCheck.HEADER))))
        .build();
  }

  @Bean
  AsyncProxyManager<String> buckets() {
    return PeerLimits.buckets();
  }

  private static HandlerFilterFunction<ServerResponse, ServerResponse> identity(
      CallerCheck callers) {
    return (request, next) -> {
      Optional<String> identity =
          callers.vouch(request.servletRequest().getHeader("Authorization"));
      if (identity.isEmpty()) {
        return ServerResponse.status(HttpStatus.UNAUTHORIZED).build();
      }
      return next.handle(
          ServerRequest.from(request).header(CallerCheck.HEADER, identity.get()).build());
    };
  }
}
