package io.agencysuite.metrics.report;

import io.agencysuite.kit.error.PermissionDenied;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.rollup.Metric;
import java.util.EnumSet;
import java.util.Set;

/// How much of the agency's own effort a caller sees in a client's report. Who is outside of the
/// agency sees none: it would tell what the agency earns with the client.
enum Sight {
  /// No hours and no costs of them.
  OUTSIDE,
  /// Hours, not what they cost.
  HOURS,
  /// Everything.
  MARGIN;

  private static final Set<Metric> TIME = EnumSet.of(Metric.MINUTES, Metric.UNRATED_MINUTES);
  private static final Set<Role> MARGIN_ROLES = Set.of(Role.OWNER, Role.PLANNER, Role.ANALYST);
  private static final Set<Role> HOUR_ROLES = Set.of(Role.COMMUNITY_MANAGER);

  static Sight of(Identity caller, String client) {
    if (caller.holds(MARGIN_ROLES, client)) {
      return MARGIN;
    }
    return caller.holds(HOUR_ROLES, client) ? HOURS : OUTSIDE;
  }

  boolean hours() {
    return this != OUTSIDE;
  }

  boolean margin() {
    return this == MARGIN;
  }

  boolean sees(Metric metric) {
    return metric == Metric.LABOUR_COST ? margin() : hours() || !TIME.contains(metric);
  }

  /// Refuses what would tell an outsider who works for the client.
  void require(ReportQuery query) {
    if (query.byMember() && !hours()) {
      throw new PermissionDenied(
          "ROLE_MISSING",
          "group_by, team_members: team members are not shown to this caller "
              + "(expected: OWNER, PLANNER, COMMUNITY_MANAGER or ANALYST)");
    }
  }
}
