package io.agencysuite.system.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.rest.Answer;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import io.agencysuite.system.Agency;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// Nobody writes what only the suite may write.
@ExtendWith(SuiteExtension.class)
class OutputOnlyTest {

  private static final String LONG_AGO = "2001-01-01T00:00:00Z";
  private static final String CLIENT = "/v1/clients/brauhaus";

  private final Rest owner;

  OutputOnlyTest(Suite suite) {
    Agency agency = Agency.create(suite, "outputonly");
    owner = agency.owner();
    agency.client("brauhaus");
    agency.channel("brauhaus", "instagram", "instagram");
  }

  @Test
  void ignoresOutputOnlyFieldsOfNewThings() {
    JsonNode lead =
        owner
            .post(
                CLIENT + "/leads",
                Json.object(
                    "name", "clients/brauhaus/leads/forged",
                    "fullName", "Jan Petersen",
                    "state", "CONVERTED",
                    "createTime", LONG_AGO,
                    "updateTime", LONG_AGO))
            .json();

    assertThat(Json.text(lead, "name")).doesNotContain("forged");
    assertThat(Json.text(lead, "state")).isNotEqualTo("CONVERTED");
    assertThat(lead.toString()).doesNotContain("2001-01-01");
  }

  @Test
  void refusesMaskThatNamesAnOutputOnlyField() {
    JsonNode person =
        owner.post(CLIENT + "/people", Json.object("fullName", "Renate Hansen")).json();
    String path = "/v1/" + Json.text(person, "name");

    Answer named =
        owner.patch(path + "?updateMask=createTime", Json.object("createTime", LONG_AGO));
    Answer unnamed =
        owner.patch(path, Json.object("fullName", "Renate Jensen", "createTime", LONG_AGO));

    assertThat(named.status()).as(named.body()).isEqualTo(400);
    assertThat(Json.text(unnamed.json(), "fullName")).isEqualTo("Renate Jensen");
    assertThat(unnamed.body()).doesNotContain("2001-01-01");
  }
}
