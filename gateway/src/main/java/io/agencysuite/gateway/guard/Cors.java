package io.agencysuite.gateway.guard;

import io.agencysuite.gateway.transcode.RouteTable;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;

/// Says to browsers which pages of other origins may read answers. Credentials are bearer tokens in
/// a header, so cookies are never asked for.
public final class Cors {
  private static final String ALLOW_ORIGIN = "Access-Control-Allow-Origin";
  private static final String WELL_KNOWN = "/.well-known/";
  private static final String HEADERS =
      "Accept-Language, Authorization, Content-Encoding, Content-Type, Idempotency-Key, If-Match,"
          + " If-None-Match, Priority, Request-Timeout, X-Api-Key, X-Request-Id,"
          + " X-Request-Timeout, traceparent, tracestate";
  private static final String EXPOSED =
      "ETag, Idempotent-Replayed, Location, RateLimit, RateLimit-Policy, Retry-After,"
          + " WWW-Authenticate, X-Request-Id, traceresponse";

  private final CorsSettings settings;
  private final KnownPaths paths;

  public Cors(CorsSettings settings, KnownPaths paths) {
    this.settings = settings;
    this.paths = paths;
  }

  /// The allowed origin of a request; null when it has none or another one.
  @Nullable String origin(HttpServletRequest request) {
    String origin = request.getHeader("Origin");
    return origin != null && settings.origins().contains(origin) ? origin : null;
  }

  /// The headers of every answer.
  void answer(HttpServletRequest request, HttpServletResponse response) {
    if (isPublic(DoorFilter.match(request)) || isWellKnown(request)) {
      response.setHeader(ALLOW_ORIGIN, "*");
      return;
    }
    if (settings.origins().isEmpty()) {
      return;
    }
    response.addHeader("Vary", "Origin");
    String origin = origin(request);
    if (origin != null) {
      response.setHeader(ALLOW_ORIGIN, origin);
      response.setHeader("Access-Control-Expose-Headers", EXPOSED);
    }
  }

  /// What applications look up before they do anything else.
  private static boolean isWellKnown(HttpServletRequest request) {
    return request.getRequestURI().startsWith(WELL_KNOWN);
  }

  /// Every page may read the answers of public RPCs.
  private static boolean isPublic(RouteTable.@Nullable Match match) {
    return match != null && RpcAccess.of(match.route().rpc()).kind() == RpcAccess.Kind.PUBLIC;
  }

  /// Answers the question of a browser whether it may call; false for any other request.
  boolean preflight(HttpServletRequest request, HttpServletResponse response) {
    String method = request.getHeader("Access-Control-Request-Method");
    String allow =
        method == null || !request.getMethod().equals("OPTIONS")
            ? ""
            : paths.allow(request.getRequestURI());
    if (allow.isEmpty() || method == null) {
      return false;
    }
    boolean everybody = isWellKnown(request) || isPublic(request.getRequestURI(), method);
    String origin = everybody ? "*" : origin(request);
    response.setHeader("Allow", allow);
    if (origin != null) {
      response.setHeader(ALLOW_ORIGIN, origin);
      response.setHeader("Access-Control-Allow-Methods", allow);
      response.setHeader("Access-Control-Allow-Headers", HEADERS);
      response.setHeader("Access-Control-Max-Age", "3600");
    }
    response.setStatus(HttpServletResponse.SC_NO_CONTENT);
    return true;
  }

  private boolean isPublic(String path, String method) {
    return paths.own(path).isEmpty()
        && paths.table().allowed(path).contains(method)
        && isPublic(paths.table().find(method, path));
  }
}
