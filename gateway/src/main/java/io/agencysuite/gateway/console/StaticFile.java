package io.agencysuite.gateway.console;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.util.DigestUtils;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.function.RequestPredicate;
import org.springframework.web.servlet.function.RequestPredicates;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// Answers a file of the class path with its ETag.
public final class StaticFile {
  private static final String POLICY = "Content-Security-Policy";
  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html;charset=utf-8",
          "js", "text/javascript;charset=utf-8",
          "mjs", "text/javascript;charset=utf-8",
          "css", "text/css;charset=utf-8",
          "svg", "image/svg+xml",
          "png", "image/png",
          "json", "application/json",
          "woff2", "font/woff2",
          "ico", "image/x-icon");

  private StaticFile() {}

  /// What is served is served to HEAD as well; the container leaves the body out.
  public static RequestPredicate at(String path) {
    return RequestPredicates.methods(HttpMethod.GET, HttpMethod.HEAD)
        .and(RequestPredicates.path(path));
  }

  public static ServerResponse serve(
      ServerRequest request, Resource file, String policy, CacheControl caching)
      throws IOException {
    byte[] content = file.getContentAsByteArray();
    String tag = "\"" + DigestUtils.md5DigestAsHex(content) + "\"";
    if (tag.equals(request.headers().firstHeader("If-None-Match"))) {
      // The browser takes over the headers of this answer, the policy of the page among them.
      return ServerResponse.status(304)
          .cacheControl(caching)
          .eTag(tag)
          .build((_, out) -> {
            out.setHeader(POLICY, policy);
            return null;
          });
    }
    return ServerResponse.ok()
        .contentType(MediaType.parseMediaType(type(file)))
        .cacheControl(caching)
        .eTag(tag)
        .contentLength(content.length)
        .build((_, out) -> {
          out.setHeader(POLICY, policy);
          out.getOutputStream().write(content);
          return null;
        });
  }

  private static String type(Resource file) {
    String extension =
        Objects.requireNonNullElse(StringUtils.getFilenameExtension(file.getFilename()), "");
    return TYPES.getOrDefault(extension, "application/octet-stream");
  }
}
