package io.agencysuite.gateway.upstream;

import io.agencysuite.gateway.guard.BodyReader;
import io.agencysuite.gateway.guard.DoorFilter;
import io.agencysuite.gateway.transcode.RouteTable;
import io.agencysuite.gateway.transcode.Transcoder;
import java.lang.reflect.Method;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.server.mvc.common.Shortcut;
import org.springframework.cloud.gateway.server.mvc.config.RouteProperties;
import org.springframework.cloud.gateway.server.mvc.handler.HandlerFunctionDefinition;
import org.springframework.cloud.gateway.server.mvc.predicate.PredicateSupplier;
import org.springframework.web.servlet.function.RequestPredicate;

/// What Spring Cloud Gateway's route definitions need to know: the `grpc` scheme and the predicate
/// `Proto=package`, which is true for the routes that the package's services declare.
public final class GrpcRoutes
    implements PredicateSupplier, Function<RouteProperties, HandlerFunctionDefinition> {
  private final Backends backends;
  private final Supplier<Transcoder> transcoder;
  private final CallHeaders callHeaders;
  private final BodyReader bodies;
  private final List<Manner> manners;
  private final Duration heartbeat;
  private final Map<String, Backend> byPackage = new ConcurrentHashMap<>();

  public GrpcRoutes(
      Backends backends,
      Supplier<Transcoder> transcoder,
      CallHeaders callHeaders,
      BodyReader bodies,
      List<Manner> manners,
      UpstreamSettings settings) {
    this.backends = backends;
    this.transcoder = transcoder;
    this.callHeaders = callHeaders;
    this.bodies = bodies;
    this.manners = List.copyOf(manners);
    this.heartbeat = settings.heartbeat();
  }

  @Override
  public HandlerFunctionDefinition apply(RouteProperties route) {
    String name =
        Objects.requireNonNull(
            Objects.requireNonNull(route.getUri(), "uri").getHost(), "grpc://name");
    route.getPredicates().stream()
        .filter(predicate -> "Proto".equals(predicate.getName()))
        .flatMap(predicate -> predicate.getArgs().values().stream())
        .forEach(packageName -> byPackage.put(packageName, backends.named(name)));
    return new HandlerFunctionDefinition.Default(
        "grpc",
        new GrpcHandler(backends.named(name), transcoder, callHeaders, bodies, manners, heartbeat));
  }

  /// The service that a route definition names for a package; null without one.
  @Nullable Backend backendOf(String packageName) {
    return byPackage.get(packageName);
  }

  @Override
  public Collection<Method> get() {
    return List.of(org.springframework.util.ReflectionUtils.getDeclaredMethods(Predicates.class));
  }

  /// Found by name by the route definitions.
  public static final class Predicates {

    private Predicates() {}

    @Shortcut
    public static RequestPredicate proto(String packageName) {
      return request -> {
        RouteTable.Match match = DoorFilter.match(request.servletRequest());
        return match != null && match.route().rpc().getFile().getPackage().equals(packageName);
      };
    }
  }
}
