package io.agencysuite.metrics.stream;

import java.util.EnumSet;
import java.util.Set;

/// The collections that only the workers of streams write. The codes are stored and never change.
public enum Ledger {
  /// What was last counted of each lead, order, time entry, post and cost.
  FACTS(1, "facts"),
  /// Leads and orders by the visitor they belong to.
  VISITORS(2, "visitors"),
  /// Numbers of a client's tuples of channel, campaign and post.
  TUPLES(3, "tuples"),
  /// Counters by hour, one document a client, month and tuple.
  BUCKETS(4, "buckets"),
  /// Sketches of visitors by local day.
  UNIQUES(5, "uniques"),
  /// Runs of the hashes of event ids.
  SEEN(6, "seen"),
  /// Runs of the touches of visitors.
  TOUCHES(7, "touches"),
  /// Runs of the steps of visitors.
  STEPS(8, "steps"),
  /// Numbers of a client's pages and custom events.
  SUBJECTS(9, "subjects");

  private static final Set<Ledger> WITH_PAST = EnumSet.of(FACTS, TUPLES, BUCKETS, UNIQUES);

  private final int code;
  private final String collection;

  Ledger(int code, String collection) {
    this.code = code;
    this.collection = collection;
  }

  int code() {
    return code;
  }

  String collection() {
    return collection;
  }

  /// True if its documents can be read as they were when a day was over.
  boolean hasPast() {
    return WITH_PAST.contains(this);
  }

  static Ledger of(int code) {
    for (Ledger ledger : values()) {
      if (ledger.code == code) {
        return ledger;
      }
    }
    throw new IllegalArgumentException("ledger: " + code + " (expected: 1..9)");
  }
}
