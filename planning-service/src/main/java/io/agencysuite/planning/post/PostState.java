package io.agencysuite.planning.post;

/// Where a post stands; the transitions are drawn in the proto.
public enum PostState {
  DRAFT,
  IN_REVIEW,
  REJECTED,
  APPROVED,
  SCHEDULED,
  HELD,
  PUBLISHED
}
