package io.agencysuite.crm.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import io.agencysuite.common.v1.Money;
import io.agencysuite.crm.CrmServer;
import io.agencysuite.crm.Refusal;
import io.agencysuite.crm.v1.ArchiveClientRequest;
import io.agencysuite.crm.v1.Client;
import io.agencysuite.crm.v1.ClientServiceGrpc;
import io.agencysuite.crm.v1.ClientServiceGrpc.ClientServiceBlockingStub;
import io.agencysuite.crm.v1.Contract;
import io.agencysuite.crm.v1.CreateClientRequest;
import io.agencysuite.crm.v1.GetClientRequest;
import io.agencysuite.crm.v1.ListClientsRequest;
import io.agencysuite.crm.v1.ListClientsResponse;
import io.agencysuite.crm.v1.UpdateClientRequest;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.state.v1.StateMessage;
import io.grpc.Status.Code;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ClientGrpcServiceTest {

  @RegisterExtension static final CrmServer CRM = new CrmServer();

  @BeforeAll
  static void createTenants() {
    CRM.tenant("alpha");
    CRM.tenant("beta");
  }

  @Test
  void answersAfterPlanningAndMetricsKnowTheClient() {
    owner("alpha").createClient(request("brauhaus"));

    StateMessage state = CRM.receivers().metrics("alpha", "clients/brauhaus").orElseThrow();
    assertThat(state.getClient().getTimeZone()).isEqualTo("Europe/Vienna");
    assertThat(state.getClient().getRetainerMinutes()).isEqualTo(600);
    assertThat(state.getClient().getMonthlyRetainer()).isEqualTo(euros(150_000));
    assertThat(CRM.receivers().planning("alpha", "clients/brauhaus")).contains(state);
  }

  @Test
  void refusesSecondClientOfOneIdButAnswersARetry() {
    CreateClientRequest first = request("twice").toBuilder().setRequestId("r-1").build();
    Client created = owner("alpha").createClient(first);

    assertThat(owner("alpha").createClient(first)).isEqualTo(created);
    Refusal.expect(
        Code.ALREADY_EXISTS,
        "RESOURCE_EXISTS",
        () -> owner("alpha").createClient(request("twice")));
    owner("beta").createClient(request("twice"));
  }

  @Test
  void changesOnlyTheFieldsOfTheMask() {
    Client created = owner("alpha").createClient(request("masked"));

    Client changed =
        owner("alpha")
            .updateClient(
                UpdateClientRequest.newBuilder()
                    .setClient(
                        Client.newBuilder()
                            .setName(created.getName())
                            .setEtag(created.getEtag())
                            .setDisplayName("ignored")
                            .setContract(Contract.newBuilder().setIncludedMinutes(90)))
                    .setUpdateMask(FieldMask.newBuilder().addPaths("contract.included_minutes"))
                    .build());

    assertThat(changed.getDisplayName()).isEqualTo("Brauhaus");
    assertThat(changed.getContract().getIncludedMinutes()).isEqualTo(90);
    assertThat(changed.getContract().getMonthlyRetainer()).isEqualTo(euros(150_000));
  }

  @Test
  void refusesStaleEtagAndFixedFields() {
    Client created = owner("alpha").createClient(request("stale"));
    UpdateClientRequest rename =
        UpdateClientRequest.newBuilder()
            .setClient(created.toBuilder().setDisplayName("New name"))
            .build();
    owner("alpha").updateClient(rename);

    Refusal.expect(
        Code.ABORTED,
        "ETAG_STALE",
        () ->
            owner("alpha")
                .updateClient(
                    UpdateClientRequest.newBuilder()
                        .setClient(created.toBuilder().setDisplayName("Newer name"))
                        .build()));
    Refusal.invalid(() -> update("stale", Client.newBuilder().setCurrencyCode("USD")));
    Refusal.invalid(() -> update("stale", Client.newBuilder().setTimeZone("Europe/Atlantis")));
    Refusal.invalid(() ->
        owner("alpha")
            .updateClient(
                UpdateClientRequest.newBuilder()
                    .setClient(Client.newBuilder().setName("clients/stale"))
                    .setUpdateMask(FieldMask.newBuilder().addPaths("state"))
                    .build()));
  }

  @Test
  void refusesNegativeRetainerAndDaysThatDoNotExist() {
    Refusal refusal =
        Refusal.invalid(() ->
            owner("alpha")
                .createClient(withContract(Contract.newBuilder().setMonthlyRetainer(euros(-1)))));
    assertThat(refusal.message())
        .contains("client.contract.monthly_retainer")
        .contains("0..1000000000000");
    Refusal.invalid(() ->
        owner("alpha")
            .createClient(withContract(Contract.newBuilder().setStartDate("2026-02-30"))));
    Refusal.invalid(() ->
        owner("alpha")
            .createClient(
                withContract(
                    Contract.newBuilder().setStartDate("2026-02-01").setEndDate("2026-01-01"))));
  }

  @Test
  void answersForeignAndMissingClientsAlike() {
    owner("beta").createClient(request("secret"));

    String foreign = Refusal.notFound(() -> get(owner("alpha"), "secret")).message();
    String missing = Refusal.notFound(() -> get(owner("alpha"), "nothing")).message();
    assertThat(foreign.replace("secret", "x")).isEqualTo(missing.replace("nothing", "x"));
    Refusal.notFound(() -> get(as("beta", "other-client", Role.SALES), "secret"));
    assertThat(get(as("beta", "secret", Role.SALES), "secret").getName())
        .isEqualTo("clients/secret");
  }

  @Test
  void listsOnlyGrantedClientsPageByPage() {
    CRM.tenant("lists");
    for (String id : new String[] {"aa", "bb", "cc"}) {
      owner("lists").createClient(request(id));
    }
    owner("lists").archiveClient(ArchiveClientRequest.newBuilder().setName("clients/bb").build());

    ListClientsResponse first =
        owner("lists").listClients(ListClientsRequest.newBuilder().setPageSize(2).build());
    ListClientsResponse second =
        owner("lists")
            .listClients(
                ListClientsRequest.newBuilder()
                    .setPageSize(2)
                    .setPageToken(first.getNextPageToken())
                    .build());
    assertThat(first.getClientsList())
        .extracting(Client::getName)
        .containsExactly("clients/aa", "clients/cc");
    assertThat(second.getClientsList())
        .extracting(Client::getName)
        .containsExactly("clients/house");
    assertThat(second.getNextPageToken()).isEmpty();
    assertThat(
            as("lists", "cc", Role.ANALYST)
                .listClients(ListClientsRequest.getDefaultInstance())
                .getClientsList())
        .extracting(Client::getName)
        .containsExactly("clients/cc");
  }

  @Test
  void keepsTheHouseAndLetsOnlyOwnersArchive() {
    Refusal.expect(
        Code.FAILED_PRECONDITION,
        "STATE_FORBIDS",
        () ->
            owner("alpha")
                .archiveClient(ArchiveClientRequest.newBuilder().setName("clients/house").build()));
    Refusal.expect(
        Code.PERMISSION_DENIED,
        "ROLE_MISSING",
        () ->
            as("alpha", "house", Role.PLANNER)
                .archiveClient(ArchiveClientRequest.newBuilder().setName("clients/house").build()));
  }

  private static Client update(String id, Client.Builder values) {
    return owner("alpha")
        .updateClient(
            UpdateClientRequest.newBuilder().setClient(values.setName("clients/" + id)).build());
  }

  private static Client get(ClientServiceBlockingStub stub, String id) {
    return stub.getClient(GetClientRequest.newBuilder().setName("clients/" + id).build());
  }

  private static CreateClientRequest request(String id) {
    return CreateClientRequest.newBuilder()
        .setClientId(id)
        .setClient(
            Client.newBuilder()
                .setDisplayName("Brauhaus")
                .setTimeZone("Europe/Vienna")
                .setCurrencyCode("EUR")
                .setCountryCode("AT")
                .setContract(
                    Contract.newBuilder()
                        .setStartDate("2026-01-01")
                        .setMonthlyRetainer(euros(150_000))
                        .setIncludedMinutes(600)))
        .build();
  }

  private static CreateClientRequest withContract(Contract.Builder contract) {
    CreateClientRequest.Builder request = request("refused").toBuilder();
    request.getClientBuilder().setContract(contract);
    return request.build();
  }

  private static Money euros(long cents) {
    return Money.newBuilder().setMinorUnits(cents).setCurrencyCode("EUR").build();
  }

  private static ClientServiceBlockingStub owner(String tenant) {
    return ClientServiceGrpc.newBlockingStub(CRM.owner(tenant));
  }

  private static ClientServiceBlockingStub as(String tenant, String client, Role role) {
    return ClientServiceGrpc.newBlockingStub(CRM.as(tenant, client, role));
  }
}
