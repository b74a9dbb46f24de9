package io.agencysuite.metrics.funnel;

import io.agencysuite.metrics.rollup.Tuple;

/// What has to happen at a step of a funnel. Empty texts fit anything.
///
/// @param path exactly
/// @param pathPrefix beginning of the path
/// @param name of a custom event
/// @param place channel, campaign and post of a visit
record Step(Kind kind, String path, String pathPrefix, String name, Tuple place) {

  /// What happens, in the order in which things of the same moment count.
  enum Kind {
    VISIT(true),
    PAGE_VIEW(true),
    CUSTOM(true),
    FORM_SUBMIT(true),
    LEAD(false),
    ORDER(false),
    FIRST_ORDER(false);

    private final boolean event;

    Kind(boolean event) {
      this.event = event;
    }

    /// True for what comes from a website, and not from the customer files.
    boolean isEvent() {
      return event;
    }
  }

  /// True if its visitors are those that reports count.
  boolean isAnyPage() {
    return path.isEmpty() && pathPrefix.isEmpty();
  }
}
