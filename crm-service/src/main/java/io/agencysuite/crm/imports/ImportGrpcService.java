package io.agencysuite.crm.imports;

import com.google.api.HttpBody;
import io.agencysuite.crm.client.ClientStore;
import io.agencysuite.crm.v1.CancelImportRequest;
import io.agencysuite.crm.v1.CreateImportRequest;
import io.agencysuite.crm.v1.DownloadFailedRowsRequest;
import io.agencysuite.crm.v1.GetImportRequest;
import io.agencysuite.crm.v1.ImportServiceGrpc;
import io.agencysuite.crm.v1.ListImportErrorsRequest;
import io.agencysuite.crm.v1.ListImportErrorsResponse;
import io.agencysuite.crm.v1.ListImportsRequest;
import io.agencysuite.crm.v1.ListImportsResponse;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.time.Ids;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.List;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class ImportGrpcService extends ImportServiceGrpc.ImportServiceImplBase {

  private final ImportStore store;
  private final ImportWorker worker;
  private final ClientStore clients;
  private final Creations creations;
  private final Ids ids;
  private final InstantSource clock;

  ImportGrpcService(
      ImportStore store,
      ImportWorker worker,
      ClientStore clients,
      Creations creations,
      Ids ids,
      InstantSource clock) {
    this.store = store;
    this.worker = worker;
    this.clients = clients;
    this.creations = creations;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void createImport(
      CreateImportRequest request, StreamObserver<io.agencysuite.crm.v1.Import> observer) {
    Unary.reply(observer, () -> create(request));
  }

  private io.agencysuite.crm.v1.Import create(CreateImportRequest request) {
    String tenant = CurrentCall.tenant();
    String client = client(request.getParent());
    clients.requireActive(tenant, client);
    String text = CsvText.decode(request.getContent().toByteArray());
    var wanted =
        request.getImport().toBuilder()
            .setSeparator(ImportMessages.separator(request.getImport(), text))
            .build();
    CsvText file = CsvText.parse(text, wanted.getSeparator().charAt(0));
    file.requireColumns(
        ImportMessages.mappings(wanted).stream().map(Import.Mapping::column).toList());
    String id =
        creations.idFor(
            CurrentCall.identity(), "CreateImport", request.getRequestId(), request, ids::next);
    Import value = ImportMessages.from(wanted, file, clock.instant(), id);
    Stored<Import> stored =
        store.insertOnce(ImportStore.key(tenant, client, id), value, new ImportFile(text));
    worker.nudge();
    return ImportMessages.to(stored);
  }

  @Override
  public void getImport(
      GetImportRequest request, StreamObserver<io.agencysuite.crm.v1.Import> observer) {
    Unary.reply(observer, () -> ImportMessages.to(store.require(key(request.getName()))));
  }

  @Override
  public void listImports(
      ListImportsRequest request, StreamObserver<ListImportsResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          String tenant = CurrentCall.tenant();
          String client = client(request.getParent());
          clients.require(tenant, client);
          Page<Stored<Import>> found =
              store.list(
                  tenant,
                  client,
                  PageRequest.of(
                      request.getPageSize(), request.getPageToken(), "imports", tenant, client));
          return ListImportsResponse.newBuilder()
              .addAllImports(found.items().stream().map(ImportMessages::to).toList())
              .setNextPageToken(found.nextToken())
              .build();
        });
  }

  @Override
  public void cancelImport(
      CancelImportRequest request, StreamObserver<io.agencysuite.crm.v1.Import> observer) {
    Unary.reply(
        observer,
        () -> {
          Key key = key(request.getName());
          Stored<Import> ended = store.update(key, value -> value.cancelled(clock.instant()));
          store.deleteFile(key);
          return ImportMessages.to(ended);
        });
  }

  @Override
  public void listImportErrors(
      ListImportErrorsRequest request, StreamObserver<ListImportErrorsResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          Key key = key(request.getParent());
          store.require(key);
          Page<Stored<ImportFailure>> found =
              store.failures(
                  key,
                  PageRequest.of(
                      request.getPageSize(), request.getPageToken(), "errors", key.toString()));
          return ListImportErrorsResponse.newBuilder()
              .addAllErrors(
                  found.items().stream()
                      .flatMap(failure -> ImportMessages.errors(failure.value()).stream())
                      .toList())
              .setNextPageToken(found.nextToken())
              .build();
        });
  }

  @Override
  public void downloadFailedRows(
      DownloadFailedRowsRequest request, StreamObserver<HttpBody> observer) {
    Unary.reply(
        observer,
        () -> {
          Key key = key(request.getName());
          Import value = store.require(key).value();
          List<ImportFailure> failures =
              store.failures(key, new PageRequest(CsvText.MOST_ROWS, List.of(), 0)).items().stream()
                  .map(Stored::value)
                  .toList();
          return ImportMessages.failedRows(value, failures);
        });
  }

  private static String client(String parent) {
    return parent.substring("clients/".length());
  }

  private static Key key(String name) {
    return ImportMessages.key(CurrentCall.tenant(), name);
  }
}
