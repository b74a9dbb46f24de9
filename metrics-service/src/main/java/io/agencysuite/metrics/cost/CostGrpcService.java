package io.agencysuite.metrics.cost;

import com.google.protobuf.Empty;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.page.Page;
import io.agencysuite.metrics.keyed.KeyedDesk;
import io.agencysuite.metrics.keyed.KeyedDesks;
import io.agencysuite.metrics.keyed.KeyedStore;
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
import java.util.List;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class CostGrpcService extends CostServiceGrpc.CostServiceImplBase {

  private final KeyedDesk<AdCost> costs;

  CostGrpcService(KeyedStore<AdCost> store, KeyedDesks desks) {
    this.costs = desks.of(store, CostMessages::entry);
  }

  @Override
  public void batchCreateCosts(
      BatchCreateCostsRequest request, StreamObserver<BatchCreateCostsResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          KeyedStore.Outcome<AdCost> outcome =
              costs.put(
                  request.getParent(),
                  "costs",
                  now -> CostMessages.fromProto(request.getCostsList(), now));
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
                costs
                    .put(
                        request.getParent(),
                        "cost",
                        now -> List.of(CostMessages.fromProto("cost.", request.getCost(), now)))
                    .stored()
                    .getFirst()));
  }

  @Override
  public void getCost(GetCostRequest request, StreamObserver<Cost> observer) {
    Unary.reply(observer, () -> CostMessages.toProto(costs.get(request.getName())));
  }

  @Override
  public void deleteCost(DeleteCostRequest request, StreamObserver<Empty> observer) {
    Unary.reply(
        observer,
        () -> {
          costs.takeBack(request.getName());
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void listCosts(ListCostsRequest request, StreamObserver<ListCostsResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private ListCostsResponse list(ListCostsRequest request) {
    Page<Cost> page =
        costs
            .list(
                request.getParent(),
                request.getFromDate(),
                request.getToDate(),
                request.getPageSize(),
                request.getPageToken())
            .map(CostMessages::toProto);
    return ListCostsResponse.newBuilder()
        .addAllCosts(page.items())
        .setNextPageToken(page.nextToken())
        .build();
  }
}
