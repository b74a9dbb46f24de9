package io.agencysuite.metrics.spend;

import com.google.api.HttpBody;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.ResourceExhausted;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.time.Ids;
import io.agencysuite.metrics.spend.SpendImport.State;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.v1.CancelSpendImportRequest;
import io.agencysuite.metrics.v1.CommitSpendImportRequest;
import io.agencysuite.metrics.v1.CreateSpendImportRequest;
import io.agencysuite.metrics.v1.DownloadRefusedRowsRequest;
import io.agencysuite.metrics.v1.GetSpendImportRequest;
import io.agencysuite.metrics.v1.ListSpendImportErrorsRequest;
import io.agencysuite.metrics.v1.ListSpendImportErrorsResponse;
import io.agencysuite.metrics.v1.ListSpendImportsRequest;
import io.agencysuite.metrics.v1.ListSpendImportsResponse;
import io.agencysuite.metrics.v1.RevertSpendImportRequest;
import io.agencysuite.metrics.v1.SetSpendPlacesRequest;
import io.agencysuite.metrics.v1.SetSpendPlacesResponse;
import io.agencysuite.metrics.v1.SpendImportServiceGrpc;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class SpendImportGrpcService extends SpendImportServiceGrpc.SpendImportServiceImplBase {

  private static final int MOST_REFUSED = 10_000;

  private final SpendImportStore imports;
  private final SpendImportWorker worker;
  private final ClientStore clients;
  private final Creations creations;
  private final Ids ids;
  private final InstantSource clock;

  SpendImportGrpcService(
      SpendImportStore imports,
      SpendImportWorker worker,
      ClientStore clients,
      Creations creations,
      Ids ids,
      InstantSource clock) {
    this.imports = imports;
    this.worker = worker;
    this.clients = clients;
    this.creations = creations;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void createSpendImport(
      CreateSpendImportRequest request,
      StreamObserver<io.agencysuite.metrics.v1.SpendImport> observer) {
    Unary.reply(observer, () -> create(request));
  }

  private io.agencysuite.metrics.v1.SpendImport create(CreateSpendImportRequest request) {
    String tenant = CurrentCall.tenant();
    String client = part(request.getParent(), 1);
    clients.require(tenant, client);
    FileText file = FileText.decode(request.getContent().toByteArray());
    Layout layout =
        new LayoutFinder(file.text(), SpendImportMessages.wish(request.getSpendImport())).find();
    String id =
        creations.idFor(
            CurrentCall.identity(),
            "CreateSpendImport",
            request.getRequestId(),
            request,
            ids::next);
    SpendImport value =
        SpendImportMessages.from(request.getSpendImport(), file, layout, clock.instant());
    Stored<SpendImport> stored =
        imports.insertOnce(
            SpendImportStore.key(tenant, client, id), value, new SpendImportFile(file.text()));
    worker.nudge();
    return SpendImportMessages.full(stored, imports.places(tenant, client));
  }

  @Override
  public void getSpendImport(
      GetSpendImportRequest request,
      StreamObserver<io.agencysuite.metrics.v1.SpendImport> observer) {
    Unary.reply(observer, () -> full(imports.require(key(request.getName()))));
  }

  @Override
  public void listSpendImports(
      ListSpendImportsRequest request, StreamObserver<ListSpendImportsResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          String client = part(request.getParent(), 1);
          clients.require(CurrentCall.tenant(), client);
          PageRequest page =
              PageRequest.of(request.getPageSize(), request.getPageToken(), "spend", client);
          var found = imports.list(CurrentCall.tenant(), client, page);
          return ListSpendImportsResponse.newBuilder()
              .addAllSpendImports(found.items().stream().map(SpendImportMessages::brief).toList())
              .setNextPageToken(found.nextToken())
              .build();
        });
  }

  @Override
  public void commitSpendImport(
      CommitSpendImportRequest request,
      StreamObserver<io.agencysuite.metrics.v1.SpendImport> observer) {
    Unary.reply(
        observer,
        () ->
            move(
                request.getName(),
                Set.of(State.READY),
                Set.of(State.WRITING, State.SUCCEEDED),
                State.WRITING));
  }

  @Override
  public void revertSpendImport(
      RevertSpendImportRequest request,
      StreamObserver<io.agencysuite.metrics.v1.SpendImport> observer) {
    Unary.reply(
        observer,
        () ->
            move(
                request.getName(),
                Set.of(State.SUCCEEDED, State.CANCELLED),
                Set.of(State.REVERTING, State.REVERTED),
                State.REVERTING));
  }

  @Override
  public void cancelSpendImport(
      CancelSpendImportRequest request,
      StreamObserver<io.agencysuite.metrics.v1.SpendImport> observer) {
    Unary.reply(
        observer,
        () -> {
          var ended =
              move(
                  request.getName(),
                  Set.of(State.CHECKING, State.READY, State.UNMAPPED, State.WRITING),
                  Set.of(State.values()),
                  State.CANCELLED);
          if (ended.getState() == io.agencysuite.metrics.v1.SpendImport.State.CANCELLED) {
            imports.deleteFile(key(request.getName()));
          }
          return ended;
        });
  }

  /// Moves an import on; one that is there already stays as it is.
  private io.agencysuite.metrics.v1.SpendImport move(
      String name, Set<State> from, Set<State> there, State to) {
    Key key = key(name);
    imports.require(key);
    Stored<SpendImport> moved =
        imports.update(
            key,
            value -> {
              if (from.contains(value.state())) {
                return value.entering(to, clock.instant());
              }
              if (there.contains(value.state())) {
                return value;
              }
              throw new FailedPrecondition(
                  "SPEND_IMPORT_STATE",
                  "state: " + value.state() + " (expected: one of " + from + ")");
            });
    worker.nudge();
    return full(moved);
  }

  @Override
  public void listSpendImportErrors(
      ListSpendImportErrorsRequest request,
      StreamObserver<ListSpendImportErrorsResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          Key key = key(request.getParent());
          imports.require(key);
          PageRequest page =
              PageRequest.of(request.getPageSize(), request.getPageToken(), key.toString());
          var found = imports.refused(key, page);
          return ListSpendImportErrorsResponse.newBuilder()
              .addAllErrors(
                  found.items().stream()
                      .flatMap(row -> SpendImportMessages.errors(row.value()).stream())
                      .toList())
              .setNextPageToken(found.nextToken())
              .build();
        });
  }

  @Override
  public void downloadRefusedRows(
      DownloadRefusedRowsRequest request, StreamObserver<HttpBody> observer) {
    Unary.reply(
        observer,
        () -> {
          Key key = key(request.getName());
          Layout layout = imports.require(key).value().layout();
          var rows = imports.refused(key, new PageRequest(MOST_REFUSED, List.of(), 0)).items();
          return SpendImportMessages.file(layout, rows.stream().map(Stored::value).toList());
        });
  }

  @Override
  public void setSpendPlaces(
      SetSpendPlacesRequest request, StreamObserver<SetSpendPlacesResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          String client = part(request.getParent(), 1);
          clients.require(CurrentCall.tenant(), client);
          var places = request.getPlacesList().stream().map(SpendImportMessages::place).toList();
          PlaceBook book =
              imports.changePlaces(CurrentCall.tenant(), client, known -> full(known.with(places)));
          return SetSpendPlacesResponse.newBuilder().setPlaceCount(book.places().size()).build();
        });
  }

  private static PlaceBook full(PlaceBook book) {
    if (book.places().size() > PlaceBook.MOST) {
      throw new ResourceExhausted(
          "SPEND_PLACES_FULL",
          "places: " + book.places().size() + " (expected: at most " + PlaceBook.MOST + ")");
    }
    return book;
  }

  private io.agencysuite.metrics.v1.SpendImport full(Stored<SpendImport> stored) {
    return SpendImportMessages.full(
        stored, imports.places(stored.key().tenant(), stored.key().client()));
  }

  private static Key key(String name) {
    return SpendImportStore.key(CurrentCall.tenant(), part(name, 1), part(name, 3));
  }

  private static String part(String name, int index) {
    return name.split("/", -1)[index];
  }
}
