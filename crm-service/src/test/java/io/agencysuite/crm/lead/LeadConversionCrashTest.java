package io.agencysuite.crm.lead;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.crm.client.Client;
import io.agencysuite.crm.client.ClientStore;
import io.agencysuite.crm.origin.Origin;
import io.agencysuite.crm.person.Person;
import io.agencysuite.crm.person.PersonStore;
import io.agencysuite.kit.mongo.Claims;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.test.CrashPoints;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;

/// A lead is converted while the store dies at any write; then the caller tries again.
class LeadConversionCrashTest {
  private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
  private static final Key LEAD = LeadStore.key("t", "shop", "lead-1");

  @Test
  void makesOnePersonAndOneConversionWhereverItDies() {
    int points =
        CrashPoints.enumerate(
            LeadConversionCrashTest::convert,
            database -> {
              LeadConversion.Converted first = convert(database);
              assertThat(convert(database)).isEqualTo(first);
            },
            database -> {
              assertThat(new LeadStore(database).require(LEAD).value().state())
                  .isEqualTo(Lead.State.CONVERTED);
              assertThat(stored(database))
                  .singleElement()
                  .satisfies(
                      person -> assertThat(person.value().profile().fullName()).isEqualTo("Ada"));
            });

    assertThat(points).isGreaterThanOrEqualTo(5);
  }

  private static LeadConversion.Converted convert(MongoDatabase database) {
    Documents.of(database, "clients", Client.class)
        .insertOnce(
            ClientStore.key("t", "shop"),
            new Client(
                "Shop", "Europe/Berlin", "EUR", "DE", "", null, Client.State.ACTIVE, NOW, NOW, ""));
    LeadStore leads = new LeadStore(database);
    leads.insertOnce(LEAD, lead());
    Claims claims = claims(database);
    return new LeadConversion(leads, people(database), new ClientStore(database), claims, clock())
        .convert(LEAD, "", "");
  }

  private static Lead lead() {
    return new Lead(
        new Lead.Capture(NOW, Lead.Method.FORM, "", Origin.UNKNOWN, ""),
        new Lead.Details(
            "", "", "Ada", "ada@example.com", "030 901820", "", "", "", List.of(), "", ""),
        null,
        "",
        Lead.State.NEW,
        "",
        null,
        "",
        NOW,
        NOW);
  }

  private static List<Stored<Person>> stored(MongoDatabase database) {
    return Documents.of(database, "people", Person.class)
        .list(Key.prefix("t", "shop", "person"), null, PageRequest.of(9, ""))
        .items();
  }

  private static PersonStore people(MongoDatabase database) {
    return new PersonStore(database, claims(database));
  }

  private static Claims claims(MongoDatabase database) {
    return new Claims(database, clock());
  }

  private static InstantSource clock() {
    return InstantSource.fixed(NOW);
  }
}
