package io.agencysuite.crm.lead;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.util.Timestamps;
import io.agencysuite.common.v1.Money;
import io.agencysuite.crm.CrmServer;
import io.agencysuite.crm.Refusal;
import io.agencysuite.crm.v1.ArchiveClientRequest;
import io.agencysuite.crm.v1.ClientServiceGrpc;
import io.agencysuite.crm.v1.CreateLeadRequest;
import io.agencysuite.crm.v1.DisqualifyLeadRequest;
import io.agencysuite.crm.v1.GetLeadRequest;
import io.agencysuite.crm.v1.Lead;
import io.agencysuite.crm.v1.LeadServiceGrpc;
import io.agencysuite.crm.v1.LeadServiceGrpc.LeadServiceBlockingStub;
import io.agencysuite.crm.v1.ListLeadsRequest;
import io.agencysuite.crm.v1.ListLeadsResponse;
import io.agencysuite.crm.v1.QualifyLeadRequest;
import io.agencysuite.crm.v1.UpdateLeadRequest;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.Origin;
import io.grpc.Status.Code;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeadGrpcServiceTest {

  @RegisterExtension static final CrmServer CRM = new CrmServer();

  @BeforeAll
  static void createTenants() {
    CRM.tenant("alpha");
    CRM.tenant("beta");
  }

  @Test
  void keepsEverythingThatWasCapturedAndTellsMetrics() {
    Lead sent =
        Lead.newBuilder()
            .setCaptureTime(Timestamps.fromMillis(1_790_000_000_123L))
            .setCaptureMethod(Lead.CaptureMethod.FORM)
            .setFullName("Maria Huber")
            .setEmail("Maria@Example.com")
            .setMessage("Please call me")
            .setForm("contact")
            .putFormFields("budget.per.month", "1000")
            .putFormFields("$interest", "beer")
            .setVisitorId("v-1")
            .setOrigin(Origin.newBuilder().setUtmSource("instagram").setCampaign("spring"))
            .setExternalId("ad-4711")
            .setEstimatedValue(Money.newBuilder().setMinorUnits(5_000).setCurrencyCode("EUR"))
            .build();

    Lead lead = create("house", sent.toBuilder());

    assertThat(lead.getState()).isEqualTo(Lead.State.NEW);
    assertThat(
            lead.toBuilder()
                .clearName()
                .clearState()
                .clearEtag()
                .clearCreateTime()
                .clearUpdateTime()
                .build())
        .isEqualTo(sent.toBuilder().setEmail("maria@example.com").build());
    LeadState state = awaitState(lead, s -> true);
    assertThat(state.getVisitorId()).isEqualTo("v-1");
    assertThat(state.getOrigin()).isEqualTo(sent.getOrigin());
    assertThat(state.getCreateTime()).isEqualTo(sent.getCaptureTime());
  }

  @Test
  void answersTheStoredLeadToTheSameExternalIdAndRefusesAnother() {
    Lead.Builder sent = Lead.newBuilder().setFullName("Ad Lead").setExternalId("ad-1");

    Lead first = create("house", sent);

    assertThat(create("house", sent)).isEqualTo(first);
    assertThat(create("house", first.toBuilder().clearCaptureTime())).isEqualTo(first);
    Refusal.expect(
        Code.ALREADY_EXISTS,
        "EXTERNAL_ID_TAKEN",
        () -> create("house", sent.setFullName("Somebody Else")));
  }

  @Test
  void createsOnceUnderOneRequestId() {
    CreateLeadRequest request =
        CreateLeadRequest.newBuilder()
            .setParent("clients/house")
            .setLead(Lead.newBuilder().setPhone("123"))
            .setRequestId("r-1")
            .build();

    assertThat(leads().createLead(request)).isEqualTo(leads().createLead(request));
  }

  @Test
  void refusesEmptyLeadsWrongAddressesAndTimesAhead() {
    Refusal.invalid(() -> create("house", Lead.newBuilder().setCompany("only a company")));
    Refusal.invalid(() -> create("house", Lead.newBuilder().setEmail("nobody@")));
    Refusal.invalid(() ->
        create(
            "house",
            Lead.newBuilder()
                .setFullName("Future")
                .setCaptureTime(
                    Timestamps.fromMillis(Instant.now().plus(Duration.ofDays(2)).toEpochMilli()))));
    Refusal.invalid(() ->
        create(
            "house",
            Lead.newBuilder()
                .setFullName("Broken")
                .setCaptureTime(
                    com.google.protobuf.Timestamp.newBuilder().setSeconds(Long.MAX_VALUE))));
  }

  @Test
  void walksThroughItsStates() {
    Lead lead = create("house", Lead.newBuilder().setFullName("States"));

    Lead spam = disqualify(lead, "spam");
    assertThat(spam.getDisqualifyReason()).isEqualTo("spam");
    assertThat(awaitState(lead, LeadState::getDisqualified).getDisqualified()).isTrue();
    Lead qualified = qualify(lead);
    assertThat(qualified.getState()).isEqualTo(Lead.State.QUALIFIED);
    assertThat(qualified.getDisqualifyReason()).isEmpty();
    assertThat(qualify(lead).getEtag()).isEqualTo(qualified.getEtag());
    Refusal.expect(
        Code.ABORTED,
        "ETAG_STALE",
        () ->
            leads()
                .qualifyLead(
                    QualifyLeadRequest.newBuilder()
                        .setName(lead.getName())
                        .setEtag(lead.getEtag())
                        .build()));
  }

  @Test
  void changesDetailsButNotWhatWasCaptured() {
    Lead lead = create("house", Lead.newBuilder().setFullName("Typo").setVisitorId("v-2"));

    Lead updated =
        leads()
            .updateLead(
                UpdateLeadRequest.newBuilder()
                    .setLead(
                        Lead.newBuilder()
                            .setName(lead.getName())
                            .setFullName("Fixed")
                            .setVisitorId("forged"))
                    .build());

    assertThat(updated.getFullName()).isEqualTo("Fixed");
    assertThat(updated.getVisitorId()).isEqualTo("v-2");
  }

  @Test
  void listsNewestFirstByStateAndTime() {
    CRM.client("alpha", "listed");
    List<String> names = new ArrayList<>();
    for (int day = 1; day <= 5; day++) {
      Instant time = Instant.parse("2026-01-0" + day + "T12:00:00Z");
      names.addFirst(
          create(
                  "listed",
                  Lead.newBuilder()
                      .setFullName("Day " + day)
                      .setCaptureTime(Timestamps.fromMillis(time.toEpochMilli())))
              .getName());
    }
    disqualify(Lead.newBuilder().setName(names.get(2)).build(), "test");

    assertThat(list(ListLeadsRequest.newBuilder().setPageSize(2))).isEqualTo(names);
    assertThat(
            list(
                ListLeadsRequest.newBuilder()
                    .addStates(Lead.State.NEW)
                    .setStartTime(
                        Timestamps.fromMillis(Instant.parse("2026-01-02T12:00:00Z").toEpochMilli()))
                    .setEndTime(
                        Timestamps.fromMillis(
                            Instant.parse("2026-01-05T12:00:00Z").toEpochMilli()))))
        .containsExactly(names.get(1), names.get(3));
  }

  @Test
  void refusesArchivedMissingAndForeignClients() {
    CRM.client("alpha", "archived");
    ClientServiceGrpc.newBlockingStub(CRM.owner("alpha"))
        .archiveClient(ArchiveClientRequest.newBuilder().setName("clients/archived").build());
    Lead lead = create("house", Lead.newBuilder().setFullName("Secret"));

    Refusal.expect(
        Code.FAILED_PRECONDITION,
        "CLIENT_ARCHIVED",
        () -> create("archived", Lead.newBuilder().setFullName("Late")));
    Refusal.notFound(() -> create("nothing", Lead.newBuilder().setFullName("Lost")));
    Refusal.notFound(() ->
        LeadServiceGrpc.newBlockingStub(CRM.owner("beta"))
            .getLead(GetLeadRequest.newBuilder().setName(lead.getName()).build()));
    Refusal.notFound(() ->
        LeadServiceGrpc.newBlockingStub(CRM.as("alpha", "archived", Role.SALES))
            .updateLead(UpdateLeadRequest.newBuilder().setLead(lead).build()));
  }

  private static List<String> list(ListLeadsRequest.Builder request) {
    List<String> names = new ArrayList<>();
    do {
      ListLeadsResponse page = leads().listLeads(request.setParent("clients/listed").build());
      page.getLeadsList().forEach(lead -> names.add(lead.getName()));
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return names;
  }

  private static LeadState awaitState(Lead lead, Predicate<LeadState> condition) {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (System.nanoTime() < end) {
      var state = CRM.receivers().metrics("alpha", lead.getName());
      if (state.isPresent() && condition.test(state.get().getLead())) {
        return state.get().getLead();
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("metrics never learnt of " + lead.getName());
  }

  private static Lead create(String client, Lead.Builder lead) {
    return leads()
        .createLead(
            CreateLeadRequest.newBuilder().setParent("clients/" + client).setLead(lead).build());
  }

  private static Lead qualify(Lead lead) {
    return leads().qualifyLead(QualifyLeadRequest.newBuilder().setName(lead.getName()).build());
  }

  private static Lead disqualify(Lead lead, String reason) {
    return leads()
        .disqualifyLead(
            DisqualifyLeadRequest.newBuilder().setName(lead.getName()).setReason(reason).build());
  }

  private static LeadServiceBlockingStub leads() {
    return LeadServiceGrpc.newBlockingStub(CRM.owner("alpha"));
  }
}
