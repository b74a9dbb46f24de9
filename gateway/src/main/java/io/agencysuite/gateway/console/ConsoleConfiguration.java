package io.agencysuite.gateway.console;

import java.io.IOException;
import java.net.URI;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.MediaTypeFactory;
import org.springframework.util.DigestUtils;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// `/console/**` from `classpath:/console`, always revalidated by ETag so that a new version shows
/// at once; `/` leads there.
@Configuration(proxyBeanMethods = false)
public class ConsoleConfiguration {
  private static final String POLICY =
      "default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; "
          + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";
  private static final URI CONSOLE = URI.create("/console/");

  @Bean
  RouterFunction<ServerResponse> consoleRoutes() {
    return RouterFunctions.route()
        .GET("/", _ -> ServerResponse.status(302).location(CONSOLE).build())
        .GET("/console", _ -> ServerResponse.status(302).location(CONSOLE).build())
        .GET("/console/{*path}", request -> isThere(request), ConsoleConfiguration::serve)
        .build();
  }

  private static boolean isThere(ServerRequest request) {
    Resource resource = resource(request);
    return resource.exists() && resource.isReadable();
  }

  private static ServerResponse serve(ServerRequest request) throws IOException {
    Resource resource = resource(request);
    byte[] content = resource.getContentAsByteArray();
    String tag = "\"" + DigestUtils.md5DigestAsHex(content) + "\"";
    ServerResponse.BodyBuilder response =
        ServerResponse.ok()
            .contentType(
                MediaTypeFactory.getMediaType(resource).orElse(MediaType.APPLICATION_OCTET_STREAM))
            .cacheControl(CacheControl.noCache())
            .eTag(tag)
            .header("Content-Security-Policy", POLICY);
    if (tag.equals(request.headers().firstHeader("If-None-Match"))) {
      return ServerResponse.status(304).cacheControl(CacheControl.noCache()).eTag(tag).build();
    }
    return response
        .contentLength(content.length)
        .build((_, out) -> {
          out.getOutputStream().write(content);
          return null;
        });
  }

  /// A path without a dot in its last part is a page of the console itself.
  private static Resource resource(ServerRequest request) {
    String path = request.pathVariable("path");
    String last = path.substring(path.lastIndexOf('/') + 1);
    boolean page = last.indexOf('.') < 0;
    boolean odd = path.contains("..") || path.contains("\\") || path.contains("//");
    return new ClassPathResource("/console" + (odd ? "/nowhere" : page ? "/index.html" : path));
  }
}
