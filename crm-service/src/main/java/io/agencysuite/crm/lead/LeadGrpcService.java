package io.agencysuite.crm.lead;

import io.agencysuite.crm.client.ClientStore;
import io.agencysuite.crm.moment.MomentMessages;
import io.agencysuite.crm.person.PersonMessages;
import io.agencysuite.crm.unique.DerivedIds;
import io.agencysuite.crm.v1.ConvertLeadRequest;
import io.agencysuite.crm.v1.ConvertLeadResponse;
import io.agencysuite.crm.v1.CreateLeadRequest;
import io.agencysuite.crm.v1.DisqualifyLeadRequest;
import io.agencysuite.crm.v1.GetLeadRequest;
import io.agencysuite.crm.v1.LeadServiceGrpc;
import io.agencysuite.crm.v1.ListLeadsRequest;
import io.agencysuite.crm.v1.ListLeadsResponse;
import io.agencysuite.crm.v1.QualifyLeadRequest;
import io.agencysuite.crm.v1.UpdateLeadRequest;
import io.agencysuite.kit.error.AlreadyExists;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.grpc.CurrentCall;
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
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.grpc.server.service.GrpcService;

@GrpcService
final class LeadGrpcService extends LeadServiceGrpc.LeadServiceImplBase {

  private final LeadStore store;
  private final LeadConversion conversion;
  private final ClientStore clients;
  private final Creations creations;
  private final Ids ids;
  private final InstantSource clock;

  LeadGrpcService(
      LeadStore store,
      LeadConversion conversion,
      ClientStore clients,
      Creations creations,
      Ids ids,
      InstantSource clock) {
    this.store = store;
    this.conversion = conversion;
    this.clients = clients;
    this.creations = creations;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public void createLead(
      CreateLeadRequest request, StreamObserver<io.agencysuite.crm.v1.Lead> observer) {
    Unary.reply(observer, () -> create(request));
  }

  private io.agencysuite.crm.v1.Lead create(CreateLeadRequest request) {
    String tenant = CurrentCall.tenant();
    String client = client(request.getParent());
    clients.requireActive(tenant, client);
    Lead lead = LeadMessages.from(request.getLead(), clock.instant());
    String externalId = lead.capture().externalId();
    String id =
        externalId.isEmpty()
            ? creations.idFor(
                CurrentCall.identity(), "CreateLead", request.getRequestId(), request, ids::next)
            : DerivedIds.ofExternal(externalId);
    Stored<Lead> stored = store.insertOnce(LeadStore.key(tenant, client, id), lead);
    if (!stored.value().fingerprint().equals(lead.fingerprint())) {
      String name = LeadMessages.name(stored.key());
      throw new AlreadyExists(
          "EXTERNAL_ID_TAKEN",
          "external_id: " + externalId + " is that of " + name + " (expected: the same lead again)",
          Map.of("lead", name));
    }
    return LeadMessages.to(stored);
  }

  @Override
  public void getLead(GetLeadRequest request, StreamObserver<io.agencysuite.crm.v1.Lead> observer) {
    Unary.reply(observer, () -> LeadMessages.to(store.require(key(request.getName()))));
  }

  @Override
  public void listLeads(ListLeadsRequest request, StreamObserver<ListLeadsResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  private ListLeadsResponse list(ListLeadsRequest request) {
    String tenant = CurrentCall.tenant();
    String client = client(request.getParent());
    clients.require(tenant, client);
    @Nullable Instant from =
        request.hasStartTime() ? MomentMessages.from("start_time", request.getStartTime()) : null;
    @Nullable Instant until =
        request.hasEndTime() ? MomentMessages.from("end_time", request.getEndTime()) : null;
    PageRequest page =
        PageRequest.of(
            request.getPageSize(),
            request.getPageToken(),
            "leads",
            tenant,
            client,
            request.getStatesList(),
            String.valueOf(from),
            String.valueOf(until));
    Page<Stored<Lead>> found =
        store.list(
            tenant,
            client,
            request.getStatesList().stream().map(LeadMessages::fromState).toList(),
            from,
            until,
            page);
    return ListLeadsResponse.newBuilder()
        .addAllLeads(found.items().stream().map(LeadMessages::to).toList())
        .setNextPageToken(found.nextToken())
        .build();
  }

  @Override
  public void updateLead(
      UpdateLeadRequest request, StreamObserver<io.agencysuite.crm.v1.Lead> observer) {
    Unary.reply(
        observer,
        () ->
            LeadMessages.to(
                store.update(
                    key(request.getLead().getName()),
                    request.getLead().getEtag(),
                    lead ->
                        LeadMessages.changed(
                            lead, request.getLead(), request.getUpdateMask(), clock.instant()))));
  }

  @Override
  public void qualifyLead(
      QualifyLeadRequest request, StreamObserver<io.agencysuite.crm.v1.Lead> observer) {
    Unary.reply(
        observer,
        () ->
            LeadMessages.to(
                store.update(
                    key(request.getName()),
                    request.getEtag(),
                    lead -> lead.qualified(clock.instant()))));
  }

  @Override
  public void disqualifyLead(
      DisqualifyLeadRequest request, StreamObserver<io.agencysuite.crm.v1.Lead> observer) {
    Unary.reply(
        observer,
        () ->
            LeadMessages.to(
                store.update(
                    key(request.getName()),
                    request.getEtag(),
                    lead -> lead.disqualified(request.getReason(), clock.instant()))));
  }

  @Override
  public void convertLead(
      ConvertLeadRequest request, StreamObserver<ConvertLeadResponse> observer) {
    Unary.reply(
        observer,
        () -> {
          Key key = key(request.getName());
          LeadConversion.Converted converted =
              conversion.convert(key, request.getEtag(), person(key, request.getPerson()));
          return ConvertLeadResponse.newBuilder()
              .setLead(LeadMessages.to(converted.lead()))
              .setPerson(PersonMessages.to(converted.person()))
              .build();
        });
  }

  private static String person(Key lead, String name) {
    if (name.isEmpty()) {
      return "";
    }
    Key person = PersonMessages.key(lead.tenant(), name);
    if (!person.client().equals(lead.client())) {
      throw NotFound.resource(name);
    }
    return person.id();
  }

  private static String client(String parent) {
    return parent.substring("clients/".length());
  }

  private static Key key(String name) {
    return LeadMessages.key(CurrentCall.tenant(), name);
  }
}
