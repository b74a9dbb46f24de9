package io.agencysuite.crm.imports;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.StringValue;
import com.mongodb.client.MongoDatabase;
import io.agencysuite.crm.client.Client;
import io.agencysuite.crm.client.ClientStore;
import io.agencysuite.crm.person.Person;
import io.agencysuite.crm.person.PersonStore;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.mongo.Claims;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Leases;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.test.CrashPoints;
import io.agencysuite.kit.time.Ids;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// A file of people is imported while the store dies at any write; then the caller sends it again
/// under the same request id, and the worker goes on.
class ImportCrashTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final InstantSource CLOCK = InstantSource.fixed(NOW);
  private static final Identity CALLER = new Identity(Identity.Kind.USER, "t", "users/1", Map.of());
  private static final String CSV = "id,name,mail\n1,Ada,a@example.org\n2,Bo,no address\n3,Cleo,\n";

  @Test
  void makesOneImportAndEachPersonOnceWhereverItDies() {
    int points =
        CrashPoints.enumerate(
            ImportCrashTest::run,
            database -> {
              run(database);
              run(database);
            },
            database -> {
              List<Stored<Import>> imports =
                  new ImportStore(database).list("t", "shop", PageRequest.of(9, "")).items();
              assertThat(imports).singleElement().satisfies(ImportCrashTest::hasEnded);
              assertThat(stored(database))
                  .extracting(person -> person.value().profile().fullName())
                  .containsExactlyInAnyOrder("Ada", "Cleo");
              Key key = imports.getFirst().key();
              assertThat(new ImportStore(database).failures(key, PageRequest.of(9, "")).items())
                  .hasSize(1);
              assertThat(new ImportStore(database).file(key)).isEmpty();
            });

    assertThat(points).isGreaterThanOrEqualTo(10);
  }

  private static void hasEnded(Stored<Import> ended) {
    assertThat(ended.value().state()).isEqualTo(Import.State.SUCCEEDED);
    assertThat(ended.value().counts()).isEqualTo(new Import.Counts(3, 2, 0, 1));
  }

  private static void run(MongoDatabase database) {
    Documents.of(database, "clients", Client.class)
        .insertOnce(
            ClientStore.key("t", "shop"),
            new Client(
                "Shop", "Europe/Berlin", "EUR", "DE", "", null, Client.State.ACTIVE, NOW, NOW, ""));
    Ids ids = Ids.secure(CLOCK);
    String id =
        new Creations(new Claims(database, CLOCK))
            .idFor(CALLER, "CreateImport", "r1", StringValue.of(CSV), ids::next);
    ImportStore imports = new ImportStore(database);
    imports.insertOnce(ImportStore.key("t", "shop", id), fresh(id), new ImportFile(CSV));
    try (ImportWorker worker =
        new ImportWorker(
            imports,
            people(database),
            new ClientStore(database),
            new Leases(database, CLOCK, ids),
            CLOCK,
            new ImportSettings(2, Duration.ofSeconds(1)))) {
      while (!imports.running(1).isEmpty()) {
        worker.advance(imports.running(1).getFirst());
      }
    }
  }

  private static Import fresh(String id) {
    return new Import(
        "people.csv",
        List.of(
            new Import.Mapping("id", ImportField.EXTERNAL_ID),
            new Import.Mapping("name", ImportField.FULL_NAME),
            new Import.Mapping("mail", ImportField.EMAIL)),
        ",",
        "old",
        false,
        List.of("id", "name", "mail"),
        Import.State.RUNNING,
        new Import.Counts(3, 0, 0, 0),
        NOW,
        null,
        id);
  }

  private static List<Stored<Person>> stored(MongoDatabase database) {
    return Documents.of(database, "people", Person.class)
        .list(Key.prefix("t", "shop", "person"), null, PageRequest.of(9, ""))
        .items();
  }

  private static PersonStore people(MongoDatabase database) {
    return new PersonStore(database, new Claims(database, CLOCK));
  }
}
