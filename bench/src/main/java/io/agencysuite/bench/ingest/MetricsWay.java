package io.agencysuite.bench.ingest;

import io.agencysuite.bench.process.PeerProcess;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.IdentitySettings;
import io.agencysuite.kit.identity.IdentitySigner;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.EventServiceGrpc;
import io.agencysuite.metrics.v1.PutStatesRequest;
import io.agencysuite.metrics.v1.QueryReportRequest;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.ReportServiceGrpc;
import io.agencysuite.metrics.v1.StateServiceGrpc;
import io.agencysuite.metrics.v1.StreamEventsRequest;
import io.agencysuite.metrics.v1.StreamEventsResponse;
import io.agencysuite.state.v1.ClientState;
import io.agencysuite.state.v1.StateMessage;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.AbstractStub;
import io.grpc.stub.BlockingClientCall;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongFunction;
import java.util.stream.Stream;

/** The metrics service, by one client stream a writer; counted at the applied watermark. */
final class MetricsWay implements IngestWay {
  static final String TENANT = "bench";
  static final String CLIENT = "clients/shop";
  private static final int DEADLINE_SECONDS = 600;

  private final PeerProcess service;
  private final Path directory;
  private final ManagedChannel channel;
  private final IdentitySigner signer;

  private MetricsWay(PeerProcess service, Path directory, IdentitySigner signer) {
    this.service = service;
    this.directory = directory;
    this.signer = signer;
    this.channel =
        NettyChannelBuilder.forAddress("127.0.0.1", service.port())
            .usePlaintext()
            .flowControlWindow(4 << 20)
            .build();
  }

  /** Starts a service of its own in this folder. */
  static MetricsWay start(Path folder, List<String> flags) throws Exception {
    Path keys = folder.resolve("keys");
    Path store = folder.resolve("metrics");
    IdentitySigner signer =
        new IdentitySigner(
            new IdentitySettings("gateway", keys, Duration.ofSeconds(60)), InstantSource.system());
    PeerProcess service =
        PeerProcess.start(
            "metrics",
            folder,
            flags,
            List.of(
                "-jar",
                Path.of("metrics-service", "target", "metrics-service.jar")
                    .toAbsolutePath()
                    .toString(),
                "--spring.grpc.server.port=%port%",
                "--agency.identity.key-directory=" + keys,
                "--agency.store.directory=" + store));
    MetricsWay way = new MetricsWay(service, store, signer);
    way.putClient();
    return way;
  }

  private void putClient() throws InterruptedException {
    StateMessage client =
        StateMessage.newBuilder()
            .setAggregate(CLIENT)
            .setEpoch(1)
            .setVersion(1)
            .setClient(
                ClientState.newBuilder()
                    .setDisplayName("Shop")
                    .setTimeZone("Europe/Berlin")
                    .setCurrencyCode("EUR"))
            .build();
    for (int attempt = 0; ; attempt++) {
      service.requireAlive();
      try {
        as(StateServiceGrpc.newBlockingStub(channel), Identity.service("crm", TENANT))
            .putStates(PutStatesRequest.newBuilder().addStates(client).build());
        return;
      } catch (StatusRuntimeException e) {
        if (attempt == 60) {
          throw new IllegalStateException(service.tail(), e);
        }
        Thread.sleep(500);
      }
    }
  }

  private <S extends AbstractStub<S>> S as(S stub, Identity identity) {
    Metadata headers = new Metadata();
    headers.put(CurrentCall.IDENTITY_HEADER, signer.sign(identity));
    return stub.withInterceptors(MetadataUtils.newAttachHeadersInterceptor(headers))
        .withDeadlineAfter(DEADLINE_SECONDS, TimeUnit.SECONDS);
  }

  private static Identity anna() {
    return new Identity(
        Identity.Kind.USER, TENANT, "users/anna", Map.of(Identity.ALL_CLIENTS, Set.of(Role.OWNER)));
  }

  @Override
  public String name() {
    return "metrics-service, gRPC stream";
  }

  @Override
  public String durability() {
    return "fsync; exactly once per event id, counted at the applied watermark";
  }

  @Override
  public void write(LongFunction<List<Event>> batches) throws Exception {
    BlockingClientCall<StreamEventsRequest, StreamEventsResponse> call =
        as(EventServiceGrpc.newBlockingV2Stub(channel), anna()).streamEvents();
    long sent = 0;
    for (long number = 0; ; number++) {
      List<Event> batch = batches.apply(number);
      if (batch.isEmpty()) {
        break;
      }
      sent += batch.size();
      if (!call.write(
          StreamEventsRequest.newBuilder().setParent(CLIENT).addAllEvents(batch).build())) {
        break;
      }
    }
    call.halfClose();
    StreamEventsResponse answer = call.read();
    if (answer == null || answer.getAcceptedCount() != sent) {
      throw new IllegalStateException(answer + " (expected: " + sent + " accepted)");
    }
  }

  int port() {
    return service.port();
  }

  QueryReportResponse query(QueryReportRequest.Builder query) {
    return as(ReportServiceGrpc.newBlockingStub(channel), anna())
        .queryReport(query.setParent(CLIENT).build());
  }

  @Override
  public long counted() {
    QueryReportResponse report;
    do {
      report =
          query(
              QueryReportRequest.newBuilder()
                  .setFromDate("2026-08-01")
                  .setToDate("2026-11-30")
                  .setWaitForApplied(true));
    } while (!report.getFreshness().getComplete());
    return report.getTotals().getVisits() + report.getTotals().getFormSubmits();
  }

  @Override
  public Duration cpu() {
    return service.cpu();
  }

  @Override
  public long residentBytes() throws IOException {
    return IngestWay.resident(Stream.of(service.pid()));
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public void close() throws IOException {
    channel.shutdownNow();
    service.close();
  }
}
