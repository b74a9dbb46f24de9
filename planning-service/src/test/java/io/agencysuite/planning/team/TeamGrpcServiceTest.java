package io.agencysuite.planning.team;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import io.agencysuite.common.v1.Money;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.planning.Errors;
import io.agencysuite.planning.PlanningUnderTest;
import io.agencysuite.planning.PlanningUnderTest.Caller;
import io.agencysuite.planning.v1.CreateTeamMemberRequest;
import io.agencysuite.planning.v1.GetTeamMemberRequest;
import io.agencysuite.planning.v1.ListTeamMembersRequest;
import io.agencysuite.planning.v1.Rate;
import io.agencysuite.planning.v1.TeamMember;
import io.agencysuite.planning.v1.UpdateTeamMemberRequest;
import io.grpc.Status.Code;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class TeamGrpcServiceTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static PlanningUnderTest planning;
  private static Caller owner;

  @BeforeAll
  static void start() {
    planning = new PlanningUnderTest(STORE.database());
    owner = planning.user("hafen", "olga", Role.OWNER);
  }

  @AfterAll
  static void stop() {
    planning.close();
  }

  @Test
  void keepsRatesInOrderOfTheirDays() {
    TeamMember member =
        create(
            "anna",
            TeamMember.newBuilder()
                .setDisplayName("Anna")
                .setUser("users/anna")
                .addSkills("video")
                .setWeeklyCapacityMinutes(1800)
                .setHolidayRegion("HH")
                .addRates(rate("2026-07-01", 6500, "EUR"))
                .addRates(rate("2026-01-01", 6000, "EUR")));

    assertThat(member.getRatesList())
        .extracting(Rate::getValidFrom)
        .containsExactly("2026-01-01", "2026-07-01");
    assertThat(member.getActive()).isTrue();
    assertThat(get(owner, member.getName())).isEqualTo(member);
  }

  @Test
  void showsRatesToOwnersOnly() {
    TeamMember member =
        create(
            "bert",
            TeamMember.newBuilder().setDisplayName("Bert").addRates(rate("2026-01-01", 1, "EUR")));
    Caller planner = planning.user("hafen", "ben", Role.PLANNER);
    Caller ownerOfOne = planning.userOf("hafen", "otto", "brauhaus", Role.OWNER);

    assertThat(get(planner, member.getName()).getRatesList()).isEmpty();
    assertThat(get(ownerOfOne, member.getName()).getRatesList()).isEmpty();
    assertThat(
            planner
                .team()
                .listTeamMembers(ListTeamMembersRequest.getDefaultInstance())
                .getTeamMembersList())
        .allSatisfy(seen -> assertThat(seen.getRatesList()).isEmpty());
    assertThat(Errors.of(() -> update(planner, member, "display_name")).code())
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void namesEveryWrongRate() {
    Errors wrong =
        Errors.of(() ->
            create(
                "wrong",
                TeamMember.newBuilder()
                    .addRates(rate("2026-01-01", -1, "EUR"))
                    .addRates(rate("2026-01-01", 1, "CHF"))
                    .addRates(rate("2026-02-30", 1, "EUR"))
                    .addRates(rate("2026-03-01", 1_000_000_000, "EUR"))
                    .addRates(rate("2026-03-02", 1_000_000_001, "EUR"))));

    assertThat(wrong.fields())
        .containsExactly(
            "team_member.display_name",
            "team_member.rates[0].hourly_cost.minor_units",
            "team_member.rates[1].valid_from",
            "team_member.rates[1].hourly_cost.currency_code",
            "team_member.rates[2].valid_from",
            "team_member.rates[4].hourly_cost.minor_units");
    assertThat(wrong.message()).contains("1000000001 (expected: 0..1000000000)");
  }

  @Test
  void createsOncePerRequestId() {
    CreateTeamMemberRequest request =
        CreateTeamMemberRequest.newBuilder()
            .setTeamMember(TeamMember.newBuilder().setDisplayName("Carla"))
            .setRequestId("r1")
            .build();

    assertThat(owner.team().createTeamMember(request))
        .isEqualTo(owner.team().createTeamMember(request));
  }

  @Test
  void takesMembersOutOfUse() {
    TeamMember member = create("dora", TeamMember.newBuilder().setDisplayName("Dora"));

    TeamMember inactive = update(owner, member.toBuilder().setActive(false).build(), "active");

    assertThat(inactive.getActive()).isFalse();
    assertThat(names(false)).doesNotContain("team/dora");
    assertThat(names(true)).contains("team/dora");
    assertThat(Errors.of(() -> update(owner, member, "active")).reason()).isEqualTo("ETAG_STALE");
    assertThat(
            Errors.of(() ->
                    update(owner, inactive.toBuilder().clearDisplayName().build(), "display_name"))
                .fields())
        .containsExactly("team_member.display_name");
  }

  @Test
  void keepsTenantsApart() {
    create("eva", TeamMember.newBuilder().setDisplayName("Eva"));
    Caller stranger = planning.user("berg", "carl", Role.OWNER);

    Errors foreign = Errors.of(() -> get(stranger, "team/eva"));
    Errors missing = Errors.of(() -> get(stranger, "team/none"));

    assertThat(foreign.code()).isEqualTo(Code.NOT_FOUND);
    assertThat(foreign.message()).isEqualTo(missing.message().replace("none", "eva"));
  }

  private static TeamMember create(String id, TeamMember.Builder member) {
    return owner
        .team()
        .createTeamMember(
            CreateTeamMemberRequest.newBuilder().setTeamMemberId(id).setTeamMember(member).build());
  }

  private static TeamMember update(Caller caller, TeamMember member, String mask) {
    return caller
        .team()
        .updateTeamMember(
            UpdateTeamMemberRequest.newBuilder()
                .setTeamMember(member)
                .setUpdateMask(FieldMask.newBuilder().addPaths(mask))
                .build());
  }

  private static TeamMember get(Caller caller, String name) {
    return caller.team().getTeamMember(GetTeamMemberRequest.newBuilder().setName(name).build());
  }

  private static List<String> names(boolean inactiveToo) {
    return owner
        .team()
        .listTeamMembers(ListTeamMembersRequest.newBuilder().setShowInactive(inactiveToo).build())
        .getTeamMembersList()
        .stream()
        .map(TeamMember::getName)
        .toList();
  }

  private static Rate.Builder rate(String day, long cents, String currency) {
    return Rate.newBuilder()
        .setValidFrom(day)
        .setHourlyCost(Money.newBuilder().setMinorUnits(cents).setCurrencyCode(currency));
  }
}
