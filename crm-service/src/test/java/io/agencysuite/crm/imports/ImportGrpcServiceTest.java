package io.agencysuite.crm.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import io.agencysuite.crm.CrmServer;
import io.agencysuite.crm.Refusal;
import io.agencysuite.crm.v1.CreateImportRequest;
import io.agencysuite.crm.v1.DownloadFailedRowsRequest;
import io.agencysuite.crm.v1.GetImportRequest;
import io.agencysuite.crm.v1.Import;
import io.agencysuite.crm.v1.Import.Field;
import io.agencysuite.crm.v1.ImportError;
import io.agencysuite.crm.v1.ImportServiceGrpc;
import io.agencysuite.crm.v1.ImportServiceGrpc.ImportServiceBlockingStub;
import io.agencysuite.crm.v1.ListImportErrorsRequest;
import io.agencysuite.crm.v1.ListImportsRequest;
import io.agencysuite.crm.v1.ListPeopleRequest;
import io.agencysuite.crm.v1.ListPeopleResponse;
import io.agencysuite.crm.v1.Person;
import io.agencysuite.crm.v1.PersonServiceGrpc;
import io.agencysuite.kit.identity.Role;
import io.grpc.Status.Code;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ImportGrpcServiceTest {

  @RegisterExtension static final CrmServer CRM = new CrmServer();

  @BeforeAll
  static void createTenant() {
    CRM.tenant("alpha");
  }

  @Test
  void importsGoodRowsAndNamesWhatIsWrongWithTheOthers() {
    CRM.client("alpha", "nasty");
    String csv =
        """
        \uFEFFid,first,last,mail,born
        1,Jürgen,"Mül""ler",JM@example.com,1971-05-24
        2,Bad,Mail,not an address,24.05.1971

        3,Bad,Day,ok@example.com,2023-02-29
        4,"Two
        lines",Twain,,19710524
        5,Too,few
        6,Too,many,x@example.com,1971-05-24,!
        7,,,,
        1,Known,Already,,
        """;

    Import done = await(create("nasty", csv.replace("\n", "\r\n")));

    assertThat(done.getState()).isEqualTo(Import.State.SUCCEEDED);
    assertThat(done.getTotalRows()).isEqualTo(8);
    assertThat(done.getProcessedRows()).isEqualTo(8);
    assertThat(done.getCreatedRows()).isEqualTo(3);
    assertThat(done.getUnchangedRows()).isEqualTo(1);
    assertThat(done.getFailedRows()).isEqualTo(4);
    assertThat(errors(done))
        .extracting(ImportError::getLine, ImportError::getColumn, ImportError::getValue)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, "mail", "not an address"),
            org.assertj.core.groups.Tuple.tuple(5L, "born", "2023-02-29"),
            org.assertj.core.groups.Tuple.tuple(8L, "", "3 fields"),
            org.assertj.core.groups.Tuple.tuple(9L, "", "6 fields"));
    assertThat(people("nasty"))
        .extracting(Person::getGivenName, Person::getFamilyName, Person::getBirthDate)
        .contains(
            org.assertj.core.groups.Tuple.tuple("Jürgen", "Mül\"ler", "1971-05-24"),
            org.assertj.core.groups.Tuple.tuple("Two\r\nlines", "Twain", "1971-05-24"));
  }

  @Test
  void givesFailedRowsBackSoThatTheyCanBeCorrected() {
    CRM.client("alpha", "again");
    Import done = await(create("again", "id,first,last,mail,born\n9,\"A, B\",C,bad,\n"));

    String failed =
        imports()
            .downloadFailedRows(
                DownloadFailedRowsRequest.newBuilder().setName(done.getName()).build())
            .getData()
            .toStringUtf8();

    assertThat(failed)
        .isEqualToNormalizingNewlines(
            """
            id,first,last,mail,born,import_line,import_errors
            9,"A, B",C,bad,,2,"mail: 'bad' (expected: an e-mail address, name@domain)"
            """);
    Import corrected = await(create("again", failed.replace("bad,,2", "a@b.org,,2")));
    assertThat(corrected.getCreatedRows()).isEqualTo(1);
  }

  @Test
  void writesNothingInADryRun() {
    CRM.client("alpha", "dry");
    CreateImportRequest.Builder request =
        request(
            "dry",
            "id,first,last,mail,born\n1,A,B,,\n2,C,D,bad,\n".getBytes(StandardCharsets.UTF_8));
    request.getImportBuilder().setDryRun(true);

    Import done = await(imports().createImport(request.build()));

    assertThat(done.getCreatedRows()).isEqualTo(1);
    assertThat(done.getFailedRows()).isEqualTo(1);
    assertThat(people("dry")).isEmpty();
  }

  @Test
  void changesNothingWhenTheFileIsSentAgain() {
    CRM.client("alpha", "twice");
    String csv = rows(20);
    await(create("twice", csv));
    List<Person> before = people("twice");

    Import again = await(create("twice", csv));

    assertThat(again.getUnchangedRows()).isEqualTo(20);
    assertThat(people("twice")).isEqualTo(before).hasSize(20);
  }

  @Test
  void createsOnceUnderOneRequestIdEvenAfterItsFileIsGone() {
    CRM.client("alpha", "once");
    CreateImportRequest request =
        request("once", rows(2).getBytes(StandardCharsets.UTF_8)).setRequestId("r-1").build();
    Import first = await(imports().createImport(request));

    assertThat(imports().createImport(request)).isEqualTo(first);
    assertThat(people("once")).hasSize(2);
  }

  @Test
  void goesOnAfterARestartWithoutDoubles() {
    CRM.client("alpha", "crash");
    Import started = create("crash", rows(100).replaceAll("(?m)^\\d+,", ","));
    CRM.restart();

    Import done = await(started);

    assertThat(done.getCreatedRows()).isEqualTo(100);
    assertThat(people("crash")).hasSize(100);
  }

  @Test
  void refusesFilesThatAreBadAsAWholeAndStoresNothing() {
    CRM.client("alpha", "refused");
    assertThat(refuse("id,first,last,mail,born\n1,\"open,B,,\n2,C,D,,\n").message())
        .contains("line 2")
        .contains("quote");
    assertThat(refuse("id,first,last,mail,born\n1,\"A\"x,B,,\n").message()).contains("quote");
    assertThat(refuse("id,first,last,mail,first\n").message()).contains("first stands twice");
    assertThat(refuse("id,first,surname,mail,born\n").message()).contains("last is missing");
    assertThat(refuse("").message()).contains("header");
    Refusal latin =
        refuse("id,first,last,mail,born\n1,A,B,,\n2,Jürgen,B,,\n", StandardCharsets.ISO_8859_1);
    assertThat(latin.message()).contains("line 3: byte 0xFC is not UTF-8");
    assertThat(
            imports()
                .listImports(ListImportsRequest.newBuilder().setParent("clients/refused").build())
                .getImportsList())
        .isEmpty();
    assertThat(people("refused")).isEmpty();
  }

  @Test
  void refusesMappingsThatContradictEachOther() {
    CreateImportRequest.Builder request =
        request("house", rows(1).getBytes(StandardCharsets.UTF_8));
    request.getImportBuilder().addMappings(mapping("born", Field.GIVEN_NAME));
    Refusal.invalid(() -> imports().createImport(request.build()));
    request.getImportBuilder().removeMappings(5).clearExternalSystem();
    Refusal.invalid(() -> imports().createImport(request.build()));
  }

  @Test
  void hidesImportsOfOthers() {
    Import done = await(create("house", rows(1)));
    GetImportRequest get = GetImportRequest.newBuilder().setName(done.getName()).build();

    Refusal.notFound(() -> ImportServiceGrpc.newBlockingStub(CRM.owner("beta")).getImport(get));
    Refusal.expect(
        Code.PERMISSION_DENIED,
        "ROLE_MISSING",
        () ->
            ImportServiceGrpc.newBlockingStub(CRM.as("alpha", "house", Role.ANALYST))
                .getImport(get));
  }

  private static String rows(int count) {
    StringBuilder csv = new StringBuilder("id,first,last,mail,born\n");
    for (int i = 1; i <= count; i++) {
      csv.append(i).append(",First").append(i).append(",Last,p").append(i).append("@x.org,\n");
    }
    return csv.toString();
  }

  private static Refusal refuse(String csv) {
    return refuse(csv, StandardCharsets.UTF_8);
  }

  private static Refusal refuse(String csv, Charset charset) {
    byte[] content = csv.isEmpty() ? new byte[] {'\n'} : csv.getBytes(charset);
    return Refusal.expect(
        Code.INVALID_ARGUMENT,
        "IMPORT_FILE_INVALID",
        () -> imports().createImport(request("refused", content).build()));
  }

  private static Import create(String client, String csv) {
    return imports().createImport(request(client, csv.getBytes(StandardCharsets.UTF_8)).build());
  }

  private static CreateImportRequest.Builder request(String client, byte[] content) {
    return CreateImportRequest.newBuilder()
        .setParent("clients/" + client)
        .setImport(
            Import.newBuilder()
                .setExternalSystem("legacy")
                .addMappings(mapping("id", Field.EXTERNAL_ID))
                .addMappings(mapping("first", Field.GIVEN_NAME))
                .addMappings(mapping("last", Field.FAMILY_NAME))
                .addMappings(mapping("mail", Field.EMAIL))
                .addMappings(mapping("born", Field.BIRTH_DATE)))
        .setContent(ByteString.copyFrom(content));
  }

  private static Import.Mapping mapping(String column, Field field) {
    return Import.Mapping.newBuilder().setColumn(column).setField(field).build();
  }

  private static Import await(Import started) {
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    while (System.nanoTime() < end) {
      Import now =
          imports().getImport(GetImportRequest.newBuilder().setName(started.getName()).build());
      if (now.getState() != Import.State.RUNNING) {
        return now;
      }
    }
    throw new AssertionError(started.getName() + " never ended");
  }

  private static List<ImportError> errors(Import done) {
    List<ImportError> errors = new ArrayList<>();
    ListImportErrorsRequest.Builder request =
        ListImportErrorsRequest.newBuilder().setParent(done.getName()).setPageSize(2);
    do {
      var page = imports().listImportErrors(request.build());
      errors.addAll(page.getErrorsList());
      request.setPageToken(page.getNextPageToken());
    } while (!request.getPageToken().isEmpty());
    return errors;
  }

  private static List<Person> people(String client) {
    ListPeopleResponse all =
        PersonServiceGrpc.newBlockingStub(CRM.owner("alpha"))
            .listPeople(
                ListPeopleRequest.newBuilder()
                    .setParent("clients/" + client)
                    .setPageSize(200)
                    .build());
    return all.getPeopleList();
  }

  private static ImportServiceBlockingStub imports() {
    return ImportServiceGrpc.newBlockingStub(CRM.owner("alpha"));
  }
}
