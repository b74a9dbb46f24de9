package io.agencysuite.planning.team;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody who works for the agency.
///
/// @param user `users/{user}` of crm; empty without a login
/// @param rates ascending by day, each day once
/// @param creation the request that made it; empty when it was made without a `request_id`
public record TeamMember(
    String displayName,
    String user,
    List<String> skills,
    @Nullable Integer weeklyCapacityMinutes,
    String holidayRegion,
    List<Rate> rates,
    boolean active,
    String creation,
    Instant createTime,
    Instant updateTime) {

  public TeamMember {
    if (displayName.isBlank()) {
      throw new IllegalArgumentException("displayName: blank (expected: a name)");
    }
    skills = List.copyOf(skills);
    rates = rates.stream().sorted(Comparator.comparing(Rate::validFrom)).toList();
    if (rates.stream().map(Rate::validFrom).distinct().count() < rates.size()
        || rates.stream().map(Rate::currencyCode).distinct().count() > 1) {
      throw new IllegalArgumentException("rates: a day twice or several currencies");
    }
  }

  /// The changed member; the same one if nothing changed.
  TeamMember changed(TeamMember next, Instant now) {
    return next.equals(this)
        ? this
        : new TeamMember(
            next.displayName,
            next.user,
            next.skills,
            next.weeklyCapacityMinutes,
            next.holidayRegion,
            next.rates,
            next.active,
            creation,
            createTime,
            now);
  }
}
