package io.agencysuite.planning.timeentry;

import com.google.protobuf.Empty;
import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.grpc.MaskedUpdate;
import io.agencysuite.kit.grpc.Unary;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.planning.client.ClientStore;
import io.agencysuite.planning.resource.NewResources;
import io.agencysuite.planning.resource.ResourceNames;
import io.agencysuite.planning.resource.Violations;
import io.agencysuite.planning.v1.BatchCreateTimeEntriesRequest;
import io.agencysuite.planning.v1.BatchCreateTimeEntriesResponse;
import io.agencysuite.planning.v1.CreateTimeEntryRequest;
import io.agencysuite.planning.v1.DeleteTimeEntryRequest;
import io.agencysuite.planning.v1.GetTimeEntryRequest;
import io.agencysuite.planning.v1.ListTimeEntriesRequest;
import io.agencysuite.planning.v1.ListTimeEntriesResponse;
import io.agencysuite.planning.v1.TimeEntryServiceGrpc;
import io.agencysuite.planning.v1.UpdateTimeEntryRequest;
import io.grpc.stub.StreamObserver;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.springframework.grpc.server.service.GrpcService;

/// Logged hours for callers.
@GrpcService
public final class TimeEntryGrpcService extends TimeEntryServiceGrpc.TimeEntryServiceImplBase {

  private final TimeEntryStore entries;
  private final ClientStore clients;
  private final TimeEntryRules rules;
  private final NewResources fresh;

  public TimeEntryGrpcService(
      TimeEntryStore entries, ClientStore clients, TimeEntryRules rules, NewResources fresh) {
    this.entries = entries;
    this.clients = clients;
    this.rules = rules;
    this.fresh = fresh;
  }

  @Override
  public void createTimeEntry(
      CreateTimeEntryRequest request,
      StreamObserver<io.agencysuite.planning.v1.TimeEntry> observer) {
    Unary.reply(observer, () -> TimeEntryMessages.message(create(request)));
  }

  @Override
  public void batchCreateTimeEntries(
      BatchCreateTimeEntriesRequest request,
      StreamObserver<BatchCreateTimeEntriesResponse> observer) {
    Unary.reply(observer, () -> createAll(request));
  }

  @Override
  public void getTimeEntry(
      GetTimeEntryRequest request, StreamObserver<io.agencysuite.planning.v1.TimeEntry> observer) {
    Unary.reply(
        observer,
        () -> TimeEntryMessages.message(entries.get(CurrentCall.tenant(), request.getName())));
  }

  @Override
  public void listTimeEntries(
      ListTimeEntriesRequest request, StreamObserver<ListTimeEntriesResponse> observer) {
    Unary.reply(observer, () -> list(request));
  }

  @Override
  public void updateTimeEntry(
      UpdateTimeEntryRequest request,
      StreamObserver<io.agencysuite.planning.v1.TimeEntry> observer) {
    Unary.reply(observer, () -> TimeEntryMessages.message(update(request)));
  }

  @Override
  public void deleteTimeEntry(DeleteTimeEntryRequest request, StreamObserver<Empty> observer) {
    Unary.reply(
        observer,
        () -> {
          entries.delete(CurrentCall.tenant(), request.getName(), request.getEtag());
          return Empty.getDefaultInstance();
        });
  }

  private Stored<TimeEntry> create(CreateTimeEntryRequest request) {
    TimeEntryRules.Scope scope = scope(ResourceNames.client(request.getParent()));
    Violations violations = new Violations("time_entry");
    TimeEntryDraft draft = TimeEntryMessages.draft(request.getTimeEntry());
    TimeEntry entry = rules.check(scope).resolve(draft, violations).orElse(null);
    if (entry == null) {
      throw InvalidArgument.of(violations.found());
    }
    String id = fresh.id("CreateTimeEntry", request.getRequestId(), request, "");
    return entries.create(key(scope, id), entry);
  }

  private BatchCreateTimeEntriesResponse createAll(BatchCreateTimeEntriesRequest request) {
    TimeEntryRules.Scope scope = scope(ResourceNames.client(request.getParent()));
    List<TimeEntry> checked = checked(scope, request);
    String id = fresh.id("BatchCreateTimeEntries", request.getRequestId(), request, "");
    List<Stored<TimeEntry>> documents = new ArrayList<>();
    for (int i = 0; i < checked.size(); i++) {
      documents.add(new Stored<>(key(scope, "%s-%04d".formatted(id, i)), 1, checked.get(i)));
    }
    return BatchCreateTimeEntriesResponse.newBuilder()
        .addAllTimeEntries(
            entries.createAll(documents).stream().map(TimeEntryMessages::message).toList())
        .build();
  }

  private List<TimeEntry> checked(
      TimeEntryRules.Scope scope, BatchCreateTimeEntriesRequest request) {
    TimeEntryRules.Check check = rules.check(scope);
    List<TimeEntry> checked = new ArrayList<>();
    List<FieldViolation> found = new ArrayList<>();
    for (int i = 0; i < request.getTimeEntriesCount(); i++) {
      Violations violations = new Violations("time_entries[" + i + "]");
      TimeEntryDraft draft = TimeEntryMessages.draft(request.getTimeEntries(i));
      check.resolve(draft, violations).ifPresent(checked::add);
      found.addAll(violations.found());
    }
    if (!found.isEmpty()) {
      throw InvalidArgument.of(found);
    }
    return checked;
  }

  private ListTimeEntriesResponse list(ListTimeEntriesRequest request) {
    String client = ResourceNames.client(request.getParent());
    clients.require(CurrentCall.tenant(), client);
    TimeEntryStore.Filter filter = filter(request);
    PageRequest page =
        PageRequest.of(
            request.getPageSize(),
            request.getPageToken(),
            request.toBuilder().clearPageSize().clearPageToken().build());
    Page<Stored<TimeEntry>> found = entries.list(CurrentCall.tenant(), client, filter, page);
    return ListTimeEntriesResponse.newBuilder()
        .addAllTimeEntries(found.map(TimeEntryMessages::message).items())
        .setNextPageToken(found.nextToken())
        .build();
  }

  private static TimeEntryStore.Filter filter(ListTimeEntriesRequest request) {
    Violations violations = new Violations("");
    String start = request.getStartDate();
    String end = request.getEndDate();
    boolean validStart = start.isEmpty() || violations.requireDate("start_date", start);
    boolean validEnd = end.isEmpty() || violations.requireDate("end_date", end);
    if (validStart && validEnd && !end.isEmpty()) {
      violations.require(start.compareTo(end) <= 0, "end_date", end, start + " or later");
    }
    violations.throwIfAny();
    return new TimeEntryStore.Filter(
        start,
        end.isEmpty() ? null : LocalDate.parse(end).plusDays(1).toString(),
        lastPart(request.getTeamMember()),
        lastPart(request.getChannel()));
  }

  private Stored<TimeEntry> update(UpdateTimeEntryRequest request) {
    var patch = request.getTimeEntry();
    String tenant = CurrentCall.tenant();
    String client = TimeEntryStore.key(tenant, patch.getName()).client();
    TimeEntryRules.Check check = rules.check(scope(client));
    return entries.update(
        tenant,
        patch.getName(),
        patch.getEtag(),
        current -> {
          var merged =
              MaskedUpdate.apply(
                  TimeEntryMessages.message(client, current), patch, request.getUpdateMask());
          Violations violations = new Violations("time_entry");
          TimeEntry next = check.resolve(TimeEntryMessages.draft(merged), violations).orElse(null);
          if (next == null) {
            throw InvalidArgument.of(violations.found());
          }
          return current.changed(next, fresh.now());
        });
  }

  private TimeEntryRules.Scope scope(String client) {
    String tenant = CurrentCall.tenant();
    return new TimeEntryRules.Scope(
        tenant,
        client,
        clients.require(tenant, client),
        CurrentCall.identity().subject(),
        fresh.now());
  }

  private static Key key(TimeEntryRules.Scope scope, String id) {
    return new Key(scope.tenant(), scope.clientId(), TimeEntryStore.KIND, id);
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
