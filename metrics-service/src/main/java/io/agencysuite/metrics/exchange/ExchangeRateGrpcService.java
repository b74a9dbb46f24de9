package io.agencysuite.metrics.exchange;

import com.google.protobuf.Empty;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.page.Page;
import io.agencysuite.metrics.keyed.KeyedDesk;
import io.agencysuite.metrics.keyed.KeyedDesks;
import io.agencysuite.metrics.keyed.KeyedStore;
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
import java.util.List;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class ExchangeRateGrpcService extends ExchangeRateServiceGrpc.ExchangeRateServiceImplBase {

  private final KeyedDesk<DatedRate> rates;

  ExchangeRateGrpcService(KeyedStore<DatedRate> store, KeyedDesks desks) {
    this.rates = desks.of(store, ExchangeRateMessages::entry);
  }

  @Override
  public void batchCreateExchangeRates(
      BatchCreateExchangeRatesRequest request,
      StreamObserver<BatchCreateExchangeRatesResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          KeyedStore.Outcome<DatedRate> outcome =
              rates.put(
                  request.getParent(),
                  "exchange_rates",
                  now -> ExchangeRateMessages.fromProto(request.getExchangeRatesList(), now));
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
          KeyedStore.Outcome<DatedRate> outcome =
              rates.put(
                  request.getParent(),
                  "csv",
                  now -> PastedRateMessages.read(request.getCsv(), now));
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
    Unary.reply(observer, () -> ExchangeRateMessages.toProto(rates.get(request.getName())));
  }

  @Override
  public void deleteExchangeRate(
      DeleteExchangeRateRequest request, StreamObserver<Empty> observer) {
    Unary.reply(
        observer,
        () -> {
          rates.takeBack(request.getName());
          return Empty.getDefaultInstance();
        });
  }

  @Override
  public void listExchangeRates(
      ListExchangeRatesRequest request, StreamObserver<ListExchangeRatesResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private static List<ExchangeRate> shown(KeyedStore.Outcome<DatedRate> outcome) {
    return outcome.stored().stream().map(ExchangeRateMessages::toProto).toList();
  }

  private ListExchangeRatesResponse list(ListExchangeRatesRequest request) {
    Page<ExchangeRate> page =
        rates
            .list(
                request.getParent(),
                request.getFromDate(),
                request.getToDate(),
                request.getPageSize(),
                request.getPageToken())
            .map(ExchangeRateMessages::toProto);
    return ListExchangeRatesResponse.newBuilder()
        .addAllExchangeRates(page.items())
        .setNextPageToken(page.nextToken())
        .build();
  }
}
