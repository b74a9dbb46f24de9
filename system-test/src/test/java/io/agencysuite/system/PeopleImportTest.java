package io.agencysuite.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(SuiteExtension.class)
class PeopleImportTest {

  private static final String CLIENT = "/v1/clients/shop";
  private final Rest owner;

  PeopleImportTest(Suite suite) {
    Agency agency = Agency.create(suite, "imports");
    owner = agency.owner();
    agency.client("shop");
  }

  @Test
  void namesTheLineOfEveryBadRow() throws InterruptedException {
    String csv =
        """
        id,first_name,surname,dob,city,email
        1,Renate,Hansen,1976-09-15,Kiel,renate@example.org
        2,"Uwe
        der Zweite",Petersen,1976-02-30,Kiel,uwe@example.org
        3,Nele,Roth,,Kiel,no address
        """;

    JsonNode ended = ended(imported(csv));

    assertThat(ended.path("createdRows").asInt()).isEqualTo(1);
    assertThat(ended.path("failedRows").asInt()).isEqualTo(2);
    List<JsonNode> errors = owner.list("/v1/" + Json.text(ended, "name") + "/errors", "errors");
    assertThat(errors).extracting(error -> Json.number(error, "line")).containsExactly(3L, 5L);
    assertThat(errors)
        .extracting(error -> Json.text(error, "column"))
        .containsExactly("dob", "email");
    assertThat(errors)
        .extracting(error -> Json.text(error, "value"))
        .containsExactly("1976-02-30", "no address");
    assertThat(owner.list(CLIENT + "/people", "people")).hasSize(1);
  }

  @Test
  void importsAThousandRealPeopleOnce() throws IOException, InterruptedException {
    Optional<Path> file = Rooms.shared("leads/fake_1000.csv");
    assumeTrue(file.isPresent(), "../shared/data/leads/fake_1000.csv is not here");
    String csv = Files.readString(file.orElseThrow());

    JsonNode first = ended(imported(csv));
    JsonNode again = ended(imported(csv));

    assertThat(first.path("totalRows").asInt()).isEqualTo(1000);
    assertThat(first.path("createdRows").asInt())
        .isEqualTo(1000 - first.path("failedRows").asInt(0));
    assertThat(again.path("createdRows").asInt(0)).isZero();
    assertThat(again.path("unchangedRows").asInt()).isEqualTo(first.path("createdRows").asInt());
    List<JsonNode> people = owner.list(CLIENT + "/people", "people");
    assertThat(people).hasSize(first.path("createdRows").asInt());
    List<JsonNode> errors = owner.list("/v1/" + Json.text(first, "name") + "/errors", "errors");
    List<String> lines = csv.lines().toList();
    assertThat(errors)
        .allSatisfy(error ->
            assertThat(lines.get((int) Json.number(error, "line") - 1))
                .contains(Json.text(error, "value")));
    System.out.printf(
        "fake_1000: %d people, %d rows refused%n",
        people.size(), first.path("failedRows").asInt(0));
  }

  private JsonNode imported(String csv) {
    ObjectNode mapping =
        Json.object(
            "displayName", "people.csv",
            "externalSystem", "crm-old",
            "mappings",
                List.of(
                    column("id", "EXTERNAL_ID"),
                    column("first_name", "GIVEN_NAME"),
                    column("surname", "FAMILY_NAME"),
                    column("dob", "BIRTH_DATE"),
                    column("city", "CITY"),
                    column("email", "EMAIL")));
    return owner
        .post(
            CLIENT + "/imports",
            Json.object(
                "import",
                mapping,
                "content",
                Base64.getEncoder().encodeToString(csv.getBytes(StandardCharsets.UTF_8))))
        .json();
  }

  private static ObjectNode column(String column, String field) {
    return Json.object("column", column, "field", field);
  }

  private JsonNode ended(JsonNode started) throws InterruptedException {
    JsonNode now = started;
    for (int i = 0; i < 600 && Json.text(now, "state").equals("RUNNING"); i++) {
      Thread.sleep(50);
      now = owner.get("/v1/" + Json.text(started, "name")).json();
    }
    assertThat(Json.text(now, "state")).isEqualTo("SUCCEEDED");
    return now;
  }
}
