package io.agencysuite.metrics.funnel;

import io.agencysuite.kit.error.ResourceExhausted;
import java.util.HashMap;
import java.util.Map;

/// What all visitors did, as far as a funnel needs it.
final class Trails {

  /// Moments held at a time, about 40 bytes each.
  static final int MOST_MOMENTS = 1_000_000;

  private final int steps;
  private final Map<Long, Trail> consented = new HashMap<>();
  private final Map<Long, Trail> anonymous = new HashMap<>();
  private final Map<Integer, Long> untraced = new HashMap<>();
  private int held;
  private long read;

  Trails(int steps) {
    this.steps = steps;
  }

  void read(int more) {
    read += more;
  }

  long read() {
    return read;
  }

  Map<Long, Trail> consented() {
    return consented;
  }

  Map<Long, Trail> anonymous() {
    return anonymous;
  }

  /// @throws ResourceExhausted if it is more than can be held
  void add(boolean consent, long visitor, Moment moment) {
    if (++held > MOST_MOMENTS) {
      throw new ResourceExhausted(
          "FUNNEL_TOO_LARGE",
          "steps: more than "
              + MOST_MOMENTS
              + " events, leads and orders fit them in this period and window"
              + " (expected: fewer; take a shorter period or narrower steps)");
    }
    (consent ? consented : anonymous).computeIfAbsent(visitor, v -> new Trail()).add(moment);
  }

  /// Counts what fits these steps and belongs to nobody known.
  void untraced(int fits) {
    for (int step = 0; step < steps; step++) {
      if ((fits & 1 << step) != 0) {
        untraced.merge(step, 1L, Long::sum);
      }
    }
  }

  long untracedAt(int step) {
    return untraced.getOrDefault(step, 0L);
  }

  /// Puts the trails of a person's visitor ids together; answers how many ids went into another.
  long connect(Persons persons) {
    long merged = 0;
    for (Long visitor : consented.keySet().toArray(Long[]::new)) {
      long person = persons.of(visitor);
      Trail trail = consented.get(visitor);
      if (person != visitor && trail != null) {
        consented.remove(visitor);
        Trail first = consented.get(person);
        if (first == null) {
          consented.put(person, trail);
        } else {
          first.addAll(trail);
          merged++;
        }
      }
    }
    return merged;
  }
}
