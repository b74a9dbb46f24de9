package io.agencysuite.metrics.attribution;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The models that exist, by the names they have in files.
public final class PathModels {

  private PathModels() {}

  /// A new one of each, in the order in which they are printed.
  public static Map<String, PathModel> all() {
    Map<String, PathModel> models = new LinkedHashMap<>();
    models.put("first", new WeightedPaths(TouchWeights.FIRST));
    models.put("last", new WeightedPaths(TouchWeights.LAST));
    models.put("linear", new WeightedPaths(TouchWeights.LINEAR));
    models.put("position", new WeightedPaths(TouchWeights.POSITION));
    return Collections.unmodifiableMap(models);
  }
}
