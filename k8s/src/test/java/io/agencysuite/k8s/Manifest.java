package io.agencysuite.k8s;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import java.util.Set;
import java.util.stream.Stream;

/// One rendered object.
record Manifest(JsonElement json) {

  private static final Set<String> RUNNING = Set.of("Deployment", "StatefulSet");

  String kind() {
    return Json.text(json, "kind");
  }

  String name() {
    return Json.text(json, "metadata.name");
  }

  String id() {
    return kind() + "/" + name();
  }

  boolean is(String kind) {
    return kind().equals(kind);
  }

  JsonElement at(String path) {
    return Json.at(json, path);
  }

  /// Whether it keeps pods running, unlike a Job.
  boolean isRunning() {
    return RUNNING.contains(kind());
  }

  JsonElement podLabels() {
    return at("spec.template.metadata.labels");
  }

  /// The pod specification; JSON null when it starts no pods.
  JsonElement pod() {
    return isRunning() || is("Job") ? at("spec.template.spec") : JsonNull.INSTANCE;
  }

  Stream<JsonElement> containers() {
    return Stream.concat(Json.each(pod(), "initContainers"), Json.each(pod(), "containers"));
  }
}
