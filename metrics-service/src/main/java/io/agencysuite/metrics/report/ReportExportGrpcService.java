package io.agencysuite.metrics.report;

import com.google.api.HttpBody;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.metrics.v1.ExportReportRequest;
import io.agencysuite.metrics.v1.ReportExportServiceGrpc;
import io.grpc.stub.StreamObserver;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class ReportExportGrpcService extends ReportExportServiceGrpc.ReportExportServiceImplBase {

  private final ReportDesk desk;

  ReportExportGrpcService(ReportDesk desk) {
    this.desk = desk;
  }

  @Override
  public void exportReport(ExportReportRequest request, StreamObserver<HttpBody> observer) {
    Unary.reply(
        observer,
        () -> {
          ReportOrder order = QueryMessages.order(CsvMessages.query(request));
          return CsvMessages.file(request, desk.answer(CurrentCall.identity(), order));
        });
  }
}
