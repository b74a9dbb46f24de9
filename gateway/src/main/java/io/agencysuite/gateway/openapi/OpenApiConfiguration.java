package io.agencysuite.gateway.openapi;

import io.agencysuite.gateway.console.PagePolicy;
import io.agencysuite.gateway.console.StaticFile;
import io.agencysuite.gateway.transcode.Transcoder;
import java.io.IOException;
import java.util.function.Supplier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;

/// `/openapi.json` and `/docs`.
@Configuration(proxyBeanMethods = false)
public class OpenApiConfiguration {

  @Bean
  RouterFunction<ServerResponse> documentRoutes(Supplier<Transcoder> transcoder)
      throws IOException {
    Resource document = new Document(transcoder.get());
    Resource page = new ClassPathResource("/docs/index.html");
    Resource script = new ClassPathResource("/docs/docs.js");
    Resource style = new ClassPathResource("/docs/docs.css");
    String policy = PagePolicy.of(page);
    CacheControl caching = CacheControl.noCache();
    return RouterFunctions.route()
        .route(StaticFile.at("/openapi.json"), r -> StaticFile.serve(r, document, policy, caching))
        .route(StaticFile.at("/docs"), r -> StaticFile.serve(r, page, policy, caching))
        .route(StaticFile.at("/docs/docs.js"), r -> StaticFile.serve(r, script, policy, caching))
        .route(StaticFile.at("/docs/docs.css"), r -> StaticFile.serve(r, style, policy, caching))
        .build();
  }

  /// The generated document, looking like a file.
  private static final class Document extends ByteArrayResource {
    Document(Transcoder transcoder) {
      super(OpenApi.of(transcoder.files(), transcoder.routes()));
    }

    @Override
    public String getFilename() {
      return "openapi.json";
    }
  }
}
