package io.agencysuite.k8s;

import java.util.function.Function;
import java.util.stream.Stream;

/// One rule of good manifests.
///
/// @param name what it demands, in short
/// @param known the same rule in well-known linters: PSS = Pod Security Standards, KS = kube-score
/// @param offenders who breaks it, each with the reason
record Rule(String name, String known, Function<Manifests, Stream<String>> offenders) {

  @Override
  public String toString() {
    return name + " (" + known + ")";
  }
}
