package io.agencysuite.metrics.branding;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.FieldRules;
import io.agencysuite.kit.grpc.MaskedUpdate;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.metrics.v1.GetReportBrandingRequest;
import io.agencysuite.metrics.v1.ReportBranding;
import io.agencysuite.metrics.v1.ReportBrandingServiceGrpc;
import io.agencysuite.metrics.v1.UpdateReportBrandingRequest;
import io.grpc.stub.StreamObserver;
import java.util.Optional;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class ReportBrandingGrpcService
    extends ReportBrandingServiceGrpc.ReportBrandingServiceImplBase {

  private final BrandingStore brandings;
  private final FieldRules rules = new FieldRules();

  ReportBrandingGrpcService(BrandingStore brandings) {
    this.brandings = brandings;
  }

  @Override
  public void getReportBranding(
      GetReportBrandingRequest request, StreamObserver<ReportBranding> observer) {
    Unary.reply(observer, () -> BrandingMessages.toProto(brandings.find(CurrentCall.tenant())));
  }

  @Override
  public void updateReportBranding(
      UpdateReportBrandingRequest request, StreamObserver<ReportBranding> observer) {
    Unary.reply(
        observer,
        () ->
            BrandingMessages.toProto(
                Optional.of(
                    brandings.update(
                        CurrentCall.tenant(),
                        request.getReportBranding().getEtag(),
                        current -> changed(current, request)))));
  }

  private Branding changed(Branding current, UpdateReportBrandingRequest request) {
    ReportBranding merged =
        MaskedUpdate.apply(
            BrandingMessages.toProto(current),
            request.getReportBranding(),
            request.getUpdateMask());
    rules.check(merged);
    return BrandingMessages.fromProto(merged);
  }
}
