package io.agencysuite.planning.team;

import io.agencysuite.common.v1.Money;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.planning.resource.ResourceNames;
import io.agencysuite.planning.resource.Timestamps;
import io.agencysuite.planning.resource.Violations;
import io.agencysuite.state.v1.RateState;
import io.agencysuite.state.v1.StateMessage;
import io.agencysuite.state.v1.TeamMemberState;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Team members on the wire.
public final class TeamMessages {

  private TeamMessages() {}

  static io.agencysuite.planning.v1.TeamMember message(
      Stored<TeamMember> stored, boolean withRates) {
    var message =
        message(stored.value()).toBuilder()
            .setName(ResourceNames.name(TeamStore.COLLECTION, stored.key().id()))
            .setEtag(stored.etag());
    return withRates ? message.build() : message.clearRates().build();
  }

  static io.agencysuite.planning.v1.TeamMember message(TeamMember member) {
    var message =
        io.agencysuite.planning.v1.TeamMember.newBuilder()
            .setDisplayName(member.displayName())
            .setUser(member.user())
            .addAllSkills(member.skills())
            .setHolidayRegion(member.holidayRegion())
            .setActive(member.active())
            .setCreateTime(Timestamps.of(member.createTime()))
            .setUpdateTime(Timestamps.of(member.updateTime()));
    Integer capacity = member.weeklyCapacityMinutes();
    if (capacity != null) {
      message.setWeeklyCapacityMinutes(capacity);
    }
    member.rates().forEach(rate -> message.addRates(message(rate)));
    return message.build();
  }

  /// Reads and checks a member.
  static TeamMember member(
      io.agencysuite.planning.v1.TeamMember message,
      String creation,
      Instant create,
      Instant update) {
    List<Rate> rates = rates(message);
    return new TeamMember(
        message.getDisplayName(),
        message.getUser(),
        message.getSkillsList(),
        message.hasWeeklyCapacityMinutes() ? message.getWeeklyCapacityMinutes() : null,
        message.getHolidayRegion(),
        rates,
        !message.hasActive() || message.getActive(),
        creation,
        create,
        update);
  }

  /// What metrics gets.
  public static StateMessage state(
      long epoch, Key key, long version, @Nullable TeamMember member, Instant now) {
    StateMessage.Builder message =
        StateMessage.newBuilder()
            .setAggregate(ResourceNames.name(TeamStore.COLLECTION, key.id()))
            .setEpoch(epoch)
            .setVersion(version);
    if (member == null) {
      return message.setDeleted(true).setChangeTime(Timestamps.of(now)).build();
    }
    TeamMemberState.Builder state =
        TeamMemberState.newBuilder().setDisplayName(member.displayName());
    member
        .rates()
        .forEach(rate ->
            state.addRates(
                RateState.newBuilder().setValidFrom(rate.validFrom()).setHourlyCost(money(rate))));
    return message.setTeamMember(state).setChangeTime(Timestamps.of(member.updateTime())).build();
  }

  private static List<Rate> rates(io.agencysuite.planning.v1.TeamMember message) {
    Violations violations = new Violations("team_member");
    violations.requireText("display_name", message.getDisplayName());
    Set<String> days = new HashSet<>();
    String currency =
        message.getRatesCount() == 0 ? "" : message.getRates(0).getHourlyCost().getCurrencyCode();
    for (int i = 0; i < message.getRatesCount(); i++) {
      var rate = message.getRates(i);
      Money cost = rate.getHourlyCost();
      String path = "rates[" + i + "].";
      if (violations.requireDate(path + "valid_from", rate.getValidFrom())) {
        violations.require(
            days.add(rate.getValidFrom()),
            path + "valid_from",
            rate.getValidFrom(),
            "every day once");
      }
      violations.require(
          cost.getMinorUnits() >= 0 && cost.getMinorUnits() <= Rate.HOURLY_COST_MAX,
          path + "hourly_cost.minor_units",
          cost.getMinorUnits(),
          "0.." + Rate.HOURLY_COST_MAX);
      violations.require(
          cost.getCurrencyCode().equals(currency),
          path + "hourly_cost.currency_code",
          cost.getCurrencyCode(),
          currency + ", as the first rate");
    }
    violations.throwIfAny();
    return message.getRatesList().stream().map(TeamMessages::rate).toList();
  }

  private static Rate rate(io.agencysuite.planning.v1.Rate rate) {
    return new Rate(
        rate.getValidFrom(),
        rate.getHourlyCost().getMinorUnits(),
        rate.getHourlyCost().getCurrencyCode());
  }

  private static io.agencysuite.planning.v1.Rate message(Rate rate) {
    return io.agencysuite.planning.v1.Rate.newBuilder()
        .setValidFrom(rate.validFrom())
        .setHourlyCost(money(rate))
        .build();
  }

  private static Money money(Rate rate) {
    return Money.newBuilder()
        .setMinorUnits(rate.hourlyCostMinorUnits())
        .setCurrencyCode(rate.currencyCode())
        .build();
  }
}
