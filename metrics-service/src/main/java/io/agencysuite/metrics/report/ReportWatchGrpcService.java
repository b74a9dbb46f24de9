package io.agencysuite.metrics.report;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.metrics.v1.ReportWatchServiceGrpc;
import io.agencysuite.metrics.v1.WatchTodayRequest;
import io.agencysuite.metrics.v1.WatchTodayResponse;
import io.grpc.Context;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class ReportWatchGrpcService extends ReportWatchServiceGrpc.ReportWatchServiceImplBase {

  private static final String PREFIX = "clients/";

  private final TodayWatch watch;

  ReportWatchGrpcService(TodayWatch watch) {
    this.watch = watch;
  }

  @Override
  public void watchToday(WatchTodayRequest request, StreamObserver<WatchTodayResponse> observer) {
    List<String> clients =
        request.getClientsList().stream().map(name -> name.substring(PREFIX.length())).toList();
    watch.run(
        CurrentCall.identity(),
        clients,
        new Window((ServerCallStreamObserver<WatchTodayResponse>) observer, Context.current()));
  }

  /// Sends what differs from what was sent last.
  private static final class Window implements TodayWatch.Viewer {
    private final ServerCallStreamObserver<WatchTodayResponse> observer;
    private final Context context;
    private final Map<String, WatchTodayResponse> sent = new HashMap<>();

    Window(ServerCallStreamObserver<WatchTodayResponse> observer, Context context) {
      this.observer = observer;
      this.context = context;
    }

    @Override
    public boolean isThere() {
      return !context.isCancelled();
    }

    @Override
    public boolean isReady() {
      return observer.isReady();
    }

    @Override
    public void show(String client, LocalDate day, ReportAnswer answer) {
      WatchTodayResponse now = WatchMessages.response(PREFIX + client, day, answer);
      WatchTodayResponse figures = now.toBuilder().clearAppliedTime().build();
      if (!figures.equals(sent.put(client, figures))) {
        observer.onNext(now);
      }
    }
  }
}
