package io.agencysuite.gateway.transcode;

import io.agencysuite.gateway.transcode.PathTemplate.Segment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Routes by segment. A literal is tried before `*`, and `*` before `**`. Every node stands for one
/// depth, so that a look-up visits a node at most once however long the path is.
final class RouteTrie {
  private static final String NO_VERB = "";

  private final Node root = new Node();

  void add(HttpRoute route) {
    Node node = root;
    boolean rest = false;
    for (Segment segment : route.template().segments()) {
      switch (segment) {
        case Segment.Literal literal ->
            node = node.literals.computeIfAbsent(literal.value(), _ -> new Node());
        case Segment.One _ -> {
          if (node.one == null) {
            node.one = new Node();
          }
          node = node.one;
        }
        case Segment.Rest _ -> rest = true;
      }
    }
    String verb = route.template().verb();
    HttpRoute other =
        (rest ? node.rest : node.exact)
            .computeIfAbsent(verb == null ? NO_VERB : verb, _ -> new HashMap<>())
            .putIfAbsent(route.httpMethod(), route);
    if (other != null) {
      throw new RuleException("duplicate rule: " + route + " and " + other);
    }
  }

  /// Finds the route, or the methods that the path knows.
  Found find(String method, List<String> rawSegments, List<String> segments) {
    if (!segments.isEmpty()) {
      int colon = rawSegments.getLast().lastIndexOf(':');
      if (colon > 0 && colon < rawSegments.getLast().length() - 1) {
        String last = rawSegments.getLast();
        String verb = decoded(last.substring(colon + 1));
        Search search = new Search(method, verb, withLast(segments, last.substring(0, colon)));
        Found found = search.run(root);
        if (found != null) {
          return new Found(found.route, found.methods, true);
        }
      }
    }
    Found found = new Search(method, NO_VERB, segments).run(root);
    return found == null ? new Found(null, new TreeSet<>(), false) : found;
  }

  /// The route, or without one the methods known for the path (none when the path is unknown).
  record Found(@Nullable HttpRoute route, SortedSet<String> methods, boolean verb) {}

  private static List<String> withLast(List<String> segments, String rawLast) {
    List<String> copy = new ArrayList<>(segments);
    copy.set(copy.size() - 1, decoded(rawLast));
    return copy;
  }

  private static String decoded(String raw) {
    return Percent.decode(raw);
  }

  private static final class Node {
    private final Map<String, Node> literals = new HashMap<>();
    private @Nullable Node one;
    private final Map<String, Map<String, HttpRoute>> exact = new HashMap<>();
    private final Map<String, Map<String, HttpRoute>> rest = new HashMap<>();
  }

  private static final class Search {
    private final String method;
    private final String verb;
    private final List<String> segments;
    private final SortedSet<String> methods = new TreeSet<>();

    Search(String method, String verb, List<String> segments) {
      this.method = method;
      this.verb = verb;
      this.segments = segments;
    }

    @Nullable Found run(Node root) {
      HttpRoute route = descend(root, 0);
      return route == null && methods.isEmpty() ? null : new Found(route, methods, false);
    }

    private @Nullable HttpRoute descend(Node node, int depth) {
      if (depth == segments.size()) {
        HttpRoute route = pick(node.exact.get(verb));
        return route != null ? route : pick(node.rest.get(verb));
      }
      Node literal = node.literals.get(segments.get(depth));
      HttpRoute route = literal == null ? null : descend(literal, depth + 1);
      if (route == null && node.one != null && !segments.get(depth).isEmpty()) {
        route = descend(node.one, depth + 1);
      }
      return route != null ? route : pick(node.rest.get(verb));
    }

    private @Nullable HttpRoute pick(@Nullable Map<String, HttpRoute> byMethod) {
      if (byMethod == null) {
        return null;
      }
      HttpRoute route = byMethod.get(method);
      if (route == null && method.equals("HEAD")) {
        route = byMethod.get("GET");
      }
      if (route == null) {
        route = byMethod.get(HttpRoute.ANY_METHOD);
      }
      if (route == null) {
        methods.addAll(byMethod.keySet());
      }
      return route;
    }
  }
}
