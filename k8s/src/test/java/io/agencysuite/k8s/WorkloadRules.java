package io.agencysuite.k8s;

import com.google.gson.JsonElement;
import io.agencysuite.k8s.Manifests.Kind;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// How what runs is probed, spread, scaled, replaced and stopped.
final class WorkloadRules {

  /// How long a server takes at most to finish what it has begun.
  private static final int STOP_SECONDS = 30;

  private WorkloadRules() {}

  static final List<Rule> ALL =
      List.of(
          running(
              "startup, liveness and readiness probes",
              "KS pod-probes",
              m ->
                  main(m)
                      .allMatch(c ->
                          Json.has(c, "startupProbe")
                              && Json.has(c, "livenessProbe")
                              && Json.has(c, "readinessProbe"))),
          running(
              "liveness differs from readiness",
              "KS pod-probes-identical",
              m ->
                  main(m)
                      .noneMatch(
                          c -> asked(c, "livenessProbe").equals(asked(c, "readinessProbe")))),
          running(
              "liveness does not depend on the store",
              "own",
              m ->
                  main(m)
                      .allMatch(c ->
                          Json.has(c, "livenessProbe.tcpSocket")
                              || Json.text(c, "livenessProbe.grpc.service").equals("liveness"))),
          running("leaves the endpoints before it stops", "own", WorkloadRules::stopsGently),
          running(
              "spread over zones and hosts",
              "KS deployment-has-host-podantiaffinity",
              m ->
                  Json.each(m.pod(), "topologySpreadConstraints").findAny().isPresent()
                      && Json.has(m.pod(), "affinity.podAntiAffinity")),
          running(
              "keeps a few old revisions and waits before the next pod",
              "own",
              m ->
                  Json.number(m.json(), "spec.revisionHistoryLimit") <= 5
                      && Json.number(m.json(), "spec.minReadySeconds") >= 5),
          new Rule(
              "rolls without a gap",
              "KS deployment-strategy",
              all ->
                  offending(
                      all.of(Kind.Deployment),
                      m ->
                          Json.number(m.json(), "spec.strategy.rollingUpdate.maxUnavailable")
                              == 0)),
          new Rule(
              "a disruption budget for everything that runs",
              "KS pod-disruption-budget",
              all -> offending(all.running(), m -> hasBudget(all, m))),
          new Rule(
              "scaled by load, not by a fixed number",
              "KS deployment-targeted-by-hpa-does-not-have-replicas-configured",
              all ->
                  offending(
                      all.of(Kind.Deployment),
                      m -> isScaled(all, m) && !Json.has(m.json(), "spec.replicas"))),
          new Rule(
              "scaling has a behaviour",
              "own",
              all ->
                  offending(
                      all.of(Kind.HorizontalPodAutoscaler),
                      m ->
                          Json.has(m.json(), "spec.behavior.scaleUp")
                              && Json.has(m.json(), "spec.behavior.scaleDown"))),
          new Rule(
              "jobs end and go",
              "own",
              all ->
                  offending(
                      all.starters().filter(m -> m.is("Job")),
                      m ->
                          Json.has(m.json(), "spec.backoffLimit")
                              && Json.has(m.json(), "spec.ttlSecondsAfterFinished"))),
          new Rule(
              "recommended labels",
              "own",
              all ->
                  offending(
                      all.starters(),
                      m ->
                          m.podLabels().isJsonObject()
                              && m.podLabels()
                                  .getAsJsonObject()
                                  .keySet()
                                  .containsAll(
                                      Set.of(
                                          "app.kubernetes.io/name",
                                          "app.kubernetes.io/component",
                                          "app.kubernetes.io/part-of")))));

  private static Rule running(String name, String known, Predicate<Manifest> keeps) {
    return new Rule(name, known, all -> offending(all.running(), keeps));
  }

  private static Stream<String> offending(Stream<Manifest> all, Predicate<Manifest> keeps) {
    return all.filter(keeps.negate()).map(Manifest::id);
  }

  private static Stream<JsonElement> main(Manifest manifest) {
    return Json.each(manifest.pod(), "containers");
  }

  /// What a probe asks, without its timing.
  private static List<JsonElement> asked(JsonElement container, String probe) {
    return Stream.of("grpc", "httpGet", "tcpSocket", "exec")
        .map(way -> Json.at(container, probe + "." + way))
        .toList();
  }

  private static boolean stopsGently(Manifest manifest) {
    double grace = Json.number(manifest.pod(), "terminationGracePeriodSeconds");
    return main(manifest)
        .mapToDouble(c -> Json.number(c, "lifecycle.preStop.sleep.seconds"))
        .allMatch(sleep -> sleep >= 5 && sleep + STOP_SECONDS < grace);
  }

  private static boolean hasBudget(Manifests all, Manifest manifest) {
    return all.of(Kind.PodDisruptionBudget)
        .anyMatch(b -> Json.selects(b.at("spec.selector.matchLabels"), manifest.podLabels()));
  }

  private static boolean isScaled(Manifests all, Manifest manifest) {
    return all.of(Kind.HorizontalPodAutoscaler)
        .anyMatch(h -> Json.text(h.json(), "spec.scaleTargetRef.name").equals(manifest.name()));
  }
}
