package io.agencysuite.metrics.parked;

import static com.mongodb.client.model.Filters.regex;
import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.query;
import static io.agencysuite.metrics.Agency.time;
import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Updates;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.v1.CreateLinkRequest;
import io.agencysuite.metrics.v1.Link;
import io.agencysuite.metrics.v1.ListParkedSegmentsRequest;
import io.agencysuite.metrics.v1.ParkedSegment;
import io.agencysuite.metrics.v1.ParkedServiceGrpc;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.RedriveParkedSegmentsRequest;
import io.agencysuite.metrics.v1.RedriveParkedSegmentsResponse;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.Origin;
import io.agencysuite.state.v1.StateMessage;
import java.util.List;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/// A lead names a link whose document a newer version has written; ours cannot read it.
class ParkedGrpcServiceTest {

  private static final MetricsServer SERVER = MetricsServer.shared();

  private final Agency agency = Agency.inBerlin();
  private final Link link =
      agency
          .links()
          .createLink(
              CreateLinkRequest.newBuilder()
                  .setParent(agency.parent())
                  .setLink(
                      Link.newBuilder()
                          .setTargetUrl("https://shop.example/")
                          .setChannel("instagram"))
                  .build());

  @Test
  void countsWhatWasSetAsideOnceItsCauseIsMended() {
    writeLinkAs(2);
    agency.ingest(visit("v1", "2026-11-10T09:00:00Z", "blog").build());
    agency.putStates(lead("l1"), order("o1"), lead("l2"));

    assertThat(figures().getTotals().getOrders()).isEqualTo(1);
    assertThat(figures().getTotals().getLeads()).isZero();
    assertThat(figures().getFreshness().getParkedSegments()).isEqualTo(1);
    assertThat(parked())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.getEntryCount()).isEqualTo(2);
          assertThat(one.getRedrivable()).isTrue();
          assertThat(one.getReasons(0)).contains("IllegalArgumentException");
        });

    RedriveParkedSegmentsResponse early = redrive(agency);
    assertThat(early.getRedrivenCount()).isEqualTo(2);
    assertThat(early.getParkedSegments()).isEqualTo(1);

    writeLinkAs(1);
    RedriveParkedSegmentsResponse mended = redrive(agency);
    assertThat(mended.getRedrivenCount()).isEqualTo(2);
    assertThat(mended.getPendingSegments()).isZero();
    assertThat(mended.getParkedSegments()).isZero();
    assertThat(parked()).isEmpty();
    assertCountedOnce();
  }

  /// As a crash between sending and noting it would leave it.
  @Test
  void countsOnceWhatIsSentTwice() {
    writeLinkAs(2);
    agency.putStates(lead("l1"), order("o1"), lead("l2"));
    assertThat(figures().getFreshness().getParkedSegments()).isEqualTo(1);
    writeLinkAs(1);
    redrive(agency);

    MongoCollection<Document> documents = SERVER.bean(MongoDatabase.class).getCollection("parked");
    documents.updateMany(regex("_id", '/' + agency.client + '$'), Updates.unset("sent"));

    assertThat(redrive(agency).getRedrivenCount()).isEqualTo(2);
    assertThat(redrive(agency).getRedrivenCount()).isZero();
    assertCountedOnce();
  }

  @Test
  void isForOwnersOfTheClientOnly() {
    var planner = ParkedServiceGrpc.newBlockingStub(SERVER.as(agency.tenant, Role.PLANNER));
    RedriveParkedSegmentsRequest request =
        RedriveParkedSegmentsRequest.newBuilder().setParent(agency.parent()).build();

    assertThatThrownBy(() -> planner.redriveParkedSegments(request))
        .hasMessageContaining("PERMISSION_DENIED");
    assertThatThrownBy(() -> redrive(new Agency(SERVER, "suedwind", agency.client)))
        .hasMessageContaining("NOT_FOUND");
  }

  private void assertCountedOnce() {
    QueryReportResponse report = figures();
    assertThat(report.getTotals().getLeads()).isEqualTo(2);
    assertThat(report.getTotals().getEstimatedLeadValue()).isEqualTo(euros(2_400));
    assertThat(report.getRowsList())
        .filteredOn(row -> row.getChannel().equals("instagram"))
        .singleElement()
        .satisfies(row -> assertThat(row.getFigures().getLeads()).isEqualTo(2));
    assertThat(report.getFreshness().getComplete()).isTrue();
    assertThat(report.getProof().getPassed()).isTrue();
    assertThat(agency.rawRecords())
        .filteredOn(record -> record.getState().getAggregate().contains("/leads/"))
        .hasSize(2);
  }

  private QueryReportResponse figures() {
    return agency.report(
        query("2026-11-01", "2026-11-30").addGroupBy(Dimension.CHANNEL).setProve(true));
  }

  private List<ParkedSegment> parked() {
    return ParkedServiceGrpc.newBlockingStub(SERVER.as(agency.tenant, Role.ANALYST))
        .listParkedSegments(
            ListParkedSegmentsRequest.newBuilder().setParent(agency.parent()).build())
        .getParkedSegmentsList();
  }

  private static RedriveParkedSegmentsResponse redrive(Agency of) {
    return ParkedServiceGrpc.newBlockingStub(SERVER.as(of.tenant, Role.OWNER))
        .redriveParkedSegments(
            RedriveParkedSegmentsRequest.newBuilder().setParent(of.parent()).build());
  }

  private void writeLinkAs(int schema) {
    SERVER
        .bean(MongoDatabase.class)
        .getCollection("links")
        .updateOne(regex("_id", '/' + linkId() + '$'), Updates.set("schema", schema));
  }

  private String linkId() {
    return link.getCode().substring(link.getCode().lastIndexOf('.') + 1);
  }

  private StateMessage lead(String id) {
    return agency
        .own("leads/" + id, 1)
        .setLead(
            LeadState.newBuilder()
                .setCreateTime(time("2026-11-10T08:00:00Z"))
                .setEstimatedValue(euros(1_200))
                .setOrigin(Origin.newBuilder().setLinkCode(link.getCode())))
        .build();
  }

  private StateMessage order(String id) {
    return agency
        .own("orders/" + id, 1)
        .setOrder(
            OrderState.newBuilder().setOrderTime(time("2026-11-10T10:00:00Z")).setTotal(euros(900)))
        .build();
  }
}
