package io.agencysuite.crm.person;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.FieldMask;
import io.agencysuite.crm.CrmServer;
import io.agencysuite.crm.Refusal;
import io.agencysuite.crm.v1.BatchCreatePeopleRequest;
import io.agencysuite.crm.v1.BatchCreatePeopleResponse;
import io.agencysuite.crm.v1.CreatePersonRequest;
import io.agencysuite.crm.v1.DeletePersonRequest;
import io.agencysuite.crm.v1.EmailAddress;
import io.agencysuite.crm.v1.ExternalId;
import io.agencysuite.crm.v1.GetPersonRequest;
import io.agencysuite.crm.v1.ListPeopleRequest;
import io.agencysuite.crm.v1.ListPeopleResponse;
import io.agencysuite.crm.v1.Person;
import io.agencysuite.crm.v1.PersonServiceGrpc;
import io.agencysuite.crm.v1.PersonServiceGrpc.PersonServiceBlockingStub;
import io.agencysuite.crm.v1.PhoneNumber;
import io.agencysuite.crm.v1.UpdatePersonRequest;
import io.agencysuite.kit.identity.Role;
import io.agencysuite.state.v1.Origin;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PersonGrpcServiceTest {

  @RegisterExtension static final CrmServer CRM = new CrmServer();

  @BeforeAll
  static void createTenants() {
    CRM.tenant("alpha");
    CRM.tenant("beta");
  }

  @Test
  void normalisesAddressesAndReadsPhonesOfTheClientsCountry() {
    Person person =
        create(
            Person.newBuilder()
                .setGivenName(" Jürgen ")
                .addEmails(EmailAddress.newBuilder().setAddress("JUERGEN@Example.COM "))
                .addPhones(PhoneNumber.newBuilder().setRaw("030 901820"))
                .addPhones(PhoneNumber.newBuilder().setRaw("ask the desk")));

    assertThat(person.getGivenName()).isEqualTo("Jürgen");
    assertThat(person.getEmails(0).getAddress()).isEqualTo("juergen@example.com");
    assertThat(person.getPhones(0).getE164()).isEqualTo("+4930901820");
    assertThat(person.getPhones(1).getRaw()).isEqualTo("ask the desk");
    assertThat(person.getPhones(1).getE164()).isEmpty();
    assertThat(get(person.getName())).isEqualTo(person);
  }

  @Test
  void refusesNobodyWrongAddressesAndDaysThatDoNotExist() {
    Refusal.invalid(() -> create(Person.newBuilder()));
    Refusal.invalid(
        () -> create(Person.newBuilder().addEmails(EmailAddress.newBuilder().setAddress("a@b@c"))));
    Refusal refusal =
        Refusal.invalid(
            () -> create(Person.newBuilder().setFullName("X").setBirthDate("2023-02-29")));
    assertThat(refusal.message()).contains("person.birth_date: 2023-02-29");
  }

  @Test
  void refusesBirthInTheFuture() {
    Refusal refusal =
        Refusal.invalid(
            () -> create(Person.newBuilder().setFullName("X").setBirthDate("2999-01-01")));
    assertThat(refusal.message()).startsWith("person.birth_date: 2999-01-01 (expected: not after ");
    Refusal.invalid(() -> create(Person.newBuilder().setFullName("\u00a0\u200b")));
  }

  @Test
  void findsByBeginningsOfNamesAndAddressesWithoutAccents() {
    Person person =
        create(
            Person.newBuilder()
                .setGivenName("Zoë")
                .setFamilyName("von der Größe-Müller")
                .addEmails(EmailAddress.newBuilder().setAddress("zgm@search.example")));

    for (String q :
        List.of("zoe", "ZOË", "von der gr", "grosse", "größe-mü", "groesse-mueller", "zgm@sea")) {
      assertThat(search(q)).as(q).containsExactly(person);
    }
    assertThat(search("oe")).isEmpty();
    assertThat(search("zzz")).isEmpty();
  }

  @Test
  void keepsExternalIdsUniqueAndFreesThemOnDeletion() {
    Person first = create(named("First").addExternalIds(id("shop", "1")));

    Refusal.expect(
        Code.ALREADY_EXISTS,
        "EXTERNAL_ID_TAKEN",
        () -> create(named("Second").addExternalIds(id("shop", "1"))));
    Person second = create(named("Second").addExternalIds(id("shop", "2")));
    Refusal.expect(
        Code.ALREADY_EXISTS,
        "EXTERNAL_ID_TAKEN",
        () -> update(second, named("Second").addExternalIds(id("shop", "1"))));
    assertThat(get(second.getName()).getExternalIdsList()).containsExactly(id("shop", "2"));
    delete(first);
    Person moved = update(get(second.getName()), named("Second").addExternalIds(id("shop", "1")));
    assertThat(byExternalId("1")).containsExactly(moved);
    assertThat(byExternalId("2")).isEmpty();
    create(named("Third").addExternalIds(id("shop", "2")));
  }

  @Test
  void destroysEveryFieldOnDeletion() {
    Person person =
        create(named("Marker-4711").addEmails(EmailAddress.newBuilder().setAddress("m4711@x.org")));

    delete(person);

    Refusal.notFound(() -> get(person.getName()));
    assertThat(search("marker-4711")).isEmpty();
    for (String collection : CRM.database().listCollectionNames()) {
      for (org.bson.Document document : CRM.database().getCollection(collection).find()) {
        assertThat(document.toJson().toLowerCase(Locale.ROOT)).doesNotContain("4711");
      }
    }
    Refusal.notFound(() -> delete(person));
  }

  @Test
  void keepsTheFirstSource() {
    Person person =
        create(named("Source").setSource(Origin.newBuilder().setUtmSource("instagram")));

    Person updated =
        update(person, named("Source").setSource(Origin.newBuilder().setUtmSource("google")));

    assertThat(updated.getSource().getUtmSource()).isEqualTo("instagram");
    assertThat(updated.getEtag()).isEqualTo(person.getEtag());
  }

  @Test
  void replacesOnlyMaskedFieldsAndClearsThem() {
    Person person = create(named("Mask").setNote("old").setJobTitle("boss"));

    Person updated =
        people()
            .updatePerson(
                UpdatePersonRequest.newBuilder()
                    .setPerson(Person.newBuilder().setName(person.getName()))
                    .setUpdateMask(FieldMask.newBuilder().addPaths("note"))
                    .build());

    assertThat(updated.getNote()).isEmpty();
    assertThat(updated.getJobTitle()).isEqualTo("boss");
    Refusal.expect(
        Code.ABORTED, "ETAG_STALE", () -> update(person, named("Mask").setNote("newer")));
  }

  @Test
  void createsABatchItemByItemAndTwiceWithoutDoubles() {
    BatchCreatePeopleRequest request =
        BatchCreatePeopleRequest.newBuilder()
            .setParent("clients/house")
            .addPeople(named("Batch A").addExternalIds(id("batch", "a")))
            .addPeople(named("Batch B").setBirthDate("not a day"))
            .addPeople(named("Batch C").addExternalIds(id("batch", "c")))
            .addPeople(named("Batch A again").addExternalIds(id("batch", "a")))
            .build();

    BatchCreatePeopleResponse first = people().batchCreatePeople(request);
    BatchCreatePeopleResponse second = people().batchCreatePeople(request);

    assertThat(first.getResults(1).getError().getMessage()).contains("birth_date");
    assertThat(first.getResults(3).getPerson()).isEqualTo(first.getResults(0).getPerson());
    assertThat(second).isEqualTo(first);
    assertThat(search("batch")).hasSize(2);
  }

  @Test
  void createsABatchOnceUnderOneRequestId() {
    BatchCreatePeopleRequest request =
        BatchCreatePeopleRequest.newBuilder()
            .setParent("clients/house")
            .setRequestId("batch-1")
            .addPeople(named("Keyless One"))
            .addPeople(named("Keyless Two"))
            .build();

    assertThat(people().batchCreatePeople(request)).isEqualTo(people().batchCreatePeople(request));
    assertThat(search("keyless")).hasSize(2);
  }

  @Test
  void pagesThroughAllPeopleOfOneClientOnly() {
    CRM.client("alpha", "paged");
    List<String> created = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      created.add(create("paged", named("Paged " + i)).getName());
    }
    create("house", named("Elsewhere"));

    List<String> found = new ArrayList<>();
    ListPeopleRequest.Builder request =
        ListPeopleRequest.newBuilder().setParent("clients/paged").setPageSize(3);
    do {
      ListPeopleResponse page = people().listPeople(request.build());
      page.getPeopleList().forEach(person -> found.add(person.getName()));
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    assertThat(found).containsExactlyInAnyOrderElementsOf(created).isSorted();
    Refusal.expect(
        Code.INVALID_ARGUMENT,
        "PAGE_TOKEN_INVALID",
        () -> people().listPeople(request.setPageToken("rubbish").build()));
    Refusal.invalid(() -> people().listPeople(request.setPageSize(5000).build()));
  }

  @Test
  void hidesPeopleOfOtherTenantsAndClients() {
    Person person = create(named("Hidden"));

    Refusal.notFound(() ->
        PersonServiceGrpc.newBlockingStub(CRM.owner("beta"))
            .getPerson(GetPersonRequest.newBuilder().setName(person.getName()).build()));
    Refusal.notFound(() ->
        PersonServiceGrpc.newBlockingStub(CRM.as("alpha", "other", Role.SALES))
            .getPerson(GetPersonRequest.newBuilder().setName(person.getName()).build()));
    Refusal.expect(
        Code.PERMISSION_DENIED,
        "ROLE_MISSING",
        () ->
            PersonServiceGrpc.newBlockingStub(CRM.as("alpha", "house", Role.CLIENT_VIEWER))
                .getPerson(GetPersonRequest.newBuilder().setName(person.getName()).build()));
    Refusal.notFound(() -> create("nothing", named("Nowhere")));
  }

  private static Person.Builder named(String name) {
    return Person.newBuilder().setFullName(name);
  }

  private static ExternalId id(String system, String id) {
    return ExternalId.newBuilder().setSystem(system).setId(id).build();
  }

  private static Person create(Person.Builder person) {
    return create("house", person);
  }

  private static Person create(String client, Person.Builder person) {
    return people()
        .createPerson(
            CreatePersonRequest.newBuilder()
                .setParent("clients/" + client)
                .setPerson(person)
                .build());
  }

  private static Person update(Person current, Person.Builder values) {
    return people()
        .updatePerson(
            UpdatePersonRequest.newBuilder()
                .setPerson(values.setName(current.getName()).setEtag(current.getEtag()))
                .build());
  }

  private static Person get(String name) {
    return people().getPerson(GetPersonRequest.newBuilder().setName(name).build());
  }

  private static void delete(Person person) {
    people().deletePerson(DeletePersonRequest.newBuilder().setName(person.getName()).build());
  }

  private static List<Person> search(String q) {
    return people()
        .listPeople(ListPeopleRequest.newBuilder().setParent("clients/house").setQ(q).build())
        .getPeopleList();
  }

  private static List<Person> byExternalId(String id) {
    return people()
        .listPeople(
            ListPeopleRequest.newBuilder()
                .setParent("clients/house")
                .setExternalId(id("shop", id))
                .build())
        .getPeopleList();
  }

  private static PersonServiceBlockingStub people() {
    return PersonServiceGrpc.newBlockingStub(CRM.owner("alpha"));
  }
}
