package io.agencysuite.gateway.guard;

import io.agencysuite.gateway.transcode.RouteTable;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// What a known path answers to OPTIONS and to a method that it does not have. The door's own paths
/// stand here; those of the services come from the route table.
public final class KnownPaths {
  private static final Map<String, String> OWN =
      Map.ofEntries(
          Map.entry("/.well-known/jwks.json", "GET, HEAD, OPTIONS"),
          Map.entry("/.well-known/oauth-authorization-server", "GET, OPTIONS"),
          Map.entry("/.well-known/openid-configuration", "GET, HEAD, OPTIONS"),
          Map.entry("/oauth2/userinfo", "GET, OPTIONS, POST"),
          Map.entry("/oauth2/authorize", "GET, OPTIONS, POST"),
          Map.entry("/oauth2/token", "OPTIONS, POST"),
          Map.entry("/oauth2/revoke", "OPTIONS, POST"),
          Map.entry("/oauth2/introspect", "OPTIONS, POST"),
          Map.entry("/oauth2/sign-in", "OPTIONS, POST"),
          Map.entry("/oauth2/federated", "OPTIONS, POST"),
          Map.entry("/oauth2/callback", "GET, OPTIONS"),
          Map.entry("/oauth2/consent", "GET, OPTIONS"),
          Map.entry("/v1/sessions", "OPTIONS, POST"),
          Map.entry("/v1/sessions/current", "DELETE, GET, HEAD, OPTIONS"),
          Map.entry("/v1/sessions/current:renew", "OPTIONS, POST"),
          Map.entry("/healthz", "GET, HEAD, OPTIONS"),
          Map.entry("/healthz/live", "GET, HEAD, OPTIONS"),
          Map.entry("/openapi.json", "GET, HEAD, OPTIONS"),
          Map.entry("/docs", "GET, HEAD, OPTIONS"),
          Map.entry("/console", "GET, HEAD, OPTIONS"),
          Map.entry("/", "GET, HEAD, OPTIONS"));

  private final Supplier<RouteTable> routes;

  public KnownPaths(Supplier<RouteTable> routes) {
    this.routes = routes;
  }

  /// Comes after every other route.
  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route()
        .OPTIONS(request -> !allow(request).isEmpty(), this::options)
        .build();
  }

  /// The methods of one of the door's own paths; empty for any other.
  public static String own(String path) {
    return OWN.getOrDefault(path, "");
  }

  private ServerResponse options(ServerRequest request) {
    return ServerResponse.noContent().header("Allow", allow(request)).build();
  }

  private String allow(ServerRequest request) {
    return allow(request.servletRequest().getRequestURI(), routes.get());
  }

  /// The methods of any path; empty for an unknown one.
  static String allow(String path, RouteTable routes) {
    String own = own(path);
    if (!own.isEmpty()) {
      return own;
    }
    SortedSet<String> methods = new TreeSet<>(routes.allowed(path));
    return String.join(", ", methods);
  }
}
