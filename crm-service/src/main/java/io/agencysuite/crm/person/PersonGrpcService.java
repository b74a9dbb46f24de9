package io.agencysuite.crm.person;

import com.google.protobuf.Empty;
import io.agencysuite.crm.client.Client;
import io.agencysuite.crm.client.ClientStore;
import io.agencysuite.crm.contact.ContactMessages;
import io.agencysuite.crm.unique.DerivedIds;
import io.agencysuite.crm.v1.BatchCreatePeopleRequest;
import io.agencysuite.crm.v1.BatchCreatePeopleResponse;
import io.agencysuite.crm.v1.BatchCreatePeopleResult;
import io.agencysuite.crm.v1.CreatePersonRequest;
import io.agencysuite.crm.v1.DeletePersonRequest;
import io.agencysuite.crm.v1.GetPersonRequest;
import io.agencysuite.crm.v1.ListPeopleRequest;
import io.agencysuite.crm.v1.ListPeopleResponse;
import io.agencysuite.crm.v1.PersonServiceGrpc;
import io.agencysuite.crm.v1.UpdatePersonRequest;
import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.error.ServiceException;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.FieldRules;
import io.agencysuite.kit.grpc.Statuses;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.time.Ids;
import io.grpc.stub.StreamObserver;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class PersonGrpcService extends PersonServiceGrpc.PersonServiceImplBase {

  private static final String DOMAIN = "crm";

  private final PersonStore store;
  private final ClientStore clients;
  private final Creations creations;
  private final Ids ids;
  private final InstantSource clock;
  private final FieldRules rules = new FieldRules();

  PersonGrpcService(
      PersonStore store, ClientStore clients, Creations creations, Ids ids, InstantSource clock) {
    this.store = store;
    this.clients = clients;
    this.creations = creations;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void createPerson(
      CreatePersonRequest request, StreamObserver<io.agencysuite.crm.v1.Person> observer) {
    Unary.reply(
        observer,
        () -> {
          String tenant = CurrentCall.tenant();
          String clientId = client(request.getParent());
          Client client = clients.requireActive(tenant, clientId);
          Person person =
              Person.of(
                  PersonMessages.from(request.getPerson(), client.countryCode()), clock.instant());
          String id =
              creations.idFor(
                  CurrentCall.identity(),
                  "CreatePerson",
                  request.getRequestId(),
                  request,
                  ids::next);
          return PersonMessages.to(store.create(PersonStore.key(tenant, clientId, id), person));
        });
  }

  @Override
  public void batchCreatePeople(
      BatchCreatePeopleRequest request, StreamObserver<BatchCreatePeopleResponse> observer) {
    Unary.reply(observer, () -> batchCreate(request));
  }

  private BatchCreatePeopleResponse batchCreate(BatchCreatePeopleRequest request) {
    String tenant = CurrentCall.tenant();
    String clientId = client(request.getParent());
    Client client = clients.requireActive(tenant, clientId);
    Instant now = clock.instant();
    String batch =
        creations.idFor(
            CurrentCall.identity(),
            "BatchCreatePeople",
            request.getRequestId(),
            request,
            ids::next);
    BatchCreatePeopleResult[] results = new BatchCreatePeopleResult[request.getPeopleCount()];
    Map<Key, Person> people = new LinkedHashMap<>();
    Map<Key, Integer> positions = new LinkedHashMap<>();
    for (int i = 0; i < results.length; i++) {
      try {
        rules.check(request.getPeople(i));
        Profile profile = PersonMessages.from(request.getPeople(i), client.countryCode());
        String id = DerivedIds.ofPart(batch, Integer.toString(i));
        Key key = PersonStore.key(tenant, clientId, id);
        people.put(key, Person.of(profile, now));
        positions.put(key, i);
      } catch (ServiceException e) {
        results[i] = refused(e);
      }
    }
    store
        .createAll(people)
        .forEach((key, creation) ->
            results[Objects.requireNonNull(positions.get(key))] = result(creation));
    return BatchCreatePeopleResponse.newBuilder().addAllResults(List.of(results)).build();
  }

  private static BatchCreatePeopleResult result(PersonStore.Creation creation) {
    return switch (creation) {
      case PersonStore.Creation.Created(var person) -> stored(person);
      case PersonStore.Creation.Known(var person) -> stored(person);
      case PersonStore.Creation.Refused(var reason) -> refused(reason);
    };
  }

  private static BatchCreatePeopleResult stored(Stored<Person> person) {
    return BatchCreatePeopleResult.newBuilder().setPerson(PersonMessages.to(person)).build();
  }

  private static BatchCreatePeopleResult refused(ServiceException reason) {
    return BatchCreatePeopleResult.newBuilder().setError(Statuses.of(reason, DOMAIN)).build();
  }

  @Override
  public void getPerson(
      GetPersonRequest request, StreamObserver<io.agencysuite.crm.v1.Person> observer) {
    Unary.reply(observer, () -> PersonMessages.to(store.require(key(request.getName()))));
  }

  @Override
  public void listPeople(ListPeopleRequest request, StreamObserver<ListPeopleResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private ListPeopleResponse list(ListPeopleRequest request) {
    String tenant = CurrentCall.tenant();
    String client = client(request.getParent());
    clients.require(tenant, client);
    if (request.hasExternalId()) {
      return ListPeopleResponse.newBuilder()
          .addAllPeople(
              store
                  .byExternalId(tenant, client, ContactMessages.from(request.getExternalId()))
                  .map(PersonMessages::to)
                  .stream()
                  .toList())
          .build();
    }
    PageRequest page =
        PageRequest.of(
            request.getPageSize(),
            request.getPageToken(),
            "people",
            tenant,
            client,
            request.getQ());
    Page<Stored<Person>> found = store.list(tenant, client, request.getQ(), page);
    return ListPeopleResponse.newBuilder()
        .addAllPeople(found.items().stream().map(PersonMessages::to).toList())
        .setNextPageToken(found.nextToken())
        .build();
  }

  @Override
  public void updatePerson(
      UpdatePersonRequest request, StreamObserver<io.agencysuite.crm.v1.Person> observer) {
    Unary.reply(
        observer,
        () -> {
          Key key = key(request.getPerson().getName());
          String region = clients.require(key.tenant(), key.client()).countryCode();
          return store
              .updateWithIds(
                  key,
                  request.getPerson().getEtag(),
                  person ->
                      PersonMessages.changed(
                          person,
                          request.getPerson(),
                          request.getUpdateMask(),
                          region,
                          clock.instant()))
              .map(PersonMessages::to)
              .orElseThrow(() -> NotFound.resource(request.getPerson().getName()));
        });
  }

  @Override
  public void deletePerson(DeletePersonRequest request, StreamObserver<Empty> observer) {
    Unary.reply(
        observer,
        () -> {
          Stored<Person> person = store.require(key(request.getName()));
          if (!request.getEtag().isEmpty() && !request.getEtag().equals(person.etag())) {
            throw Aborted.stale(request.getName(), request.getEtag(), person.etag());
          }
          store.delete(person);
          return Empty.getDefaultInstance();
        });
  }

  private static String client(String parent) {
    return parent.substring("clients/".length());
  }

  private static Key key(String name) {
    return PersonMessages.key(CurrentCall.tenant(), name);
  }
}
