package io.agencysuite.metrics.report;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.state.FreshnessMessages;
import io.agencysuite.metrics.state.TimeMessages;
import io.agencysuite.metrics.v1.AttributionModel;
import io.agencysuite.metrics.v1.CompareReportsRequest;
import io.agencysuite.metrics.v1.CompareReportsResponse;
import io.agencysuite.metrics.v1.QueryReportRequest;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.ReportServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class ReportGrpcService extends ReportServiceGrpc.ReportServiceImplBase {

  private static final int DEFAULT_ROWS = 1_000;
  private static final String OTHER_NOTE =
      "the client has more combinations of channel, campaign and post than are kept apart; "
          + "rows marked other hold the rest";

  private final ReportDesk desk;
  private final DifferenceDesk differences;

  ReportGrpcService(ReportDesk desk, DifferenceDesk differences) {
    this.desk = desk;
    this.differences = differences;
  }

  @Override
  public void queryReport(
      QueryReportRequest request, StreamObserver<QueryReportResponse> observer) {
    Unary.reply(observer, () -> query(request));
  }

  @Override
  public void compareReports(
      CompareReportsRequest request, StreamObserver<CompareReportsResponse> observer) {
    Unary.reply(observer, () -> compare(request));
  }

  private CompareReportsResponse compare(CompareReportsRequest request) {
    PageRequest page =
        PageRequest.of(
            request.getPageSize(),
            request.getPageToken(),
            HexFormat.of()
                .formatHex(
                    request.toBuilder()
                        .clearPageToken()
                        .clearPageSize()
                        .clearWaitForApplied()
                        .build()
                        .toByteArray()));
    return DifferenceMessages.response(
        differences.compare(CurrentCall.identity(), DifferenceMessages.order(request), page));
  }

  private QueryReportResponse query(QueryReportRequest request) {
    PageRequest page = page(request);
    ReportAnswer answer = desk.answer(CurrentCall.identity(), QueryMessages.order(request));
    ReportMessages messages = new ReportMessages(answer);
    Page<RowKey> rows = cut(answer.reports().keys(), page);
    QueryReportResponse.Builder response =
        QueryReportResponse.newBuilder()
            .setTotals(messages.totals())
            .setNextPageToken(rows.nextToken())
            .setCurrencyCode(answer.vantage().client().currencyCode())
            .setTimeZone(answer.vantage().client().timeZone())
            .setFreshness(FreshnessMessages.to(answer.vantage().progress()))
            .setOtherNote(answer.overflowed() ? OTHER_NOTE : "")
            .addAllOtherCurrencies(messages.otherCurrencies())
            .setAttribution(AttributionModel.LAST_TOUCH)
            .setProof(ProofMessages.proof(answer.checks()));
    messages.comparedTotals().ifPresent(response::setComparison);
    answer
        .vantage()
        .asOf()
        .ifPresent(day ->
            response
                .setAsOf(day.toString())
                .setKnownUntilTime(
                    TimeMessages.timestamp(answer.vantage().progress().appliedTo())));
    rows.items().forEach(key -> response.addRows(messages.row(key)));
    return response.build();
  }

  private static Page<RowKey> cut(Collection<RowKey> keys, PageRequest page) {
    List<RowKey> rest =
        keys.stream()
            .filter(key ->
                page.after().isEmpty() || key.compareTo(RowKey.fromPosition(page.after())) > 0)
            .limit(page.size() + 1L)
            .toList();
    return Page.cut(rest, page, RowKey::position);
  }

  private static PageRequest page(QueryReportRequest request) {
    QueryReportRequest arguments =
        request.toBuilder()
            .clearPageToken()
            .clearPageSize()
            .clearWaitForApplied()
            .clearProve()
            .build();
    String fingerprint = HexFormat.of().formatHex(arguments.toByteArray());
    PageRequest token = PageRequest.of(0, request.getPageToken(), fingerprint);
    int size = request.getPageSize() == 0 ? DEFAULT_ROWS : request.getPageSize();
    return new PageRequest(size, token.after(), token.arguments());
  }
}
