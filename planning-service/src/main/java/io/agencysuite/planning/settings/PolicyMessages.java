package io.agencysuite.planning.settings;

import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.planning.v1.PlanningSettings;

/// The settings on the wire.
final class PolicyMessages {

  private PolicyMessages() {}

  static PlanningSettings message(Stored<Policy> stored) {
    return message(stored.value()).toBuilder().setEtag(stored.etag()).build();
  }

  static PlanningSettings message(Policy policy) {
    return PlanningSettings.newBuilder()
        .setName("planningSettings")
        .setOwnPostApproval(
            switch (policy.ownPostApproval()) {
              case FORBIDDEN -> PlanningSettings.OwnPostApproval.FORBIDDEN;
              case OWNERS -> PlanningSettings.OwnPostApproval.OWNERS;
            })
        .build();
  }

  static Policy policy(PlanningSettings message) {
    return new Policy(
        switch (message.getOwnPostApproval()) {
          case OWN_POST_APPROVAL_UNSPECIFIED, FORBIDDEN, UNRECOGNIZED ->
              Policy.OwnPostApproval.FORBIDDEN;
          case OWNERS -> Policy.OwnPostApproval.OWNERS;
        });
  }
}
