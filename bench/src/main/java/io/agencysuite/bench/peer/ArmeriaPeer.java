package io.agencysuite.bench.peer;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.Server;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.grpc.GrpcService;
import io.agencysuite.crm.v1.CreateLeadRequest;
import io.agencysuite.crm.v1.GetLeadRequest;
import io.agencysuite.crm.v1.Lead;
import io.agencysuite.crm.v1.LeadServiceGrpc;
import io.agencysuite.crm.v1.ListLeadsRequest;
import io.agencysuite.crm.v1.ListLeadsResponse;
import io.agencysuite.kit.grpc.CurrentCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.netty.util.AttributeKey;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Armeria's transcoder for `google.api.http` in front of the same gRPC service. */
public final class ArmeriaPeer {
  private static final AttributeKey<String> IDENTITY = AttributeKey.valueOf("bench.identity");

  private ArmeriaPeer() {}

  public static void main(String[] args) throws Exception {
    PeerSettings settings = PeerSettings.read();
    CallerCheck callers = new CallerCheck(settings);
    ManagedChannel channel =
        NettyChannelBuilder.forAddress("127.0.0.1", settings.backend())
            .usePlaintext()
            .disableRetry()
            .directExecutor()
            .build();
    GrpcService service =
        GrpcService.builder()
            .addService(new Forwarding(channel))
            .enableHttpJsonTranscoding(true)
            .enableUnframedRequests(true)
            .maxRequestMessageLength(4 << 20)
            .build();
    Server server =
        Server.builder()
            .http(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()))
            .service(
                service,
                delegate ->
                    delegate.decorate((next, context, request) -> {
                      Optional<String> identity =
                          callers.vouch(request.headers().get("authorization"));
                      if (identity.isEmpty()) {
                        return HttpResponse.of(HttpStatus.UNAUTHORIZED);
                      }
                      context.setAttr(IDENTITY, identity.get());
                      return next.serve(context, request);
                    }))
            .build();
    server.start().join();
    server.blockUntilShutdown();
  }

  /** Hands each call on, without blocking. */
  private static final class Forwarding extends LeadServiceGrpc.LeadServiceImplBase {
    private final ManagedChannel channel;

    Forwarding(ManagedChannel channel) {
      this.channel = channel;
    }

    @Override
    public void createLead(CreateLeadRequest request, StreamObserver<Lead> observer) {
      stub().createLead(request, observer);
    }

    @Override
    public void getLead(GetLeadRequest request, StreamObserver<Lead> observer) {
      stub().getLead(request, observer);
    }

    @Override
    public void listLeads(ListLeadsRequest request, StreamObserver<ListLeadsResponse> observer) {
      stub().listLeads(request, observer);
    }

    private LeadServiceGrpc.LeadServiceStub stub() {
      Metadata headers = new Metadata();
      String identity = ServiceRequestContext.current().attr(IDENTITY);
      if (identity != null) {
        headers.put(CurrentCall.IDENTITY_HEADER, identity);
      }
      return LeadServiceGrpc.newStub(channel)
          .withDeadlineAfter(10, TimeUnit.SECONDS)
          .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers));
    }
  }
}
