package io.agencysuite.planning.timeentry;

/// What people do in their hours; the meaning of each stands in the proto.
public enum Activity {
  NONE,
  STRATEGY,
  RESEARCH,
  CONTENT_PRODUCTION,
  PUBLISHING,
  COMMUNITY,
  MONITORING,
  PROMOTION,
  REPORTING,
  CLIENT_CONTACT,
  CONTINGENCY
}
