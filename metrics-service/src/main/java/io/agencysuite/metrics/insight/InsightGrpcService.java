package io.agencysuite.metrics.insight;

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
import io.agencysuite.metrics.v1.BatchCreateInsightsRequest;
import io.agencysuite.metrics.v1.BatchCreateInsightsResponse;
import io.agencysuite.metrics.v1.CreateInsightRequest;
import io.agencysuite.metrics.v1.DeleteInsightRequest;
import io.agencysuite.metrics.v1.GetInsightRequest;
import io.agencysuite.metrics.v1.Insight;
import io.agencysuite.metrics.v1.InsightServiceGrpc;
import io.agencysuite.metrics.v1.ListInsightsRequest;
import io.agencysuite.metrics.v1.ListInsightsResponse;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class InsightGrpcService extends InsightServiceGrpc.InsightServiceImplBase {

  private final KeyedStore<DayInsight> insights;
  private final ClientStore clients;
  private final StreamAppender appender;
  private final RestoreEpoch epoch;
  private final InstantSource clock;

  InsightGrpcService(
      KeyedStore<DayInsight> insights,
      ClientStore clients,
      StreamAppender appender,
      RestoreEpoch epoch,
      InstantSource clock) {
    this.insights = insights;
    this.clients = clients;
    this.appender = appender;
    this.epoch = epoch;
    this.clock = clock;
  }

  @Override
  public void batchCreateInsights(
      BatchCreateInsightsRequest request, StreamObserver<BatchCreateInsightsResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          KeyedStore.Outcome<DayInsight> outcome =
              put(request.getParent(), request.getInsightsList(), true);
          return BatchCreateInsightsResponse.newBuilder()
              .addAllInsights(outcome.stored().stream().map(InsightMessages::toProto).toList())
              .setCreatedCount(outcome.created())
              .setUpdatedCount(outcome.updated())
              .setUnchangedCount(outcome.unchanged())
              .build();
        });
  }

  @Override
  public void createInsight(CreateInsightRequest request, StreamObserver<Insight> observer) {
    Unary.reply(
        observer,
        () ->
            InsightMessages.toProto(
                put(request.getParent(), List.of(request.getInsight()), false)
                    .stored()
                    .getFirst()));
  }

  @Override
  public void getInsight(GetInsightRequest request, StreamObserver<Insight> observer) {
    Unary.reply(observer, () -> InsightMessages.toProto(get(request.getName())));
  }

  @Override
  public void deleteInsight(DeleteInsightRequest request, StreamObserver<Empty> observer) {
    Unary.reply(observer, () -> delete(request.getName()));
  }

  @Override
  public void listInsights(
      ListInsightsRequest request, StreamObserver<ListInsightsResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private KeyedStore.Outcome<DayInsight> put(String parent, List<Insight> wanted, boolean batch) {
    String client = clientOf(parent);
    clients.require(CurrentCall.tenant(), client);
    List<DayInsight> read = new ArrayList<>();
    for (int i = 0; i < wanted.size(); i++) {
      String path = batch ? "insights[" + i + "]." : "insight.";
      read.add(InsightMessages.fromProto(path, wanted.get(i), clock.instant()));
    }
    KeyedBatch.requireDistinct("insights", read);
    KeyedStore.Outcome<DayInsight> outcome = insights.put(CurrentCall.tenant(), client, read);
    // The relay would do this too, a moment later; so the next report has them already.
    appender.append(
        outcome.stored().stream()
            .map(insight -> InsightMessages.entry(insight, epoch.value()))
            .toList());
    return outcome;
  }

  private Stored<DayInsight> get(String name) {
    return insights
        .get(CurrentCall.tenant(), clientOf(name), idOf(name))
        .orElseThrow(() -> NotFound.resource(name));
  }

  private Empty delete(String name) {
    Stored<DayInsight> taken =
        insights
            .takeBack(CurrentCall.tenant(), clientOf(name), idOf(name), clock.instant())
            .orElseThrow(() -> NotFound.resource(name));
    appender.append(List.of(InsightMessages.entry(taken, epoch.value())));
    return Empty.getDefaultInstance();
  }

  private ListInsightsResponse list(ListInsightsRequest request) {
    String client = clientOf(request.getParent());
    clients.require(CurrentCall.tenant(), client);
    String from = request.getFromDate();
    String to = request.getToDate();
    PageRequest page =
        PageRequest.of(request.getPageSize(), request.getPageToken(), client, from, to);
    var found =
        insights.list(CurrentCall.tenant(), client, from, to, page).map(InsightMessages::toProto);
    return ListInsightsResponse.newBuilder()
        .addAllInsights(found.items())
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
