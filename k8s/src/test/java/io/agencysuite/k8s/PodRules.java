package io.agencysuite.k8s;

import com.google.gson.JsonElement;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What every pod and every container has to say about its rights and its limits.
final class PodRules {

  private static final Set<String> VOLUMES =
      Set.of("configMap", "emptyDir", "projected", "secret", "persistentVolumeClaim");
  private static final int LOWEST_ID = 10_001;

  private PodRules() {}

  static final List<Rule> ALL =
      List.of(
          pod("runs as non-root", "PSS restricted", p -> isTrue(p, "securityContext.runAsNonRoot")),
          pod(
              "uid, gid and fsGroup above 10000",
              "KS container-security-context-user-group-id",
              p ->
                  Stream.of("runAsUser", "runAsGroup", "fsGroup")
                      .allMatch(id -> Json.number(p, "securityContext." + id) >= LOWEST_ID)),
          pod(
              "seccomp profile of the runtime",
              "PSS restricted",
              p -> Json.text(p, "securityContext.seccompProfile.type").equals("RuntimeDefault")),
          pod(
              "no service account token",
              "KBP automount",
              p -> isFalse(p, "automountServiceAccountToken")),
          pod(
              "own service account",
              "KBP default account",
              p -> !Set.of("", "default").contains(Json.text(p, "serviceAccountName"))),
          pod(
              "no host namespace",
              "PSS baseline",
              p -> Stream.of("hostNetwork", "hostPID", "hostIPC").noneMatch(key -> isTrue(p, key))),
          pod("only harmless volumes", "PSS restricted", PodRules::hasHarmlessVolumes),
          pod(
              "temporary files have a size",
              "own",
              p ->
                  Json.each(p, "volumes")
                      .allMatch(
                          v -> !Json.has(v, "emptyDir") || Json.has(v, "emptyDir.sizeLimit"))),
          container(
              "no privilege escalation",
              "PSS restricted",
              c -> isFalse(c, "securityContext.allowPrivilegeEscalation")),
          container(
              "all capabilities dropped",
              "PSS restricted",
              c ->
                  Json.each(c, "securityContext.capabilities.drop")
                      .anyMatch(drop -> drop.getAsString().equals("ALL"))),
          container(
              "read-only root",
              "KS container-security-context-readonlyrootfilesystem",
              c -> isTrue(c, "securityContext.readOnlyRootFilesystem")),
          container("requests and limits", "KS container-resources", PodRules::hasResources),
          container("pinned image", "KS container-image-tag", PodRules::hasPinnedImage),
          container(
              "no host port",
              "PSS baseline",
              c -> Json.each(c, "ports").noneMatch(port -> Json.has(port, "hostPort"))),
          container(
              "no secret in the environment",
              "KBP secrets as files",
              c ->
                  !Json.has(c, "envFrom")
                      && Json.each(c, "env")
                          .noneMatch(e -> Json.has(e, "valueFrom.secretKeyRef"))));

  private static Rule pod(String name, String known, Predicate<JsonElement> keeps) {
    return new Rule(
        name,
        known,
        manifests -> manifests.starters().filter(m -> !keeps.test(m.pod())).map(Manifest::id));
  }

  private static Rule container(String name, String known, Predicate<JsonElement> keeps) {

    return new Rule(
        name,
        known,
        manifests ->
            manifests
                .starters()
                .flatMap(m ->
                    m.containers()
                        .filter(c -> !keeps.test(c))
                        .map(c -> m.id() + "/" + Json.text(c, "name"))));
  }

  private static boolean hasHarmlessVolumes(JsonElement pod) {
    return Json.each(pod, "volumes")
        .flatMap(volume -> volume.getAsJsonObject().keySet().stream())
        .allMatch(key -> key.equals("name") || VOLUMES.contains(key));
  }

  private static boolean hasResources(JsonElement container) {
    return Stream.of("cpu", "memory", "ephemeral-storage")
        .allMatch(r ->
            Json.has(container, "resources.requests." + r)
                && Json.has(container, "resources.limits." + r));
  }

  private static boolean hasPinnedImage(JsonElement container) {
    String image = Json.text(container, "image");
    return image.contains("@sha256:") || image.matches(".+:[0-9]+\\.[0-9]+\\.[0-9]+");
  }

  private static boolean isTrue(JsonElement from, String path) {
    return Json.text(from, path).equals("true");
  }

  private static boolean isFalse(JsonElement from, String path) {
    return Json.text(from, path).equals("false");
  }
}
