package io.agencysuite.metrics.vanity;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.metrics.state.Client;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.state.DayRange;
import io.agencysuite.metrics.state.FreshnessMessages;
import io.agencysuite.metrics.state.PlaceIds;
import io.agencysuite.metrics.stream.LedgerStore;
import io.agencysuite.metrics.stream.Progress;
import io.agencysuite.metrics.v1.QueryVanityRequest;
import io.agencysuite.metrics.v1.QueryVanityResponse;
import io.agencysuite.metrics.v1.VanityServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Set;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class VanityGrpcService extends VanityServiceGrpc.VanityServiceImplBase {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int LONGEST_DAYS = 1_100;
  private static final int DEFAULT_LAGS = 3;

  private final ClientStore clients;
  private final LedgerStore ledger;
  private final Progress progress;

  VanityGrpcService(ClientStore clients, LedgerStore ledger, Progress progress) {
    this.clients = clients;
    this.ledger = ledger;
    this.progress = progress;
  }

  @Override
  public void queryVanity(
      QueryVanityRequest request, StreamObserver<QueryVanityResponse> observer) {
    Unary.reply(observer, () -> query(request));
  }

  private QueryVanityResponse query(QueryVanityRequest request) {
    String tenant = CurrentCall.tenant();
    String id = request.getParent().substring(request.getParent().indexOf('/') + 1);
    Client client = clients.require(tenant, id);
    DayRange days = DayRange.parse(request.getFromDate(), request.getToDate(), LONGEST_DAYS);
    request.getChannelsList().forEach(channel -> PlaceIds.requireChannel("channels", channel));
    int lags = request.hasMaxLagDays() ? request.getMaxLagDays() : DEFAULT_LAGS;
    Progress.State state =
        request.getWaitForApplied()
            ? progress.await(tenant, id, PATIENCE)
            : progress.read(tenant, id);
    DailySeries series =
        new VanityReader(
                ledger, client.zone(), client.currencyCode(), Set.copyOf(request.getChannelsList()))
            .read(tenant, id, days);
    QueryVanityResponse.Builder response =
        QueryVanityResponse.newBuilder()
            .setMaxLagDays(lags)
            .setCurrencyCode(client.currencyCode())
            .setTimeZone(client.timeZone())
            .setFreshness(FreshnessMessages.to(state));
    for (VanityWorth worth : VanityEstimator.estimate(series, lags)) {
      response.addEstimates(VanityMessages.to(worth, client.currencyCode(), lags));
    }
    return response.build();
  }
}
