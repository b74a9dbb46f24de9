package io.agencysuite.crm.client;

import io.agencysuite.crm.v1.ArchiveClientRequest;
import io.agencysuite.crm.v1.ClientServiceGrpc;
import io.agencysuite.crm.v1.CreateClientRequest;
import io.agencysuite.crm.v1.GetClientRequest;
import io.agencysuite.crm.v1.ListClientsRequest;
import io.agencysuite.crm.v1.ListClientsResponse;
import io.agencysuite.crm.v1.UpdateClientRequest;
import io.agencysuite.kit.error.AlreadyExists;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.time.Ids;
import io.grpc.stub.StreamObserver;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class ClientGrpcService extends ClientServiceGrpc.ClientServiceImplBase {

  private final ClientStore store;
  private final Creations creations;
  private final Ids ids;
  private final Announcement announcement;
  private final InstantSource clock;

  ClientGrpcService(
      ClientStore store,
      Creations creations,
      Ids ids,
      Announcement announcement,
      InstantSource clock) {
    this.store = store;
    this.creations = creations;
    this.ids = ids;
    this.announcement = announcement;
    this.clock = clock;
  }

  @Override
  public void createClient(
      CreateClientRequest request, StreamObserver<io.agencysuite.crm.v1.Client> observer) {
    Unary.reply(observer, () -> create(request));
  }

  private io.agencysuite.crm.v1.Client create(CreateClientRequest request) {
    if (request.getClientId().isEmpty()) {
      throw InvalidArgument.field("client_id", "''", "2..63 characters, a letter first");
    }
    Identity caller = CurrentCall.identity();
    String creation =
        creations.idFor(caller, "CreateClient", request.getRequestId(), request, ids::next);
    Client client = ClientMessages.from(request.getClient(), clock.instant(), creation).checked();
    Key key = ClientStore.key(caller.tenant(), request.getClientId());
    Stored<Client> stored = store.insertOnce(key, client);
    if (!stored.value().creation().equals(creation)) {
      throw AlreadyExists.resource("clients/" + request.getClientId());
    }
    announcement.await(key);
    return ClientMessages.to(stored);
  }

  @Override
  public void getClient(
      GetClientRequest request, StreamObserver<io.agencysuite.crm.v1.Client> observer) {
    Unary.reply(
        observer,
        () ->
            store
                .get(CurrentCall.tenant(), id(request.getName()))
                .map(ClientMessages::to)
                .orElseThrow(() -> NotFound.resource(request.getName())));
  }

  @Override
  public void listClients(
      ListClientsRequest request, StreamObserver<ListClientsResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private ListClientsResponse list(ListClientsRequest request) {
    Identity caller = CurrentCall.identity();
    PageRequest page =
        PageRequest.of(
            request.getPageSize(),
            request.getPageToken(),
            "clients",
            caller.tenant(),
            request.getShowArchived());
    boolean all =
        caller.kind() == Identity.Kind.SERVICE || caller.grants().containsKey(Identity.ALL_CLIENTS);
    Page<Stored<Client>> found =
        all
            ? store.list(caller.tenant(), request.getShowArchived(), page)
            : granted(caller, request.getShowArchived(), page);
    return ListClientsResponse.newBuilder()
        .addAllClients(found.items().stream().map(ClientMessages::to).toList())
        .setNextPageToken(found.nextToken())
        .build();
  }

  private Page<Stored<Client>> granted(Identity caller, boolean archivedToo, PageRequest page) {
    String after = page.after().isEmpty() ? "" : Key.parse(page.after().getFirst()).id();
    List<Stored<Client>> found =
        store
            .getAll(
                caller.tenant(), caller.grants().keySet().stream().sorted().limit(1_000).toList())
            .stream()
            .filter(stored -> stored.key().id().compareTo(after) > 0)
            .filter(stored -> archivedToo || stored.value().state() == Client.State.ACTIVE)
            .sorted(Comparator.comparing(stored -> stored.key().id()))
            .limit(page.size() + 1L)
            .toList();
    return Page.cut(found, page, stored -> List.of(stored.key().toString()));
  }

  @Override
  public void updateClient(
      UpdateClientRequest request, StreamObserver<io.agencysuite.crm.v1.Client> observer) {
    Unary.reply(
        observer,
        () -> {
          String id = id(request.getClient().getName());
          return store
              .update(
                  ClientStore.key(CurrentCall.tenant(), id),
                  request.getClient().getEtag(),
                  client ->
                      ClientMessages.changed(
                          client, request.getClient(), request.getUpdateMask(), clock.instant()))
              .map(ClientMessages::to)
              .orElseThrow(() -> NotFound.resource(request.getClient().getName()));
        });
  }

  @Override
  public void archiveClient(
      ArchiveClientRequest request, StreamObserver<io.agencysuite.crm.v1.Client> observer) {
    Unary.reply(
        observer,
        () -> {
          String id = id(request.getName());
          return store
              .update(
                  ClientStore.key(CurrentCall.tenant(), id),
                  request.getEtag(),
                  client -> client.archived(id, clock.instant()))
              .map(ClientMessages::to)
              .orElseThrow(() -> NotFound.resource(request.getName()));
        });
  }

  private static String id(String name) {
    return name.substring(name.indexOf('/') + 1);
  }
}
