package io.agencysuite.negative;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import tools.jackson.databind.JsonNode;

/// Resource names that exist, by the singular of their collection: so that a request reaches the
/// part that it breaks.
final class Known {
  private final Map<String, List<String>> names = new HashMap<>();

  /// Remembers every resource name in an answer.
  void harvest(JsonNode answer) {
    answer.findValues("name").forEach(name -> add(name.asString("")));
  }

  void add(String name) {
    String[] parts = name.split("/", -1);
    if (parts.length >= 2 && parts.length % 2 == 0) {
      names.computeIfAbsent(singular(parts[parts.length - 2]), _ -> new ArrayList<>()).add(name);
    }
  }

  /// Leaves a name alone from now on.
  void forget(String name) {
    names.values().forEach(some -> some.remove(name));
  }

  /// A name that a field or a path variable of this name may hold.
  Optional<String> value(String field, RandomGenerator random) {
    List<String> some = names.getOrDefault(field, List.of());
    return some.isEmpty() ? Optional.empty() : Optional.of(some.get(random.nextInt(some.size())));
  }

  private static String singular(String collection) {
    if (collection.equals("people")) {
      return "person";
    }
    if (collection.endsWith("ies")) {
      return collection.substring(0, collection.length() - 3) + "y";
    }
    return collection.endsWith("s") ? collection.substring(0, collection.length() - 1) : collection;
  }
}
