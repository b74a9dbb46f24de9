package io.agencysuite.metrics.clientreport;

import io.agencysuite.metrics.v1.AttributionServiceGrpc.AttributionServiceImplBase;
import io.agencysuite.metrics.v1.ComputeAttributionRequest;
import io.agencysuite.metrics.v1.ComputeAttributionResponse;
import io.agencysuite.metrics.v1.QueryReportRequest;
import io.agencysuite.metrics.v1.QueryReportRequest.Comparison;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.QueryReportRequest.Granularity;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.QueryVanityRequest;
import io.agencysuite.metrics.v1.QueryVanityResponse;
import io.agencysuite.metrics.v1.ReportServiceGrpc.ReportServiceImplBase;
import io.agencysuite.metrics.v1.VanityServiceGrpc.VanityServiceImplBase;
import io.grpc.stub.StreamObserver;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// Asks this service's own report, attribution and worth of likes about a month, in the name of the
/// caller, so that a client report cannot say otherwise than they do.
final class MonthGrpcClient {

  private static final int MOST_ROWS = 10_000;
  private static final int MONTHS_OF_WORTH = 12;

  private final ReportServiceImplBase reports;
  private final AttributionServiceImplBase attributions;
  private final VanityServiceImplBase worths;

  MonthGrpcClient(
      ReportServiceImplBase reports,
      AttributionServiceImplBase attributions,
      VanityServiceImplBase worths) {
    this.reports = reports;
    this.attributions = attributions;
    this.worths = worths;
  }

  MonthMessages.Answers ask(String client, YearMonth month) {
    YearMonth before = month.minusMonths(1);
    QueryReportRequest query =
        QueryReportRequest.newBuilder()
            .setParent("clients/" + client)
            .setFromDate(month.atDay(1).toString())
            .setToDate(month.atEndOfMonth().toString())
            .setPageSize(MOST_ROWS)
            .build();
    return new MonthMessages.Answers(
        report(
            query.toBuilder()
                .addGroupBy(Dimension.CHANNEL)
                .setComparison(Comparison.DATES)
                .setCompareFromDate(before.atDay(1).toString())
                .setCompareToDate(before.atEndOfMonth().toString())
                .setWaitForApplied(true)
                .setProve(true)),
        report(query.toBuilder().setComparison(Comparison.PREVIOUS_YEAR)),
        report(query.toBuilder().setGranularity(Granularity.DAY)),
        report(query.toBuilder().addGroupBy(Dimension.FORMAT)),
        credits(query),
        worths(query, month));
  }

  private QueryReportResponse report(QueryReportRequest.Builder query) {
    return call(reports::queryReport, query.build());
  }

  private ComputeAttributionResponse credits(QueryReportRequest query) {
    return call(
        attributions::computeAttribution,
        ComputeAttributionRequest.newBuilder()
            .setParent(query.getParent())
            .setFromDate(query.getFromDate())
            .setToDate(query.getToDate())
            .setPageSize(MOST_ROWS)
            .build());
  }

  private QueryVanityResponse worths(QueryReportRequest query, YearMonth month) {
    return call(
        worths::queryVanity,
        QueryVanityRequest.newBuilder()
            .setParent(query.getParent())
            .setFromDate(month.minusMonths(MONTHS_OF_WORTH - 1).atDay(1).toString())
            .setToDate(query.getToDate())
            .build());
  }

  private static <Q, R> R call(BiConsumer<Q, StreamObserver<R>> rpc, Q request) {
    Taken<R> taken = new Taken<>();
    rpc.accept(request, taken);
    return taken.value();
  }

  /// Takes the one answer of a call within this process.
  private static final class Taken<R> implements StreamObserver<R> {

    private final List<R> values = new ArrayList<>();
    private @Nullable Throwable failure;

    @Override
    public void onNext(R value) {
      values.add(value);
    }

    @Override
    public void onError(Throwable error) {
      failure = error;
    }

    @Override
    public void onCompleted() {
      // The one value is there.
    }

    R value() {
      if (failure != null) {
        throw new IllegalStateException("the report was not answered", failure);
      }
      return values.getFirst();
    }
  }
}
