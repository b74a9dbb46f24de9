package io.agencysuite.planning.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.planning.Errors;
import io.agencysuite.planning.PlanningUnderTest;
import io.agencysuite.planning.PlanningUnderTest.Caller;
import io.agencysuite.planning.v1.GetPlanningSettingsRequest;
import io.agencysuite.planning.v1.PlanningSettings;
import io.agencysuite.planning.v1.UpdatePlanningSettingsRequest;
import io.grpc.Status.Code;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PlanningSettingsGrpcServiceTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static PlanningUnderTest planning;

  @BeforeAll
  static void start() {
    planning = new PlanningUnderTest(STORE.database());
  }

  @AfterAll
  static void stop() {
    planning.close();
  }

  @Test
  void beginsWithFourEyes() {
    PlanningSettings initial = get(planning.user("neu", "ben", Role.PLANNER));

    assertThat(initial.getOwnPostApproval()).isEqualTo(PlanningSettings.OwnPostApproval.FORBIDDEN);
    assertThat(initial.getEtag()).isEqualTo("\"0\"");
  }

  @Test
  void changesForOneTenantByItsOwners() {
    Caller owner = planning.user("hafen", "olga", Role.OWNER);
    PlanningSettings changed = update(owner, PlanningSettings.OwnPostApproval.OWNERS, "\"0\"");

    assertThat(get(owner)).isEqualTo(changed);
    assertThat(get(planning.user("berg", "carl", Role.OWNER)).getOwnPostApproval())
        .isEqualTo(PlanningSettings.OwnPostApproval.FORBIDDEN);
    assertThat(
            Errors.of(() -> update(owner, PlanningSettings.OwnPostApproval.FORBIDDEN, "\"0\""))
                .reason())
        .isEqualTo("ETAG_STALE");
    assertThat(
            Errors.of(() ->
                    update(
                        planning.user("hafen", "ben", Role.PLANNER),
                        PlanningSettings.OwnPostApproval.OWNERS,
                        ""))
                .code())
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  private static PlanningSettings get(Caller caller) {
    return caller.settings().getPlanningSettings(GetPlanningSettingsRequest.getDefaultInstance());
  }

  private static PlanningSettings update(
      Caller caller, PlanningSettings.OwnPostApproval value, String etag) {
    return caller
        .settings()
        .updatePlanningSettings(
            UpdatePlanningSettingsRequest.newBuilder()
                .setPlanningSettings(
                    PlanningSettings.newBuilder().setOwnPostApproval(value).setEtag(etag))
                .build());
  }
}
