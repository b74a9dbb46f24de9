package io.agencysuite.metrics.insight;

import com.google.protobuf.Empty;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.page.Page;
import io.agencysuite.metrics.keyed.KeyedDesk;
import io.agencysuite.metrics.keyed.KeyedDesks;
import io.agencysuite.metrics.keyed.KeyedStore;
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
import java.util.List;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class InsightGrpcService extends InsightServiceGrpc.InsightServiceImplBase {

  private final KeyedDesk<DayInsight> insights;

  InsightGrpcService(KeyedStore<DayInsight> store, KeyedDesks desks) {
    this.insights = desks.of(store, InsightMessages::entry);
  }

  @Override
  public void batchCreateInsights(
      BatchCreateInsightsRequest request, StreamObserver<BatchCreateInsightsResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          KeyedStore.Outcome<DayInsight> outcome =
              insights.put(
                  request.getParent(),
                  "insights",
                  now -> InsightMessages.fromProto(request.getInsightsList(), now));
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
                insights
                    .put(
                        request.getParent(),
                        "insight",
                        now ->
                            List.of(
                                InsightMessages.fromProto("insight.", request.getInsight(), now)))
                    .stored()
                    .getFirst()));
  }

  @Override
  public void getInsight(GetInsightRequest request, StreamObserver<Insight> observer) {
    Unary.reply(observer, () -> InsightMessages.toProto(insights.get(request.getName())));
  }

  @Override
  public void deleteInsight(DeleteInsightRequest request, StreamObserver<Empty> observer) {
    Unary.reply(
        observer,
        () -> {
          insights.takeBack(request.getName());
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void listInsights(
      ListInsightsRequest request, StreamObserver<ListInsightsResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private ListInsightsResponse list(ListInsightsRequest request) {
    Page<Insight> page =
        insights
            .list(
                request.getParent(),
                request.getFromDate(),
                request.getToDate(),
                request.getPageSize(),
                request.getPageToken())
            .map(InsightMessages::toProto);
    return ListInsightsResponse.newBuilder()
        .addAllInsights(page.items())
        .setNextPageToken(page.nextToken())
        .build();
  }
}
