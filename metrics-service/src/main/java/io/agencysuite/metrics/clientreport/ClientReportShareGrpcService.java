package io.agencysuite.metrics.clientreport;

import com.google.api.HttpBody;
import com.google.protobuf.ByteString;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.link.PreviewAgents;
import io.agencysuite.metrics.site.SiteSettings;
import io.agencysuite.metrics.state.TimeMessages;
import io.agencysuite.metrics.v1.ClientReportShare;
import io.agencysuite.metrics.v1.ClientReportShareServiceGrpc;
import io.agencysuite.metrics.v1.ListClientReportSharesRequest;
import io.agencysuite.metrics.v1.ListClientReportSharesResponse;
import io.agencysuite.metrics.v1.OpenClientReportPdfRequest;
import io.agencysuite.metrics.v1.OpenClientReportRequest;
import io.agencysuite.metrics.v1.RevokeClientReportShareRequest;
import io.agencysuite.metrics.v1.ShareClientReportRequest;
import io.grpc.stub.StreamObserver;
import java.util.List;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class ClientReportShareGrpcService
    extends ClientReportShareServiceGrpc.ClientReportShareServiceImplBase {

  private final Shares shares;
  private final ReportPrinter printer;
  private final SiteSettings settings;

  ClientReportShareGrpcService(Shares shares, ReportPrinter printer, SiteSettings settings) {
    this.shares = shares;
    this.printer = printer;
    this.settings = settings;
  }

  @Override
  public void shareClientReport(
      ShareClientReportRequest request, StreamObserver<ClientReportShare> observer) {
    Unary.reply(
        observer,
        () -> {
          Shares.NewShare made = shares.make(report(request.getName()), request.getDays());
          return message(made.share()).toBuilder()
              .setUrl(settings.publicUrl() + "/c/" + made.secret())
              .build();
        });
  }

  @Override
  public void listClientReportShares(
      ListClientReportSharesRequest request,
      StreamObserver<ListClientReportSharesResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          PageRequest page =
              PageRequest.of(request.getPageSize(), request.getPageToken(), request.getParent());
          var found =
              shares
                  .list(report(request.getParent()), page)
                  .map(ClientReportShareGrpcService::message);
          return ListClientReportSharesResponse.newBuilder()
              .addAllShares(found.items())
              .setNextPageToken(found.nextToken())
              .build();
        });
  }

  @Override
  public void revokeClientReportShare(
      RevokeClientReportShareRequest request, StreamObserver<ClientReportShare> observer) {
    Unary.reply(
        observer,
        () -> {
          String name = request.getName();
          int cut = name.indexOf("/shares/");
          String id = cut < 0 ? "" : name.substring(cut + "/shares/".length());
          if (id.isEmpty() || id.indexOf('/') >= 0) {
            throw NotFound.resource(name);
          }
          return message(shares.revoke(report(name.substring(0, cut)), id));
        });
  }

  @Override
  public void openClientReport(OpenClientReportRequest request, StreamObserver<HttpBody> observer) {
    Unary.reply(
        observer,
        () ->
            HttpBody.newBuilder()
                .setContentType("text/html; charset=utf-8")
                .setData(
                    ByteString.copyFromUtf8(
                        printer.html(open(request.getToken()), request.getToken() + "/report.pdf")))
                .build());
  }

  @Override
  public void openClientReportPdf(
      OpenClientReportPdfRequest request, StreamObserver<HttpBody> observer) {
    Unary.reply(
        observer,
        () ->
            HttpBody.newBuilder()
                .setContentType("application/pdf")
                .setData(ByteString.copyFrom(printer.pdf(open(request.getToken()))))
                .build());
  }

  private ClientReport open(String token) {
    boolean robot = PreviewAgents.matches(CurrentCall.header(CurrentCall.CALLER_AGENT_HEADER));
    boolean seen = !CurrentCall.header(CurrentCall.CALLER_METHOD_HEADER).equals("HEAD");
    return shares.open(token, seen && !robot);
  }

  private static ClientReportShare message(Stored<Share> stored) {
    Share share = stored.value();
    Key report = ShareStore.report(stored.key());
    ClientReportShare.Builder message =
        ClientReportShare.newBuilder()
            .setName(ClientReportStore.name(report) + "/shares/" + ShareStore.id(stored.key()))
            .setExpireTime(TimeMessages.timestamp(share.expireTime()))
            .setRevoked(share.revoked())
            .setViews(share.views())
            .setCreateTime(TimeMessages.timestamp(share.createTime()));
    if (share.lastView() != null) {
      message.setLastViewTime(TimeMessages.timestamp(share.lastView()));
    }
    return message.build();
  }

  private static Key report(String name) {
    List<String> parts = List.of(name.split("/", -1));
    if (parts.size() != 4 || !parts.get(2).equals("clientReports") || parts.get(3).isEmpty()) {
      throw NotFound.resource(name);
    }
    return ClientReportStore.key(CurrentCall.tenant(), parts.get(1), parts.get(3));
  }
}
