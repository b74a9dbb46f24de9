package io.agencysuite.metrics.cost;

import com.google.protobuf.Empty;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.RestoreEpoch;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.keyed.KeyedBatch;
import io.agencysuite.metrics.keyed.KeyedStore;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.stream.StreamAppender;
import io.agencysuite.metrics.v1.BatchCreateCostsRequest;
import io.agencysuite.metrics.v1.BatchCreateCostsResponse;
import io.agencysuite.metrics.v1.Cost;
import io.agencysuite.metrics.v1.CostServiceGrpc;
import io.agencysuite.metrics.v1.CreateCostRequest;
import io.agencysuite.metrics.v1.DeleteCostRequest;
import io.agencysuite.metrics.v1.GetCostRequest;
import io.agencysuite.metrics.v1.ListCostsRequest;
import io.agencysuite.metrics.v1.ListCostsResponse;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class CostGrpcService extends CostServiceGrpc.CostServiceImplBase {

  private final KeyedStore<AdCost> costs;
  private final ClientStore clients;
  private final StreamAppender appender;
  private final RestoreEpoch epoch;
  private final InstantSource clock;

  CostGrpcService(
      KeyedStore<AdCost> costs,
      ClientStore clients,
      StreamAppender appender,
      RestoreEpoch epoch,
      InstantSource clock) {
    this.costs = costs;
    this.clients = clients;
    this.appender = appender;
    this.epoch = epoch;
    this.clock = clock;
  }

  @Override
  public void batchCreateCosts(
      BatchCreateCostsRequest request, StreamObserver<BatchCreateCostsResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          KeyedStore.Outcome<AdCost> outcome =
              put(request.getParent(), request.getCostsList(), true);
          return BatchCreateCostsResponse.newBuilder()
              .addAllCosts(outcome.stored().stream().map(CostMessages::toProto).toList())
              .setCreatedCount(outcome.created())
              .setUpdatedCount(outcome.updated())
              .setUnchangedCount(outcome.unchanged())
              .build();
        });
  }

  @Override
  public void createCost(CreateCostRequest request, StreamObserver<Cost> observer) {
    Unary.reply(
        observer,
        () ->
            CostMessages.toProto(
                put(request.getParent(), List.of(request.getCost()), false).stored().getFirst()));
  }

  @Override
  public void getCost(GetCostRequest request, StreamObserver<Cost> observer) {
    Unary.reply(observer, () -> CostMessages.toProto(get(request.getName())));
  }

  @Override
  public void deleteCost(DeleteCostRequest request, StreamObserver<Empty> observer) {
    Unary.reply(observer, () -> delete(request.getName()));
  }

  @Override
  public void listCosts(ListCostsRequest request, StreamObserver<ListCostsResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private KeyedStore.Outcome<AdCost> put(String parent, List<Cost> wanted, boolean batch) {
    String client = clientOf(parent);
    clients.require(CurrentCall.tenant(), client);
    List<AdCost> read = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      String path = batch ? "costs[" + i + "]." : "cost.";
      read.add(CostMessages.fromProto(path, wanted.get(i), clock.instant()));
    }
    KeyedBatch.requireDistinct("costs", read);
    KeyedStore.Outcome<AdCost> outcome = costs.put(CurrentCall.tenant(), client, read);
    // The relay would do this too, a moment later; so the next report has them already.
    appender.append(
        outcome.stored().stream().map(cost -> CostMessages.entry(cost, epoch.value())).toList());
    return outcome;
  }

  private Stored<AdCost> get(String name) {
    return costs
        .get(CurrentCall.tenant(), clientOf(name), idOf(name))
        .orElseThrow(() -> NotFound.resource(name));
  }

  private Empty delete(String name) {
    Stored<AdCost> taken =
        costs
            .takeBack(CurrentCall.tenant(), clientOf(name), idOf(name), clock.instant())
            .orElseThrow(() -> NotFound.resource(name));
    appender.append(List.of(CostMessages.entry(taken, epoch.value())));
    return Empty.getDefaultInstance();
  }

  private ListCostsResponse list(ListCostsRequest request) {
    String client = clientOf(request.getParent());
    clients.require(CurrentCall.tenant(), client);
    String from = request.getFromDate();
    String to = request.getToDate();
    PageRequest page =
        PageRequest.of(request.getPageSize(), request.getPageToken(), client, from, to);
    var found = costs.list(CurrentCall.tenant(), client, from, to, page).map(CostMessages::toProto);
    return ListCostsResponse.newBuilder()
        .addAllCosts(found.items())
        .setNextPageToken(found.nextToken())
        .build();
  }

  /// The id of a name, whose form the proto requires.
  private static String idOf(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static String clientOf(String name) {
    return name.split("/", -1)[1];
  }
}
