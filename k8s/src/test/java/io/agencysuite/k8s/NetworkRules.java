package io.agencysuite.k8s;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.agencysuite.k8s.Manifests.Kind;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Who may reach whom, and that names lead somewhere.
final class NetworkRules {

  private NetworkRules() {}

  static final List<Rule> ALL =
      List.of(
          new Rule(
              "the namespace enforces restricted pods in a pinned version",
              "PSS",
              all ->
                  all.of(Kind.Namespace)
                      .filter(m -> !isRestricted(m.at("metadata.labels")))
                      .map(Manifest::id)),
          new Rule("nobody talks unless allowed", "KS pod-networkpolicy", NetworkRules::undenied),
          new Rule(
              "every network policy selects a pod",
              "KS networkpolicy-targets-pod",
              all ->
                  all.of(Kind.NetworkPolicy)
                      .filter(m -> all.selected(podSelector(m.at("spec.podSelector"))).isEmpty())
                      .map(Manifest::id)),
          new Rule(
              "every edge is allowed at both ends",
              "own",
              all -> {
                Set<Edge> out = edges(all, "egress", "to", false);
                Set<Edge> in = edges(all, "ingress", "from", true);
                return Stream.concat(
                    out.stream().filter(e -> !in.contains(e)).map(e -> e + " lacks its ingress"),
                    in.stream().filter(e -> !out.contains(e)).map(e -> e + " lacks its egress"));
              }),
          new Rule(
              "a store is reached by its own room only",
              "own",
              all ->
                  edges(all, "ingress", "from", true).stream()
                      .filter(edge -> edge.callee().endsWith("-store"))
                      .filter(edge -> !room(edge.caller()).equals(room(edge.callee())))
                      .map(Edge::toString)),
          new Rule(
              "every service leads to a pod and a named port",
              "KS service-targets-pod",
              all -> all.of(Kind.Service).filter(m -> !hasTarget(all, m)).map(Manifest::id)),
          new Rule(
              "no secret is rendered",
              "own",
              all -> all.all().stream().filter(m -> m.is("Secret")).map(Manifest::id)),
          new Rule("what a pod names exists", "own", NetworkRules::danglingNames));

  private static boolean isRestricted(JsonElement labels) {
    String prefix = "pod-security.kubernetes.io/";
    return labels.isJsonObject()
        && Stream.of("enforce", "audit", "warn")
            .allMatch(mode ->
                label(labels, prefix + mode).equals("restricted")
                    && label(labels, prefix + mode + "-version").matches("v1\\.[0-9]+"));
  }

  private static String label(JsonElement labels, String name) {
    JsonElement found = labels.getAsJsonObject().get(name);
    return found == null ? "" : found.getAsString();
  }

  private static Stream<String> undenied(Manifests all) {
    boolean denied =
        all.of(Kind.NetworkPolicy)
            .anyMatch(m ->
                m.at("spec.podSelector").equals(new JsonObject())
                    && Json.each(m.json(), "spec.policyTypes").count() == 2
                    && !Json.has(m.json(), "spec.ingress")
                    && !Json.has(m.json(), "spec.egress"));
    return denied ? Stream.empty() : Stream.of("no policy denies everything to everybody");
  }

  /// An absent or empty selector selects every pod.
  private static JsonElement podSelector(JsonElement selector) {
    JsonElement labels = Json.at(selector, "matchLabels");
    return labels.isJsonNull() ? new JsonObject() : labels;
  }

  /// Allowed connections inside the namespace.
  private static Set<Edge> edges(Manifests all, String way, String peers, boolean inward) {
    return all.of(Kind.NetworkPolicy)
        .flatMap(policy -> edges(all, policy, way, peers, inward))
        .collect(Collectors.toSet());
  }

  private static Stream<Edge> edges(
      Manifests all, Manifest policy, String way, String peers, boolean inward) {
    List<Manifest> owners = all.selected(podSelector(policy.at("spec.podSelector")));
    return Json.each(policy.json(), "spec." + way)
        .flatMap(rule -> Json.each(rule, peers))
        .filter(peer -> Json.has(peer, "podSelector"))
        .flatMap(peer -> all.selected(podSelector(Json.at(peer, "podSelector"))).stream())
        .flatMap(peer ->
            owners.stream()
                .map(owner ->
                    inward
                        ? new Edge(peer.name(), owner.name())
                        : new Edge(owner.name(), peer.name())));
  }

  private static String room(String workload) {
    return workload.substring(0, workload.indexOf('-'));
  }

  private static boolean hasTarget(Manifests all, Manifest service) {
    List<Manifest> targets = all.selected(service.at("spec.selector"));
    return !targets.isEmpty()
        && Json.each(service.json(), "spec.ports")
            .map(port -> Json.text(port, "targetPort"))
            .allMatch(name -> targets.stream().allMatch(t -> hasPort(t, name)));
  }

  private static boolean hasPort(Manifest workload, String name) {
    return workload
        .containers()
        .flatMap(c -> Json.each(c, "ports"))
        .anyMatch(port -> Json.text(port, "name").equals(name));
  }

  /// Secrets are left out: they are made in the cluster.
  private static Stream<String> danglingNames(Manifests all) {
    Set<String> known = all.all().stream().map(Manifest::id).collect(Collectors.toSet());
    return all.starters()
        .flatMap(m ->
            Stream.concat(
                    Stream.of("ServiceAccount/" + Json.text(m.pod(), "serviceAccountName")),
                    Json.each(m.pod(), "volumes")
                        .filter(v -> Json.has(v, "configMap"))
                        .map(v -> "ConfigMap/" + Json.text(v, "configMap.name")))
                .filter(name -> !known.contains(name))
                .map(name -> m.id() + " names " + name));
  }

  private record Edge(String caller, String callee) {

    @Override
    public String toString() {
      return caller + " -> " + callee;
    }
  }
}
