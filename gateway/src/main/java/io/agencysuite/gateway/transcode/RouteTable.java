package io.agencysuite.gateway.transcode;

import com.google.api.AnnotationsProto;
import com.google.api.HttpRule;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;

/// All routes of a descriptor set. A bad or a duplicate rule is refused here, with every name.
public final class RouteTable {
  private final List<HttpRoute> routes;
  private final RouteTrie trie = new RouteTrie();

  private RouteTable(List<HttpRoute> routes) {
    this.routes = List.copyOf(routes);
    this.routes.forEach(trie::add);
  }

  /// The routes declared by `google.api.http` on the RPCs that the filter lets through.
  public static RouteTable of(
      Collection<FileDescriptor> files, Predicate<MethodDescriptor> routed) {
    List<Rule> rules = new ArrayList<>();
    for (FileDescriptor file : files) {
      for (ServiceDescriptor service : file.getServices()) {
        for (MethodDescriptor rpc : service.getMethods()) {
          if (rpc.getOptions().hasExtension(AnnotationsProto.http) && routed.test(rpc)) {
            rules.add(new Rule(rpc, rpc.getOptions().getExtension(AnnotationsProto.http), false));
          }
        }
      }
    }
    return ofRules(rules);
  }

  /// The routes of rules that are kept elsewhere than in the descriptors.
  public static RouteTable ofRules(List<Rule> rules) {
    List<HttpRoute> routes = new ArrayList<>();
    for (Rule rule : rules) {
      routes.addAll(RouteCompiler.compile(rule));
    }
    return new RouteTable(routes);
  }

  /// A rule and the RPC it belongs to.
  public record Rule(MethodDescriptor rpc, HttpRule http, boolean decodeReserved) {}

  /// A route and what the path holds for its variables.
  public record Match(HttpRoute route, List<String> rawSegments) {

    public Match {
      rawSegments = List.copyOf(rawSegments);
    }
  }

  public List<HttpRoute> routes() {
    return routes;
  }

  /// Finds the route of a request by method and the path as it came over the wire.
  ///
  /// Throws ROUTE_NOT_FOUND, METHOD_NOT_ALLOWED with `Allow`, or MALFORMED_PATH.
  public Match find(String method, String rawPath) {
    List<String> raw = split(rawPath);
    RouteTrie.Found found = search(method, raw);
    HttpRoute route = found.route();
    if (route == null) {
      if (found.methods().isEmpty()) {
        throw TranscodingException.of(Reason.ROUTE_NOT_FOUND, rawPath);
      }
      throw TranscodingException.methodNotAllowed(
          method, String.join(", ", allowed(found.methods())));
    }
    if (found.verb()) {
      String last = raw.getLast();
      raw.set(raw.size() - 1, last.substring(0, last.lastIndexOf(':')));
    }
    return new Match(route, raw);
  }

  /// The methods that a path answers, with HEAD and OPTIONS; empty for an unknown path.
  public SortedSet<String> allowed(String rawPath) {
    SortedSet<String> methods = search("", split(rawPath)).methods();
    return methods.isEmpty() ? methods : allowed(methods);
  }

  private RouteTrie.Found search(String method, List<String> raw) {
    List<String> decoded = new ArrayList<>(raw.size());
    for (String segment : raw) {
      String value = Percent.decode(segment);
      if (value.equals(".") || value.equals("..")) {
        throw TranscodingException.of(Reason.MALFORMED_PATH, segment, "no dot segment");
      }
      decoded.add(value);
    }
    return trie.find(method, raw, decoded);
  }

  private static SortedSet<String> allowed(SortedSet<String> methods) {
    SortedSet<String> all = new TreeSet<>(methods);
    if (all.contains(HttpRoute.ANY_METHOD)) {
      all.remove(HttpRoute.ANY_METHOD);
      all.addAll(List.of("DELETE", "GET", "PATCH", "POST", "PUT"));
    }
    if (all.contains("GET")) {
      all.add("HEAD");
    }
    all.add("OPTIONS");
    return all;
  }

  private static List<String> split(String rawPath) {
    if (!rawPath.startsWith("/")) {
      throw TranscodingException.of(Reason.MALFORMED_PATH, rawPath, "a leading slash");
    }
    List<String> segments = new ArrayList<>();
    if (rawPath.length() == 1) {
      return segments;
    }
    int start = 1;
    for (int slash = rawPath.indexOf('/', 1); slash >= 0; slash = rawPath.indexOf('/', start)) {
      segments.add(rawPath.substring(start, slash));
      start = slash + 1;
    }
    segments.add(rawPath.substring(start));
    return segments;
  }
}
