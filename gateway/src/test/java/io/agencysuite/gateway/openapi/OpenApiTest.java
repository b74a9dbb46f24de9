package io.agencysuite.gateway.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.gateway.ContractConfiguration;
import io.agencysuite.gateway.transcode.Transcoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The document that the door publishes, held against the last committed one.
class OpenApiTest {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();
  private static final Path COMMITTED = Path.of("../docs/openapi.json");

  /// `-Dopenapi.write=true` takes the present document over; a change that breaks callers needs
  /// `-Dopenapi.breaking=true` beside it, and a word in the commit.
  @Test
  void breaksNobodyWhoReliesOnTheCommittedDocument() throws IOException {
    JsonNode now = document();
    JsonNode committed =
        Files.exists(COMMITTED) ? JSON.readTree(Files.readString(COMMITTED)) : JSON.readTree("{}");
    if (!Boolean.getBoolean("openapi.breaking")) {
      assertThat(BreakingChanges.between(committed, now)).isEmpty();
    }
    if (Boolean.getBoolean("openapi.write")) {
      Files.writeString(COMMITTED, JSON.writeValueAsString(now) + "\n");
      return;
    }
    assertThat(committed.equals(now))
        .as("docs/openapi.json is the present document; -Dopenapi.write=true writes it")
        .isTrue();
  }

  @Test
  void namesEveryKindOfBreakingChange() throws IOException {
    ObjectNode now = (ObjectNode) document();
    JsonNode before = now.deepCopy();
    ((ObjectNode) now.path("paths")).remove("/v1/users");
    ObjectNode lead = (ObjectNode) now.at("/components/schemas/agency.crm.v1.Lead");
    ((ObjectNode) lead.path("properties")).remove("etag");
    lead.putArray("required").add("note");
    ObjectNode person = (ObjectNode) now.at("/components/schemas/agency.crm.v1.Person/properties");
    person.putObject("fullName").put("type", "integer");

    List<String> found = BreakingChanges.between(before, now);

    assertThat(found)
        .contains(
            "GET /v1/users is gone",
            "POST /v1/users is gone",
            "agency.crm.v1.Lead.etag is gone",
            "agency.crm.v1.Lead.note is required now")
        .anyMatch(change -> change.startsWith("agency.crm.v1.Person.fullName: type"));
    assertThat(BreakingChanges.between(now, now)).isEmpty();
  }

  @Test
  void hasAnExampleForEveryJsonBody() throws IOException {
    JsonNode document = document();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (JsonNode operation : path.getValue()) {
        for (JsonNode content : operation.findValues("application/json")) {
          assertThat(content.has("example")).as(path.getKey() + " " + content).isTrue();
        }
      }
    }
  }

  private static JsonNode document() throws IOException {
    try (var context = new AnnotationConfigApplicationContext(ContractConfiguration.class)) {
      var contract = context.getBean(ContractConfiguration.Contract.class);
      @SuppressWarnings("unchecked") // the one supplier of the configuration
      Supplier<Transcoder> transcoder = context.getBean(Supplier.class);
      return JSON.readTree(OpenApi.of(contract.files(), transcoder.get().routes()));
    }
  }
}
