package io.agencysuite.metrics.report;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.state.Client;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.state.FreshnessMessages;
import io.agencysuite.metrics.stream.LedgerStore;
import io.agencysuite.metrics.stream.Progress;
import io.agencysuite.metrics.stream.Streams;
import io.agencysuite.metrics.v1.AttributionModel;
import io.agencysuite.metrics.v1.QueryReportRequest;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.ReportServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class ReportGrpcService extends ReportServiceGrpc.ReportServiceImplBase {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final int DEFAULT_ROWS = 1_000;

  private final ClientStore clients;
  private final LedgerStore ledger;
  private final Progress progress;

  ReportGrpcService(ClientStore clients, LedgerStore ledger, Progress progress) {
    this.clients = clients;
    this.ledger = ledger;
    this.progress = progress;
  }

  @Override
  public void queryReport(
      QueryReportRequest request, StreamObserver<QueryReportResponse> observer) {
    Unary.reply(observer, () -> query(request));
  }

  private QueryReportResponse query(QueryReportRequest request) {
    String tenant = CurrentCall.tenant();
    String id = request.getParent().substring(request.getParent().indexOf('/') + 1);
    Client client = clients.require(tenant, id);
    Sight sight = Sight.of(CurrentCall.identity(), id);
    ReportQuery query = ReportMessages.query(request);
    PageRequest page = page(request);
    int stream = Streams.of(tenant, id);
    Progress.State state =
        request.getWaitForApplied() ? progress.await(stream, PATIENCE) : progress.read(stream);
    Report report = new ReportReader(ledger, tenant, id, client.zone(), query).read();
    Page<Map.Entry<RowKey, Sums>> rows = cut(report, page);
    QueryReportResponse.Builder response =
        QueryReportResponse.newBuilder()
            .setTotals(ReportMessages.figures(report.totals(), client.currencyCode(), sight))
            .setNextPageToken(rows.nextToken())
            .setCurrencyCode(client.currencyCode())
            .setTimeZone(client.timeZone())
            .setFreshness(FreshnessMessages.to(state))
            .setOtherNote(report.overflowed() ? otherNote() : "")
            .addAllOtherCurrencies(
                ReportMessages.others(report.totals(), client.currencyCode(), sight))
            .setAttribution(AttributionModel.LAST_TOUCH);
    for (Map.Entry<RowKey, Sums> row : rows.items()) {
      response.addRows(
          ReportMessages.row(query, row.getKey(), row.getValue(), client.currencyCode(), sight));
    }
    return response.build();
  }

  private static Page<Map.Entry<RowKey, Sums>> cut(Report report, PageRequest page) {
    List<Map.Entry<RowKey, Sums>> rest =
        report.rows().entrySet().stream()
            .filter(row ->
                page.after().isEmpty()
                    || row.getKey().compareTo(RowKey.fromPosition(page.after())) > 0)
            .limit(page.size() + 1L)
            .toList();
    return Page.cut(rest, page, row -> row.getKey().position());
  }

  private static PageRequest page(QueryReportRequest request) {
    QueryReportRequest arguments =
        request.toBuilder().clearPageToken().clearPageSize().clearWaitForApplied().build();
    String fingerprint = HexFormat.of().formatHex(arguments.toByteArray());
    PageRequest token = PageRequest.of(0, request.getPageToken(), fingerprint);
    int size = request.getPageSize() == 0 ? DEFAULT_ROWS : request.getPageSize();
    return new PageRequest(size, token.after(), token.arguments());
  }

  private static String otherNote() {
    return "the client has more combinations of channel, campaign and post than are kept apart; "
        + "rows marked other hold the rest";
  }
}
