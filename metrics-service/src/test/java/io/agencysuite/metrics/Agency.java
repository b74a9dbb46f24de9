package io.agencysuite.metrics;

import com.google.protobuf.Timestamp;
import io.agencysuite.common.v1.Money;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.v1.CompareReportsRequest;
import io.agencysuite.metrics.v1.CompareReportsResponse;
import io.agencysuite.metrics.v1.CostServiceGrpc;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.EventServiceGrpc;
import io.agencysuite.metrics.v1.ExchangeRateServiceGrpc;
import io.agencysuite.metrics.v1.ExportServiceGrpc;
import io.agencysuite.metrics.v1.IngestEventsRequest;
import io.agencysuite.metrics.v1.IngestEventsResponse;
import io.agencysuite.metrics.v1.InsightServiceGrpc;
import io.agencysuite.metrics.v1.LinkServiceGrpc;
import io.agencysuite.metrics.v1.ListRawRecordsRequest;
import io.agencysuite.metrics.v1.ListRawRecordsResponse;
import io.agencysuite.metrics.v1.PutStatesRequest;
import io.agencysuite.metrics.v1.QueryReportRequest;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.RawRecord;
import io.agencysuite.metrics.v1.ReportServiceGrpc;
import io.agencysuite.metrics.v1.SpendImportServiceGrpc;
import io.agencysuite.metrics.v1.StateServiceGrpc;
import io.agencysuite.state.v1.ClientState;
import io.agencysuite.state.v1.StateMessage;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/// A tenant with one client of its own, seen from outside, through the wire.
public final class Agency {

  private static final AtomicInteger CLIENTS = new AtomicInteger();

  public final String tenant;
  public final String client;
  private final MetricsServer server;

  public Agency(MetricsServer server, String tenant, String client) {
    this.server = server;
    this.tenant = tenant;
    this.client = client;
  }

  /// A new client in Berlin that reports in euros.
  public static Agency inBerlin() {
    return in("Europe/Berlin");
  }

  public static Agency in(String zone) {
    Agency agency =
        new Agency(MetricsServer.shared(), "nordlicht", "client-" + CLIENTS.incrementAndGet());
    agency.putClient(zone, "EUR");
    return agency;
  }

  public void putClient(String zone, String currency) {
    putStates(
        state("clients/" + client, 1)
            .setClient(
                ClientState.newBuilder()
                    .setDisplayName(client)
                    .setTimeZone(zone)
                    .setCurrencyCode(currency))
            .build());
  }

  public String parent() {
    return "clients/" + client;
  }

  public IngestEventsResponse ingest(Event... events) {
    return ingest(List.of(events));
  }

  public IngestEventsResponse ingest(List<Event> events) {
    return EventServiceGrpc.newBlockingStub(server.as(tenant, Role.PARTNER))
        .ingestEvents(
            IngestEventsRequest.newBuilder().setParent(parent()).addAllEvents(events).build());
  }

  public void putStates(StateMessage... states) {
    StateServiceGrpc.newBlockingStub(server.as(Identity.service("crm", tenant)))
        .putStates(PutStatesRequest.newBuilder().addAllStates(List.of(states)).build());
  }

  /// A report with everything in it that was sent before.
  public QueryReportResponse report(QueryReportRequest.Builder query) {
    return reportAs(
        new Identity(
            Identity.Kind.USER,
            tenant,
            "users/" + tenant,
            Map.of(Identity.ALL_CLIENTS, Set.of(Role.ANALYST))),
        query);
  }

  /// The same as somebody else sees it.
  public QueryReportResponse reportAs(Identity caller, QueryReportRequest.Builder query) {
    return ReportServiceGrpc.newBlockingStub(server.as(caller))
        .queryReport(query.setParent(parent()).setWaitForApplied(true).build());
  }

  /// A page of what makes the difference between two reports.
  public CompareReportsResponse compare(CompareReportsRequest.Builder compare) {
    return ReportServiceGrpc.newBlockingStub(server.as(tenant, Role.ANALYST))
        .compareReports(compare.setParent(parent()).setWaitForApplied(true).build());
  }

  public QueryReportResponse report(String from, String to) {
    return report(query(from, to));
  }

  public static QueryReportRequest.Builder query(String from, String to) {
    return QueryReportRequest.newBuilder().setFromDate(from).setToDate(to);
  }

  public LinkServiceGrpc.LinkServiceBlockingStub links() {
    return LinkServiceGrpc.newBlockingStub(server.as(tenant, Role.PLANNER));
  }

  public LinkServiceGrpc.LinkServiceBlockingStub visitor() {
    return LinkServiceGrpc.newBlockingStub(server.as(Identity.anonymous()));
  }

  public CostServiceGrpc.CostServiceBlockingStub costs() {
    return CostServiceGrpc.newBlockingStub(server.as(tenant, Role.PLANNER));
  }

  public ExchangeRateServiceGrpc.ExchangeRateServiceBlockingStub rates() {
    return ExchangeRateServiceGrpc.newBlockingStub(server.as(tenant, Role.PLANNER));
  }

  public InsightServiceGrpc.InsightServiceBlockingStub insights() {
    return InsightServiceGrpc.newBlockingStub(server.as(tenant, Role.PLANNER));
  }

  public SpendImportServiceGrpc.SpendImportServiceBlockingStub spendImports() {
    return SpendImportServiceGrpc.newBlockingStub(server.as(tenant, Role.PLANNER));
  }

  public List<RawRecord> rawRecords() {
    var stub = ExportServiceGrpc.newBlockingStub(server.as(tenant, Role.ANALYST));
    List<RawRecord> records = new ArrayList<>();
    String token = "";
    do {
      ListRawRecordsResponse page =
          stub.listRawRecords(
              ListRawRecordsRequest.newBuilder()
                  .setParent(parent())
                  .setPageSize(500)
                  .setPageToken(token)
                  .build());
      records.addAll(page.getRecordsList());
      token = page.getNextPageToken();
    } while (!token.isEmpty());
    return records;
  }

  /// A state of an aggregate of this client, `collection/id`.
  public StateMessage.Builder own(String path, long version) {
    return state(parent() + '/' + path, version);
  }

  public static StateMessage.Builder state(String aggregate, long version) {
    return StateMessage.newBuilder().setAggregate(aggregate).setEpoch(1).setVersion(version);
  }

  public static Event.Builder visit(String id, String time, String channel) {
    return Event.newBuilder()
        .setEventId(id)
        .setOccurTime(time(time))
        .setType(Event.Type.VISIT)
        .setChannel(channel);
  }

  /// A visit of somebody with consent.
  public static Event.Builder visit(String id, String time, String channel, String visitor) {
    return visit(id, time, channel).setVisitorId(visitor).setConsent(Event.Consent.GRANTED);
  }

  public static Timestamp time(String instant) {
    return time(Instant.parse(instant));
  }

  public static Timestamp time(Instant instant) {
    return Timestamp.newBuilder()
        .setSeconds(instant.getEpochSecond())
        .setNanos(instant.getNano())
        .build();
  }

  public static Money euros(long cents) {
    return Money.newBuilder().setMinorUnits(cents).setCurrencyCode("EUR").build();
  }
}
