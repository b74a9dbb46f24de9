package io.agencysuite.metrics.funnel;

import java.util.HashMap;
import java.util.Map;

/// Which ids stand for the same person: an order that names a visitor and came from a lead of
/// another visitor connects the two.
final class Persons {

  private final Map<Long, Long> parents = new HashMap<>();

  /// The id that stands for the person.
  long of(long id) {
    long root = id;
    for (Long up = parents.get(root); up != null; up = parents.get(root)) {
      root = up;
    }
    long at = id;
    for (Long up = parents.get(at); up != null && at != root; up = parents.get(at)) {
      parents.put(at, root);
      at = up;
    }
    return root;
  }

  /// Says that two ids are the same person.
  void connect(long one, long other) {
    long a = of(one);
    long b = of(other);
    if (a != b) {
      parents.put(Math.max(a, b), Math.min(a, b));
    }
  }
}
