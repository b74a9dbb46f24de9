package io.agencysuite.metrics.journey;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.link.LinkStore;
import io.agencysuite.metrics.state.Client;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.state.FreshnessMessages;
import io.agencysuite.metrics.stream.LedgerStore;
import io.agencysuite.metrics.stream.Progress;
import io.agencysuite.metrics.v1.AttributionServiceGrpc;
import io.agencysuite.metrics.v1.AttributionTotals;
import io.agencysuite.metrics.v1.ComputeAttributionRequest;
import io.agencysuite.metrics.v1.ComputeAttributionResponse;
import io.grpc.Context;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class AttributionGrpcService extends AttributionServiceGrpc.AttributionServiceImplBase {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int DEFAULT_ROWS = 1_000;
  private static final String OTHER_NOTE =
      "the client has more combinations of channel, campaign and post than are kept apart; "
          + "rows marked other hold the rest";

  /// Each holds a batch of journeys in memory; further ones wait.
  private final Semaphore running = new Semaphore(2);

  private final ClientStore clients;
  private final Attributor.Stores stores;
  private final Progress progress;

  AttributionGrpcService(
      ClientStore clients, LedgerStore ledger, LinkStore links, Progress progress) {
    this.clients = clients;
    this.stores = new Attributor.Stores(ledger, links);
    this.progress = progress;
  }

  @Override
  public void computeAttribution(
      ComputeAttributionRequest request, StreamObserver<ComputeAttributionResponse> observer) {
    Unary.reply(observer, () -> compute(request));
  }

  private ComputeAttributionResponse compute(ComputeAttributionRequest request) {
    String tenant = CurrentCall.tenant();
    String id = request.getParent().substring(request.getParent().indexOf('/') + 1);
    Client client = clients.require(tenant, id);
    AttributionQuery query = AttributionMessages.query(request);
    PageRequest page = page(request);
    Progress.State state =
        request.getWaitForApplied()
            ? progress.await(tenant, id, PATIENCE)
            : progress.read(tenant, id);
    Attributor.Attribution attribution = attribute(tenant, id, client, query);
    return response(query, client, attribution, page)
        .setFreshness(FreshnessMessages.to(state))
        .build();
  }

  private Attributor.Attribution attribute(
      String tenant, String id, Client client, AttributionQuery query) {
    awaitTurn();
    try {
      return new Attributor(stores, tenant, id, query, AttributionGrpcService::requireCaller)
          .attribute(client);
    } finally {
      running.release();
    }
  }

  private void awaitTurn() {
    try {
      while (!running.tryAcquire(50, TimeUnit.MILLISECONDS)) {
        requireCaller();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted");
    }
  }

  /// Stops the work when its deadline has passed or the caller has gone.
  private static void requireCaller() {
    if (Context.current().isCancelled()) {
      throw new CancellationException("nobody waits for the attribution any more");
    }
  }

  private static ComputeAttributionResponse.Builder response(
      AttributionQuery query,
      Client client,
      Attributor.Attribution attribution,
      PageRequest request) {
    AttributionTotals totals =
        AttributionMessages.totals(query, attribution.totals(), client.currencyCode());
    AttributionSums sums = attribution.sums();
    Map<RowKey, List<Credits>> rows = sums.rows();
    List<List<Credits>> journeys =
        rows.entrySet().stream()
            .filter(row -> row.getKey().basis() == Basis.JOURNEY)
            .map(Map.Entry::getValue)
            .toList();
    Page<Map.Entry<RowKey, List<Credits>>> page = cut(rows, request);
    ComputeAttributionResponse.Builder response =
        ComputeAttributionResponse.newBuilder()
            .setNextPageToken(page.nextToken())
            .setTotals(totals)
            .addAllCoverage(AttributionMessages.coverage(sums.coverage(), totals))
            .addAllDisagreements(AttributionMessages.disagreements(query.models(), journeys))
            .addAllModels(query.models().stream().map(AttributionMessages::model).toList())
            .setWindowDays((int) query.window().toDays())
            .setCurrencyCode(client.currencyCode())
            .setTimeZone(client.timeZone())
            .setOtherNote(sums.overflowed() ? OTHER_NOTE : "")
            .addAllOtherCurrencies(
                AttributionMessages.others(attribution.totals(), client.currencyCode()));
    page.items()
        .forEach(row ->
            response.addRows(
                AttributionMessages.row(
                    query, row.getKey(), row.getValue(), client.currencyCode())));
    return response;
  }

  private static Page<Map.Entry<RowKey, List<Credits>>> cut(
      Map<RowKey, List<Credits>> rows, PageRequest page) {
    List<Map.Entry<RowKey, List<Credits>>> rest =
        rows.entrySet().stream()
            .filter(row ->
                page.after().isEmpty()
                    || row.getKey().compareTo(RowKey.fromPosition(page.after())) > 0)
            .limit(page.size() + 1L)
            .toList();
    return Page.cut(rest, page, row -> row.getKey().position());
  }

  private static PageRequest page(ComputeAttributionRequest request) {
    ComputeAttributionRequest arguments =
        request.toBuilder().clearPageToken().clearPageSize().clearWaitForApplied().build();
    String fingerprint = HexFormat.of().formatHex(arguments.toByteArray());
    PageRequest token = PageRequest.of(0, request.getPageToken(), fingerprint);
    int size = request.getPageSize() == 0 ? DEFAULT_ROWS : request.getPageSize();
    return new PageRequest(size, token.after(), token.arguments());
  }
}
