package io.agencysuite.gateway.guard;

import io.agencysuite.gateway.transcode.RouteTable;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/// What a known path answers to OPTIONS and to a method that it does not have. The door's own paths
/// stand here, or are beans where a setting makes them; those of the services come from the route
/// table.
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
  private final Map<String, String> own;

  /// @param more paths that the door has by its settings
  public KnownPaths(Supplier<RouteTable> routes, Stream<KnownPath> more) {
    this.routes = routes;
    Map<String, String> all = new HashMap<>(OWN);
    more.forEach(path -> all.put(path.path(), path.methods()));
    this.own = Map.copyOf(all);
  }

  /// Comes after every other route.
  public RouterFunction<ServerResponse> routes() {
    return RouterFunctions.route()
        .OPTIONS(request -> !allow(request).isEmpty(), this::options)
        .build();
  }

  /// The routes of the services.
  RouteTable table() {
    return routes.get();
  }

  /// The methods of one of the door's own paths; empty for any other.
  String own(String path) {
    return own.getOrDefault(path, "");
  }

  private ServerResponse options(ServerRequest request) {
    return ServerResponse.noContent().header("Allow", allow(request)).build();
  }

  private String allow(ServerRequest request) {
    return allow(request.servletRequest().getRequestURI());
  }

  /// The methods of any path; empty for an unknown one.
  String allow(String path) {
    String methods = own(path);
    return methods.isEmpty() ? String.join(", ", new TreeSet<>(table().allowed(path))) : methods;
  }
}
