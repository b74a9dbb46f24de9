package io.agencysuite.bench.peer;

import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentityVerifier;
import jakarta.servlet.FilterChain;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The service behind the HTTP proxies: Spring MVC with records and Jackson on virtual threads, the
 * same answers and the same check of the signed identity.
 */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import(RestLeads.class)
public class RestBackend {

  public static void main(String[] args) {
    PeerSettings settings = PeerSettings.read();
    SpringApplication application = new SpringApplication(RestBackend.class);
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
            "spring.main.banner-mode",
            "off",
            "spring.cloud.gateway.server.webmvc.enabled",
            false,
            "logging.level.root",
            "WARN"));
    application.run(args);
  }

  @Bean
  IdentityFilter identityFilter() {
    PeerSettings settings = PeerSettings.read();
    return new IdentityFilter(new IdentityVerifier(settings.identity(), InstantSource.system()));
  }

  /** Lets through only who comes with a signed identity that may see the client. */
  static final class IdentityFilter extends HttpFilter {
    private static final long serialVersionUID = 1L;
    private final transient IdentityVerifier verifier;

    IdentityFilter(IdentityVerifier verifier) {
      this.verifier = verifier;
    }

    @Override
    protected void doFilter(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws IOException, jakarta.servlet.ServletException {
      String token = request.getHeader(CallerCheck.HEADER);
      Optional<Identity> caller = token == null ? Optional.empty() : verifier.verify(token);
      if (caller.isPresent() && caller.get().sees(client(request.getRequestURI()))) {
        chain.doFilter(request, response);
      } else {
        response.sendError(caller.isEmpty() ? 401 : 404);
      }
    }

    private static String client(String path) {
      int from = "/v1/clients/".length();
      int end = path.indexOf('/', from);
      return end < 0 ? "" : path.substring(from, end);
    }
  }
}
