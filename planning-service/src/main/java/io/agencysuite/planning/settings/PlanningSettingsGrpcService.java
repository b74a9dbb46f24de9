package io.agencysuite.planning.settings;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.MaskedUpdate;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.planning.v1.GetPlanningSettingsRequest;
import io.agencysuite.planning.v1.PlanningSettings;
import io.agencysuite.planning.v1.PlanningSettingsServiceGrpc;
import io.agencysuite.planning.v1.UpdatePlanningSettingsRequest;
import io.grpc.stub.StreamObserver;
import org.springframework.grpc.server.service.GrpcService;

/// The agency's settings of planning for callers.
@GrpcService
public final class PlanningSettingsGrpcService
    extends PlanningSettingsServiceGrpc.PlanningSettingsServiceImplBase {

  private final PolicyStore policies;

  public PlanningSettingsGrpcService(PolicyStore policies) {
    this.policies = policies;
  }

  @Override
  public void getPlanningSettings(
      GetPlanningSettingsRequest request, StreamObserver<PlanningSettings> observer) {
    Unary.reply(observer, () -> PolicyMessages.message(policies.get(CurrentCall.tenant())));
  }

  @Override
  public void updatePlanningSettings(
      UpdatePlanningSettingsRequest request, StreamObserver<PlanningSettings> observer) {
    Unary.reply(observer, () -> update(request));
  }

  private PlanningSettings update(UpdatePlanningSettingsRequest request) {
    PlanningSettings patch = request.getPlanningSettings();
    Stored<Policy> updated =
        policies.update(
            CurrentCall.tenant(),
            patch.getEtag(),
            policy ->
                PolicyMessages.policy(
                    MaskedUpdate.apply(
                        PolicyMessages.message(policy), patch, request.getUpdateMask())));
    return PolicyMessages.message(updated);
  }
}
