package io.agencysuite.metrics.cost;

import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.RestoreEpoch;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.stream.StreamAppender;
import io.agencysuite.metrics.v1.BatchCreateCostsRequest;
import io.agencysuite.metrics.v1.BatchCreateCostsResponse;
import io.agencysuite.metrics.v1.Cost;
import io.agencysuite.metrics.v1.CostServiceGrpc;
import io.agencysuite.metrics.v1.CreateCostRequest;
import io.agencysuite.metrics.v1.GetCostRequest;
import io.agencysuite.metrics.v1.ListCostsRequest;
import io.agencysuite.metrics.v1.ListCostsResponse;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class CostGrpcService extends CostServiceGrpc.CostServiceImplBase {

  private final CostStore costs;
  private final ClientStore clients;
  private final StreamAppender appender;
  private final RestoreEpoch epoch;
  private final InstantSource clock;

  CostGrpcService(
      CostStore costs,
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
          CostStore.Outcome outcome = put(request.getParent(), request.getCostsList(), true);
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
    Unary.reply(observer, () -> get(request.getName()));
  }

  @Override
  public void listCosts(ListCostsRequest request, StreamObserver<ListCostsResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private CostStore.Outcome put(String parent, List<Cost> wanted, boolean batch) {
    String client = clientOf(parent);
    clients.require(CurrentCall.tenant(), client);
    List<AdCost> read = new ArrayList<>();
    Set<String> externalIds = new HashSet<>();
    for (int i = 0; i < wanted.size(); i++) {
      String path = batch ? "costs[" + i + "]." : "cost.";
      read.add(CostMessages.fromProto(path, wanted.get(i), clock.instant()));
      if (!externalIds.add(wanted.get(i).getExternalId())) {
        String message =
            "'" + wanted.get(i).getExternalId() + "' twice in a batch (expected: once)";
        throw new InvalidArgument(
            "EXTERNAL_ID_REPEATED",
            path + "external_id: " + message,
            List.of(new FieldViolation(path + "external_id", message)));
      }
    }
    CostStore.Outcome outcome = costs.put(CurrentCall.tenant(), client, read);
    // The relay would do this too, a moment later; so the next report has them already.
    appender.append(
        outcome.stored().stream().map(cost -> CostMessages.entry(cost, epoch.value())).toList());
    return outcome;
  }

  private Cost get(String name) {
    String[] parts = name.split("/", -1);
    if (parts.length != 4 || !parts[2].equals("costs")) {
      throw NotFound.resource(name);
    }
    return costs
        .get(CurrentCall.tenant(), parts[1], parts[3])
        .map(CostMessages::toProto)
        .orElseThrow(() -> NotFound.resource(name));
  }

  private ListCostsResponse list(ListCostsRequest request) {
    String client = clientOf(request.getParent());
    clients.require(CurrentCall.tenant(), client);
    PageRequest page =
        PageRequest.of(request.getPageSize(), request.getPageToken(), request.getParent());
    var found = costs.list(CurrentCall.tenant(), client, page).map(CostMessages::toProto);
    return ListCostsResponse.newBuilder()
        .addAllCosts(found.items())
        .setNextPageToken(found.nextToken())
        .build();
  }

  private static String clientOf(String parent) {
    return parent.substring(parent.indexOf('/') + 1);
  }
}
