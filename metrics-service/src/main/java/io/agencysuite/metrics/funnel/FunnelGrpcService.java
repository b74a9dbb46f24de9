package io.agencysuite.metrics.funnel;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.metrics.state.Client;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.state.FreshnessMessages;
import io.agencysuite.metrics.stream.LedgerStore;
import io.agencysuite.metrics.v1.FunnelServiceGrpc;
import io.agencysuite.metrics.v1.QueryFunnelRequest;
import io.agencysuite.metrics.v1.QueryFunnelResponse;
import io.agencysuite.metrics.v1.QueryRetentionRequest;
import io.agencysuite.metrics.v1.QueryRetentionResponse;
import io.agencysuite.metrics.v1.SuggestFunnelStepsRequest;
import io.agencysuite.metrics.v1.SuggestFunnelStepsResponse;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class FunnelGrpcService extends FunnelServiceGrpc.FunnelServiceImplBase {

  private final ClientStore clients;
  private final LedgerStore ledger;
  private final ProofDesk desk;
  private final InstantSource clock;

  FunnelGrpcService(ClientStore clients, LedgerStore ledger, ProofDesk desk, InstantSource clock) {
    this.clients = clients;
    this.ledger = ledger;
    this.desk = desk;
    this.clock = clock;
  }

  @Override
  public void queryFunnel(
      QueryFunnelRequest request, StreamObserver<QueryFunnelResponse> observer) {
    Unary.reply(observer, () -> query(request));
  }

  @Override
  public void suggestFunnelSteps(
      SuggestFunnelStepsRequest request, StreamObserver<SuggestFunnelStepsResponse> observer) {
    Unary.reply(
        observer,
        () -> FunnelMessages.suggestions(scope(request.getParent()).subjects(), request.getText()));
  }

  @Override
  public void queryRetention(
      QueryRetentionRequest request, StreamObserver<QueryRetentionResponse> observer) {
    Unary.reply(observer, () -> query(request));
  }

  private QueryFunnelResponse query(QueryFunnelRequest request) {
    FunnelReader.Scope scope = scope(request.getParent());
    FunnelQuery query = FunnelMessages.query(request);
    var proved =
        desk.answer(
            scope.tenant(),
            scope.client(),
            request.getWaitForApplied(),
            () -> FunnelReader.read(scope, query, clock.millis(), ProofDesk::requireCaller),
            funnel -> FunnelProof.of(scope, query, funnel));
    return FunnelMessages.response(query, proved.answer(), proved.checks())
        .setTimeZone(scope.zone().getId())
        .setFreshness(FreshnessMessages.to(proved.state()))
        .build();
  }

  private QueryRetentionResponse query(QueryRetentionRequest request) {
    FunnelReader.Scope scope = scope(request.getParent());
    RetentionQuery query = RetentionMessages.query(request);
    var proved =
        desk.answer(
            scope.tenant(),
            scope.client(),
            request.getWaitForApplied(),
            () -> RetentionReader.read(scope, query, clock.millis(), ProofDesk::requireCaller),
            retention -> RetentionProof.of(scope, query, retention));
    return RetentionMessages.response(proved.answer(), proved.checks())
        .setTimeZone(scope.zone().getId())
        .setFreshness(FreshnessMessages.to(proved.state()))
        .build();
  }

  private FunnelReader.Scope scope(String parent) {
    String tenant = CurrentCall.tenant();
    String id = parent.substring(parent.indexOf('/') + 1);
    Client client = clients.require(tenant, id);
    return new FunnelReader.Scope(ledger, tenant, id, client.zone());
  }
}
