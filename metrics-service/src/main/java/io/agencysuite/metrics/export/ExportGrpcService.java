package io.agencysuite.metrics.export;

import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.state.FactId;
import io.agencysuite.metrics.stream.Entry;
import io.agencysuite.metrics.stream.Plan;
import io.agencysuite.metrics.stream.Segment;
import io.agencysuite.metrics.stream.StreamStores;
import io.agencysuite.metrics.stream.Streams;
import io.agencysuite.metrics.v1.ExportServiceGrpc;
import io.agencysuite.metrics.v1.ListRawRecordsRequest;
import io.agencysuite.metrics.v1.ListRawRecordsResponse;
import io.grpc.stub.StreamObserver;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.grpc.server.service.GrpcService;

/// Walks a stream's applied segments. Those of other clients in the same stream are passed over,
/// therefore a page looks at a bounded number of segments and may be empty.
@GrpcService
final class ExportGrpcService extends ExportServiceGrpc.ExportServiceImplBase {

  private static final int DEFAULT_RECORDS = 1_000;
  private static final int MOST_SEGMENTS = 500;

  private final ClientStore clients;
  private final StreamStores stores;

  ExportGrpcService(ClientStore clients, StreamStores stores) {
    this.clients = clients;
    this.stores = stores;
  }

  @Override
  public void listRawRecords(
      ListRawRecordsRequest request, StreamObserver<ListRawRecordsResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private ListRawRecordsResponse list(ListRawRecordsRequest request) {
    String tenant = CurrentCall.tenant();
    String client = request.getParent().substring(request.getParent().indexOf('/') + 1);
    clients.require(tenant, client);
    PageRequest page = PageRequest.of(0, request.getPageToken(), request.getParent());
    int wanted = request.getPageSize() == 0 ? DEFAULT_RECORDS : request.getPageSize();
    int stream = Streams.of(tenant, client);
    long applied = stores.watermarks().get(stream).number();
    long number = page.after().isEmpty() ? 0 : parse(page.after().getFirst());
    ListRawRecordsResponse.Builder response = ListRawRecordsResponse.newBuilder();
    @Nullable Plan plan = null;
    for (int looked = 0; number < applied && looked < MOST_SEGMENTS; looked++) {
      number++;
      if (plan == null || plan.last() < number) {
        plan = stores.plans().covering(stream, number).orElse(null);
      }
      BitSet dropped = plan == null ? new BitSet() : plan.dropped(number);
      add(response, tenant, client, stores.segments().get(stream, number).orElseThrow(), dropped);
      if (response.getRecordsCount() >= wanted) {
        break;
      }
    }
    return number < applied
        ? response.setNextPageToken(page.token(List.of(Long.toString(number)))).build()
        : response.build();
  }

  private void add(
      ListRawRecordsResponse.Builder response,
      String tenant,
      String client,
      Segment segment,
      BitSet dropped) {
    if (stores.parked().isParked(segment.stream(), segment.number())) {
      return;
    }
    for (int i = 0; i < segment.entries().size(); i++) {
      Entry entry = segment.entries().get(i);
      boolean ours =
          entry.tenant().equals(tenant)
              && (entry.client().equals(client) || entry.client().equals(FactId.NO_CLIENT));
      if (ours && !dropped.get(i)) {
        response.addRecords(ExportMessages.record(segment, i));
      }
    }
  }

  private static long parse(String number) {
    try {
      return Long.parseLong(number);
    } catch (NumberFormatException e) {
      throw InvalidArgument.field("page_token", number, "the next_page_token of the page before");
    }
  }
}
