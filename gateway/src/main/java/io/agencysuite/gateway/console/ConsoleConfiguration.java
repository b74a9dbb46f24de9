package io.agencysuite.gateway.console;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// `/console/**` from `classpath:/console`, always revalidated so that a new version shows at once;
/// its libraries from the web jars, whose paths carry versions, for a year; `/` leads to it.
@Configuration(proxyBeanMethods = false)
public class ConsoleConfiguration {
  private static final URI CONSOLE = URI.create("/console/");
  private static final String LIBRARIES = "/lib/";
  private static final CacheControl FOREVER =
      CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

  @Bean
  RouterFunction<ServerResponse> consoleRoutes() throws IOException {
    String policy = PagePolicy.of(new ClassPathResource("/console/index.html"));
    return RouterFunctions.route()
        .route(StaticFile.at("/"), _ -> ServerResponse.status(302).location(CONSOLE).build())
        .route(StaticFile.at("/console"), _ -> ServerResponse.status(302).location(CONSOLE).build())
        .route(
            StaticFile.at("/console/{*path}").and(request -> resource(request).isReadable()),
            request -> StaticFile.serve(request, resource(request), policy, caching(request)))
        .build();
  }

  private static CacheControl caching(ServerRequest request) {
    return path(request).startsWith(LIBRARIES) ? FOREVER : CacheControl.noCache();
  }

  /// A path without a dot in its last part is a page of the console itself.
  private static Resource resource(ServerRequest request) {
    String path = path(request);
    if (path.contains("..") || path.contains("\\") || path.contains("//")) {
      return new ClassPathResource("/console/nowhere");
    }
    if (path.startsWith(LIBRARIES)) {
      return new ClassPathResource(
          "/META-INF/resources/_static/" + path.substring(LIBRARIES.length()));
    }
    boolean page = path.indexOf('.', path.lastIndexOf('/') + 1) < 0;
    return new ClassPathResource("/console" + (page ? "/index.html" : path));
  }

  private static String path(ServerRequest request) {
    return request.pathVariable("path");
  }
}
