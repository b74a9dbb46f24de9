package io.agencysuite.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.rest.Answer;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(SuiteExtension.class)
class RolesTest {

  private final Agency agency;
  private final Agency stranger;

  RolesTest(Suite suite) {
    agency = Agency.create(suite, "roles");
    stranger = Agency.create(suite, "stranger");
    agency.client("brauhaus");
    agency.client("zahnarzt");
  }

  @Test
  void refusesCallersWithoutCredential() {
    refused(agency.anonymous().get("/v1/clients/brauhaus"), 401);
    refused(agency.anonymous().as(() -> "Bearer nonsense").get("/v1/clients"), 401);
    refused(agency.anonymous().as(() -> "Basic b3duZXI6cGFzcw==").get("/v1/clients"), 401);
  }

  @Test
  void answersAForeignAgencyAsIfNothingWereThere() {
    Answer foreign = stranger.owner().get("/v1/clients/brauhaus");
    Answer missing = stranger.owner().get("/v1/clients/nobody");

    refused(foreign, 404);
    refused(missing, 404);
    assertThat(Json.text(foreign.document(), "reason"))
        .isEqualTo(Json.text(missing.document(), "reason"));
    refused(stranger.owner().get("/v1/clients/brauhaus/people"), 404);
    refused(stranger.owner().get("/v1/clients/brauhaus/posts"), 404);
    refused(stranger.owner().get("/v1/clients/brauhaus/rawRecords"), 404);
    refused(stranger.owner().post("/v1/clients/brauhaus/events:ingest", visit()), 404);
    assertThat(stranger.owner().list("/v1/clients", "clients"))
        .extracting(client -> Json.text(client, "name"))
        .containsExactly("clients/house");
  }

  @Test
  void letsNobodyButTheOperatorCreateAgencies() {
    Answer answer =
        agency
            .owner()
            .post(
                "/v1/tenants",
                Json.object(
                    "tenantId", "another",
                    "tenant", Json.object("displayName", "Another"),
                    "ownerEmail", "a@another.example",
                    "ownerPassword", "a long enough password"));

    refused(answer, 403);
  }

  @Test
  void showsAUserOnlyTheClientsOfTheirGrants() {
    Rest sales = agency.user("emre", "SALES", "clients/zahnarzt");

    assertThat(sales.list("/v1/clients", "clients"))
        .extracting(client -> Json.text(client, "name"))
        .containsExactly("clients/zahnarzt");
    refused(sales.get("/v1/clients/brauhaus"), 404);
    refused(sales.get("/v1/clients/brauhaus/leads"), 404);
    assertThat(sales.get("/v1/clients/zahnarzt/leads").status()).isEqualTo(200);
  }

  @Test
  void letsEachRoleDoItsWorkOnly() {
    Rest analyst = agency.user("svea", "ANALYST", "clients/-");
    Rest partner = agency.user("shop", "PARTNER", "clients/brauhaus");
    Rest viewer = agency.user("wirt", "CLIENT_VIEWER", "clients/brauhaus");

    assertThat(analyst.get("/v1/clients/brauhaus/people").status()).isEqualTo(200);
    refused(analyst.post("/v1/clients/brauhaus/people", Json.object("fullName", "X")), 403);
    refused(analyst.post("/v1/clients?clientId=third", Json.object("displayName", "x")), 403);
    assertThat(partner.post("/v1/clients/brauhaus/events:ingest", visit()).status()).isEqualTo(200);
    refused(partner.get("/v1/clients/brauhaus/timeEntries"), 403);
    refused(viewer.get("/v1/clients/brauhaus/leads"), 403);
    assertThat(viewer.get("/v1/clients/brauhaus/posts").status()).isEqualTo(200);
  }

  private static ObjectNode visit() {
    return Json.object(
        "events",
        List.of(
            Json.object("eventId", "e1", "occurTime", "2026-11-01T10:00:00Z", "type", "VISIT")));
  }

  private static void refused(Answer answer, int status) {
    assertThat(answer.status()).as(answer.request() + " " + answer.body()).isEqualTo(status);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.document().path("status").asInt()).isEqualTo(status);
    assertThat(Json.text(answer.document(), "reason")).isNotEmpty();
  }
}
