package io.agencysuite.k8s;

import com.google.gson.JsonElement;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// All objects of one rendering.
record Manifests(List<Manifest> all) {

  static Manifests of(String yaml) {
    return new Manifests(
        Json.documents(yaml).stream().filter(d -> !d.isJsonNull()).map(Manifest::new).toList());
  }

  static Manifests rendered(String folder) {
    return of(render(folder));
  }

  static boolean canRender() {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(path.split(File.pathSeparator, -1))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kubectl")));
  }

  Stream<Manifest> of(Kind kind) {
    return all.stream().filter(m -> m.is(kind.name()));
  }

  Stream<Manifest> starters() {
    return all.stream().filter(m -> !m.pod().isJsonNull());
  }

  Stream<Manifest> running() {
    return all.stream().filter(Manifest::isRunning);
  }

  /// Who starts pods that the selector picks; an empty selector picks all.
  List<Manifest> selected(JsonElement labels) {
    return starters().filter(m -> Json.selects(labels, m.podLabels())).toList();
  }

  private static String render(String folder) {
    try {
      Process process =
          new ProcessBuilder("kubectl", "kustomize", folder)
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
      String yaml = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("`kubectl kustomize " + folder + "` failed");
      }
      return yaml;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while rendering " + folder, e);
    }
  }

  /// Kinds that rules ask for.
  enum Kind {
    Deployment,
    HorizontalPodAutoscaler,
    Namespace,
    NetworkPolicy,
    PodDisruptionBudget,
    Service
  }
}
