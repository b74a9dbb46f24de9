package io.agencysuite.crm.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.crm.CrmServer;
import io.agencysuite.crm.Refusal;
import io.agencysuite.crm.person.PersonMessages;
import io.agencysuite.crm.v1.ConvertLeadRequest;
import io.agencysuite.crm.v1.ConvertLeadResponse;
import io.agencysuite.crm.v1.CreateLeadRequest;
import io.agencysuite.crm.v1.CreatePersonRequest;
import io.agencysuite.crm.v1.DeletePersonRequest;
import io.agencysuite.crm.v1.DisqualifyLeadRequest;
import io.agencysuite.crm.v1.EmailAddress;
import io.agencysuite.crm.v1.Lead;
import io.agencysuite.crm.v1.LeadServiceGrpc;
import io.agencysuite.crm.v1.LeadServiceGrpc.LeadServiceBlockingStub;
import io.agencysuite.crm.v1.ListPeopleRequest;
import io.agencysuite.crm.v1.Person;
import io.agencysuite.crm.v1.PersonServiceGrpc;
import io.agencysuite.crm.v1.PersonServiceGrpc.PersonServiceBlockingStub;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.state.v1.Origin;
import io.grpc.Status.Code;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LeadConversionTest {

  @RegisterExtension static final CrmServer CRM = new CrmServer();

  @BeforeAll
  static void createTenant() {
    CRM.tenant("alpha");
  }

  @Test
  void createsAPersonWithTheSourceOfTheLead() {
    Lead lead =
        lead(
            Lead.newBuilder()
                .setGivenName("Nora")
                .setEmail("nora@example.com")
                .setPhone("030 901820")
                .setOrigin(Origin.newBuilder().setUtmSource("instagram")));

    ConvertLeadResponse converted = convert(lead, "");

    assertThat(converted.getLead().getState()).isEqualTo(Lead.State.CONVERTED);
    assertThat(converted.getLead().getPerson()).isEqualTo(converted.getPerson().getName());
    assertThat(converted.getPerson().getGivenName()).isEqualTo("Nora");
    assertThat(converted.getPerson().getPhones(0).getE164()).isEqualTo("+4930901820");
    assertThat(converted.getPerson().getSource().getUtmSource()).isEqualTo("instagram");
    assertThat(convert(lead, "")).isEqualTo(converted);
    assertThat(people("nora@example.com")).hasSize(1);
  }

  @Test
  void fillsOnlyEmptyFieldsOfThePersonWithTheSameAddress() {
    Person known =
        person(
            Person.newBuilder()
                .setGivenName("Otto")
                .setSource(Origin.newBuilder().setUtmSource("google"))
                .addEmails(EmailAddress.newBuilder().setAddress("otto@example.com")));
    Lead lead =
        lead(
            Lead.newBuilder()
                .setGivenName("O.")
                .setFamilyName("Normal")
                .setEmail("OTTO@example.com")
                .setOrigin(Origin.newBuilder().setUtmSource("instagram")));

    Person person = convert(lead, "").getPerson();

    assertThat(person.getName()).isEqualTo(known.getName());
    assertThat(person.getGivenName()).isEqualTo("Otto");
    assertThat(person.getFamilyName()).isEqualTo("Normal");
    assertThat(person.getSource().getUtmSource()).isEqualTo("google");
  }

  @Test
  void convertsToTheNamedPersonAndToNoOtherAfterwards() {
    Person named = person(Person.newBuilder().setFullName("Named"));
    Person other = person(Person.newBuilder().setFullName("Other"));
    Lead lead = lead(Lead.newBuilder().setEmail("named@example.com"));

    assertThat(convert(lead, named.getName()).getPerson().getName()).isEqualTo(named.getName());
    Refusal.expect(
        Code.FAILED_PRECONDITION, "LEAD_STATE_FORBIDS", () -> convert(lead, other.getName()));
  }

  @Test
  void refusesDisqualifiedLeadsAndPeopleOfOthers() {
    Lead spam = lead(Lead.newBuilder().setFullName("Spam"));
    leads()
        .disqualifyLead(
            DisqualifyLeadRequest.newBuilder().setName(spam.getName()).setReason("spam").build());
    Lead lead = lead(Lead.newBuilder().setFullName("Real"));

    Refusal.expect(Code.FAILED_PRECONDITION, "LEAD_STATE_FORBIDS", () -> convert(spam, ""));
    Refusal.notFound(() -> convert(lead, "clients/other/people/x"));
    Refusal.notFound(() -> convert(lead, "clients/house/people/missing"));
    Refusal.expect(
        Code.ABORTED,
        "ETAG_STALE",
        () ->
            leads()
                .convertLead(
                    ConvertLeadRequest.newBuilder()
                        .setName(lead.getName())
                        .setEtag("\"99\"")
                        .build()));
  }

  @Test
  void completesWhatACrashLeftAfterTheNote() {
    Lead lead = lead(Lead.newBuilder().setFullName("Crash One").setEmail("c1@example.com"));
    Key key = LeadMessages.key("alpha", lead.getName());
    new LeadStore(CRM.database())
        .update(key, "", l -> l.converting(key.id(), CRM.clock().instant()));

    Person person = convert(lead, "").getPerson();

    assertThat(PersonMessages.key("alpha", person.getName()).id()).isEqualTo(key.id());
    assertThat(people("c1@example.com")).containsExactly(person);
  }

  @Test
  void completesWhatACrashLeftAfterThePerson() {
    Lead lead = lead(Lead.newBuilder().setFullName("Crash Two").setEmail("c2@example.com"));
    Key key = LeadMessages.key("alpha", lead.getName());
    Person person = convert(lead, "").getPerson();
    LeadStore store = new LeadStore(CRM.database());
    store.update(
        key,
        "",
        l ->
            new io.agencysuite.crm.lead.Lead(
                l.capture(),
                l.details(),
                l.estimatedValue(),
                l.assignee(),
                io.agencysuite.crm.lead.Lead.State.QUALIFIED,
                "",
                new io.agencysuite.crm.lead.Lead.Conversion(key.id(), null),
                l.fingerprint(),
                l.createTime(),
                l.updateTime()));

    ConvertLeadResponse again = convert(lead, "");

    assertThat(again.getPerson()).isEqualTo(person);
    assertThat(again.getLead().getState()).isEqualTo(Lead.State.CONVERTED);
    assertThat(people("c2@example.com")).hasSize(1);
  }

  @Test
  void goesOnWithAnotherPersonWhenTheNotedOneWasDeleted() {
    Lead lead = lead(Lead.newBuilder().setFullName("Crash Three").setEmail("c3@example.com"));
    Key key = LeadMessages.key("alpha", lead.getName());
    Person deleted =
        person(
            Person.newBuilder()
                .setFullName("Deleted")
                .addEmails(EmailAddress.newBuilder().setAddress("c3@example.com")));
    new LeadStore(CRM.database())
        .update(
            key,
            "",
            l ->
                l.converting(
                    PersonMessages.key("alpha", deleted.getName()).id(), CRM.clock().instant()));
    PersonServiceGrpc.newBlockingStub(CRM.owner("alpha"))
        .deletePerson(DeletePersonRequest.newBuilder().setName(deleted.getName()).build());

    Person person = convert(lead, "").getPerson();

    assertThat(person.getName()).isNotEqualTo(deleted.getName());
    assertThat(people("c3@example.com")).containsExactly(person);
  }

  @Test
  void createsOnePersonForManyLeadsOfOneAddressAtOnce() throws Exception {
    List<Lead> many =
        java.util.stream.IntStream.range(0, 8)
            .mapToObj(i -> lead(Lead.newBuilder().setFullName("Same " + i).setEmail("s@s.org")))
            .toList();

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<ConvertLeadResponse>> calls =
          many.stream().<Callable<ConvertLeadResponse>>map(l -> () -> convert(l, "")).toList();
      for (Future<ConvertLeadResponse> call : threads.invokeAll(calls)) {
        assertThat(call.get().getLead().getState()).isEqualTo(Lead.State.CONVERTED);
      }
    }
    assertThat(people("s@s.org")).hasSize(1);
  }

  private static Lead lead(Lead.Builder lead) {
    return leads()
        .createLead(
            CreateLeadRequest.newBuilder().setParent("clients/house").setLead(lead).build());
  }

  private static Person person(Person.Builder person) {
    return peopleStub()
        .createPerson(
            CreatePersonRequest.newBuilder().setParent("clients/house").setPerson(person).build());
  }

  private static List<Person> people(String q) {
    return peopleStub()
        .listPeople(ListPeopleRequest.newBuilder().setParent("clients/house").setQ(q).build())
        .getPeopleList();
  }

  private static ConvertLeadResponse convert(Lead lead, String person) {
    return leads()
        .convertLead(
            ConvertLeadRequest.newBuilder().setName(lead.getName()).setPerson(person).build());
  }

  private static PersonServiceBlockingStub peopleStub() {
    return PersonServiceGrpc.newBlockingStub(CRM.owner("alpha"));
  }

  private static LeadServiceBlockingStub leads() {
    return LeadServiceGrpc.newBlockingStub(CRM.owner("alpha"));
  }
}
