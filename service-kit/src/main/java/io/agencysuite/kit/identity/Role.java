package io.agencysuite.kit.identity;

/// What a caller may do; the meaning of each role stands in `agency.common.v1.Role`.
public enum Role {
  OWNER,
  PLANNER,
  COMMUNITY_MANAGER,
  SALES,
  ANALYST,
  CLIENT_VIEWER,
  PARTNER
}
