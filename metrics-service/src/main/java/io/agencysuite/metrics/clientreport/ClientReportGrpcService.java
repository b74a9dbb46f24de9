package io.agencysuite.metrics.clientreport;

import com.google.api.HttpBody;
import com.google.protobuf.ByteString;
import com.google.protobuf.Empty;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.FieldRules;
import io.agencysuite.kit.grpc.MaskedUpdate;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.v1.ClientReportServiceGrpc;
import io.agencysuite.metrics.v1.CreateClientReportRequest;
import io.agencysuite.metrics.v1.DeleteClientReportRequest;
import io.agencysuite.metrics.v1.GetClientReportRequest;
import io.agencysuite.metrics.v1.IssueClientReportRequest;
import io.agencysuite.metrics.v1.ListClientReportsRequest;
import io.agencysuite.metrics.v1.ListClientReportsResponse;
import io.agencysuite.metrics.v1.RenderClientReportHtmlRequest;
import io.agencysuite.metrics.v1.RenderClientReportPdfRequest;
import io.agencysuite.metrics.v1.UpdateClientReportRequest;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Set;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class ClientReportGrpcService extends ClientReportServiceGrpc.ClientReportServiceImplBase {

  private static final Set<Role> AGENCY =
      Set.of(Role.OWNER, Role.PLANNER, Role.COMMUNITY_MANAGER, Role.ANALYST);

  private final ClientReportStore reports;
  private final ClientStore clients;
  private final NewReportMessages newReports;
  private final ClientReports rules;
  private final ReportPrinter printer;
  private final FieldRules fieldRules = new FieldRules();

  ClientReportGrpcService(
      ClientReportStore reports,
      ClientStore clients,
      NewReportMessages newReports,
      ClientReports rules,
      ReportPrinter printer) {
    this.reports = reports;
    this.clients = clients;
    this.newReports = newReports;
    this.rules = rules;
    this.printer = printer;
  }

  @Override
  public void createClientReport(
      CreateClientReportRequest request,
      StreamObserver<io.agencysuite.metrics.v1.ClientReport> observer) {
    Unary.reply(observer, () -> ClientReportMessages.whole(newReports.create(request)));
  }

  @Override
  public void getClientReport(
      GetClientReportRequest request,
      StreamObserver<io.agencysuite.metrics.v1.ClientReport> observer) {
    Unary.reply(observer, () -> ClientReportMessages.whole(visible(request.getName())));
  }

  @Override
  public void listClientReports(
      ListClientReportsRequest request, StreamObserver<ListClientReportsResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  @Override
  public void updateClientReport(
      UpdateClientReportRequest request,
      StreamObserver<io.agencysuite.metrics.v1.ClientReport> observer) {
    Unary.reply(observer, () -> ClientReportMessages.whole(update(request)));
  }

  @Override
  public void deleteClientReport(
      DeleteClientReportRequest request, StreamObserver<Empty> observer) {
    Unary.reply(
        observer,
        () -> {
          Stored<ClientReport> draft = reports.require(key(request.getName()));
          draft.value().requireDraft();
          reports.delete(draft);
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void issueClientReport(
      IssueClientReportRequest request,
      StreamObserver<io.agencysuite.metrics.v1.ClientReport> observer) {
    Unary.reply(
        observer,
        () -> ClientReportMessages.whole(rules.issue(key(request.getName()), request.getEtag())));
  }

  @Override
  public void renderClientReportHtml(
      RenderClientReportHtmlRequest request, StreamObserver<HttpBody> observer) {
    Unary.reply(
        observer,
        () ->
            HttpBody.newBuilder()
                .setContentType("text/html; charset=utf-8")
                .setData(
                    ByteString.copyFromUtf8(printer.html(visible(request.getName()).value(), "")))
                .build());
  }

  @Override
  public void renderClientReportPdf(
      RenderClientReportPdfRequest request, StreamObserver<HttpBody> observer) {
    Unary.reply(
        observer,
        () ->
            HttpBody.newBuilder()
                .setContentType("application/pdf")
                .setData(ByteString.copyFrom(printer.pdf(visible(request.getName()).value())))
                .build());
  }

  private ListClientReportsResponse list(ListClientReportsRequest request) {
    String client = request.getParent().substring(request.getParent().indexOf('/') + 1);
    clients.require(CurrentCall.tenant(), client);
    PageRequest page =
        PageRequest.of(request.getPageSize(), request.getPageToken(), request.getParent());
    var found =
        reports
            .list(CurrentCall.tenant(), client, !isOfAgency(client), page)
            .map(ClientReportMessages::listed);
    return ListClientReportsResponse.newBuilder()
        .addAllClientReports(found.items())
        .setNextPageToken(found.nextToken())
        .build();
  }

  private Stored<ClientReport> update(UpdateClientReportRequest request) {
    var patch = request.getClientReport();
    return reports.update(
        key(patch.getName()), patch.getEtag(), current -> changed(current, request));
  }

  private ClientReport changed(ClientReport current, UpdateClientReportRequest request) {
    current.requireDraft();
    var merged =
        MaskedUpdate.apply(
            ClientReportMessages.remarks(current.remarks()),
            request.getClientReport(),
            request.getUpdateMask());
    fieldRules.check(merged.toBuilder().setMonth(current.month()).build());
    return current.remarked(ClientReportMessages.remarks(merged));
  }

  /// A report that the caller may see: those outside of the agency see no drafts.
  private Stored<ClientReport> visible(String name) {
    Key key = key(name);
    Stored<ClientReport> report = reports.require(key);
    if (!report.value().isIssued() && !isOfAgency(key.client())) {
      throw NotFound.resource(name);
    }
    return report;
  }

  private static boolean isOfAgency(String client) {
    return CurrentCall.identity().holds(AGENCY, client);
  }

  private static Key key(String name) {
    List<String> parts = List.of(name.split("/", -1));
    if (parts.size() != 4 || !parts.get(2).equals("clientReports") || parts.get(3).isEmpty()) {
      throw NotFound.resource(name);
    }
    return ClientReportStore.key(CurrentCall.tenant(), parts.get(1), parts.get(3));
  }
}
