package io.agencysuite.metrics.exchange;

import com.google.protobuf.Empty;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.RestoreEpoch;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.keyed.KeyedBatch;
import io.agencysuite.metrics.keyed.KeyedStore;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.stream.StreamAppender;
import io.agencysuite.metrics.v1.BatchCreateExchangeRatesRequest;
import io.agencysuite.metrics.v1.BatchCreateExchangeRatesResponse;
import io.agencysuite.metrics.v1.DeleteExchangeRateRequest;
import io.agencysuite.metrics.v1.ExchangeRate;
import io.agencysuite.metrics.v1.ExchangeRateServiceGrpc;
import io.agencysuite.metrics.v1.GetExchangeRateRequest;
import io.agencysuite.metrics.v1.ImportExchangeRatesRequest;
import io.agencysuite.metrics.v1.ImportExchangeRatesResponse;
import io.agencysuite.metrics.v1.ListExchangeRatesRequest;
import io.agencysuite.metrics.v1.ListExchangeRatesResponse;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class ExchangeRateGrpcService extends ExchangeRateServiceGrpc.ExchangeRateServiceImplBase {

  private final KeyedStore<DatedRate> rates;
  private final ClientStore clients;
  private final StreamAppender appender;
  private final RestoreEpoch epoch;
  private final InstantSource clock;

  ExchangeRateGrpcService(
      KeyedStore<DatedRate> rates,
      ClientStore clients,
      StreamAppender appender,
      RestoreEpoch epoch,
      InstantSource clock) {
    this.rates = rates;
    this.clients = clients;
    this.appender = appender;
    this.epoch = epoch;
    this.clock = clock;
  }

  @Override
  public void batchCreateExchangeRates(
      BatchCreateExchangeRatesRequest request,
      StreamObserver<BatchCreateExchangeRatesResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          List<DatedRate> read = new ArrayList<>();
          for (ExchangeRate rate : request.getExchangeRatesList()) {
            String path = "exchange_rates[" + read.size() + "].";
            read.add(ExchangeRateMessages.fromProto(path, rate, clock.instant()));
          }
          KeyedStore.Outcome<DatedRate> outcome = put(request.getParent(), "exchange_rates", read);
          return BatchCreateExchangeRatesResponse.newBuilder()
              .addAllExchangeRates(shown(outcome))
              .setCreatedCount(outcome.created())
              .setUpdatedCount(outcome.updated())
              .setUnchangedCount(outcome.unchanged())
              .build();
        });
  }

  @Override
  public void importExchangeRates(
      ImportExchangeRatesRequest request, StreamObserver<ImportExchangeRatesResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          List<DatedRate> read = PastedRateMessages.read(request.getCsv(), clock.instant());
          KeyedStore.Outcome<DatedRate> outcome = put(request.getParent(), "csv", read);
          return ImportExchangeRatesResponse.newBuilder()
              .addAllExchangeRates(shown(outcome))
              .setCreatedCount(outcome.created())
              .setUpdatedCount(outcome.updated())
              .setUnchangedCount(outcome.unchanged())
              .build();
        });
  }

  @Override
  public void getExchangeRate(
      GetExchangeRateRequest request, StreamObserver<ExchangeRate> observer) {
    Unary.reply(observer, () -> ExchangeRateMessages.toProto(get(request.getName())));
  }

  @Override
  public void deleteExchangeRate(
      DeleteExchangeRateRequest request, StreamObserver<Empty> observer) {
    Unary.reply(observer, () -> delete(request.getName()));
  }

  @Override
  public void listExchangeRates(
      ListExchangeRatesRequest request, StreamObserver<ListExchangeRatesResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private KeyedStore.Outcome<DatedRate> put(String parent, String field, List<DatedRate> read) {
    String client = clientOf(parent);
    clients.require(CurrentCall.tenant(), client);
    KeyedBatch.requireDistinct(field, read);
    KeyedStore.Outcome<DatedRate> outcome = rates.put(CurrentCall.tenant(), client, read);
    // The relay would do this too, a moment later; so the next report has them already.
    appender.append(
        outcome.stored().stream()
            .map(rate -> ExchangeRateMessages.entry(rate, epoch.value()))
            .toList());
    return outcome;
  }

  private static List<ExchangeRate> shown(KeyedStore.Outcome<DatedRate> outcome) {
    return outcome.stored().stream().map(ExchangeRateMessages::toProto).toList();
  }

  private Stored<DatedRate> get(String name) {
    return rates
        .get(CurrentCall.tenant(), clientOf(name), idOf(name))
        .orElseThrow(() -> NotFound.resource(name));
  }

  private Empty delete(String name) {
    Stored<DatedRate> taken =
        rates
            .takeBack(CurrentCall.tenant(), clientOf(name), idOf(name), clock.instant())
            .orElseThrow(() -> NotFound.resource(name));
    appender.append(List.of(ExchangeRateMessages.entry(taken, epoch.value())));
    return Empty.getDefaultInstance();
  }

  private ListExchangeRatesResponse list(ListExchangeRatesRequest request) {
    String client = clientOf(request.getParent());
    clients.require(CurrentCall.tenant(), client);
    String from = request.getFromDate();
    String to = request.getToDate();
    PageRequest page =
        PageRequest.of(request.getPageSize(), request.getPageToken(), client, from, to);
    var found =
        rates.list(CurrentCall.tenant(), client, from, to, page).map(ExchangeRateMessages::toProto);
    return ListExchangeRatesResponse.newBuilder()
        .addAllExchangeRates(found.items())
        .setNextPageToken(found.nextToken())
        .build();
  }

  /// The id of a name, whose form the proto requires.
  private static String idOf(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static String clientOf(String name) {
    return name.split("/", -1)[1];
  }
}
