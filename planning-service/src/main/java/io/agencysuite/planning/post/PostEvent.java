package io.agencysuite.planning.post;

import java.time.Instant;

/// Something that happened to a post.
///
/// @param contentHash the content right after it
public record PostEvent(Kind kind, Instant time, String actor, String contentHash, String comment) {

  /// What happened.
  public enum Kind {
    CREATED,
    EDITED,
    ASSIGNED,
    SUBMITTED,
    APPROVED,
    REJECTED,
    SCHEDULED,
    HELD,
    RESUMED,
    PUBLISHED
  }
}
