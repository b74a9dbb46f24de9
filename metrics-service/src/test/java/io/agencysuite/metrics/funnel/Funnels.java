package io.agencysuite.metrics.funnel;

import static io.agencysuite.metrics.Agency.time;

import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.FunnelServiceGrpc;
import io.agencysuite.metrics.v1.FunnelStep;
import io.agencysuite.metrics.v1.FunnelStepCount;
import io.agencysuite.metrics.v1.QueryFunnelRequest;
import io.agencysuite.metrics.v1.QueryFunnelResponse;
import java.util.List;

/// Short ways to ask for funnels.
final class Funnels {

  private Funnels() {}

  static FunnelServiceGrpc.FunnelServiceBlockingStub as(Agency agency, Role role) {
    return FunnelServiceGrpc.newBlockingStub(MetricsServer.shared().as(agency.tenant, role));
  }

  static QueryFunnelResponse ask(Agency agency, QueryFunnelRequest.Builder request) {
    return as(agency, Role.CLIENT_VIEWER)
        .queryFunnel(request.setParent(agency.parent()).setWaitForApplied(true).build());
  }

  static QueryFunnelRequest.Builder request(String from, String to, FunnelStep.Builder... steps) {
    QueryFunnelRequest.Builder request =
        QueryFunnelRequest.newBuilder().setFromDate(from).setToDate(to);
    for (FunnelStep.Builder step : steps) {
      request.addSteps(step);
    }
    return request;
  }

  static FunnelStep.Builder step(FunnelStep.Kind kind) {
    return FunnelStep.newBuilder().setKind(kind);
  }

  static List<Long> counts(QueryFunnelResponse answer) {
    return answer.getStepsList().stream().map(FunnelStepCount::getCount).toList();
  }

  static Event page(String id, String at, String path, String visitor) {
    return event(id, at, Event.Type.PAGE_VIEW, visitor)
        .setUrl("https://shop.example" + path)
        .build();
  }

  /// Of somebody with consent.
  static Event.Builder event(String id, String at, Event.Type type, String visitor) {
    return Event.newBuilder()
        .setEventId(id)
        .setOccurTime(time(at))
        .setType(type)
        .setVisitorId(visitor)
        .setConsent(Event.Consent.GRANTED);
  }
}
