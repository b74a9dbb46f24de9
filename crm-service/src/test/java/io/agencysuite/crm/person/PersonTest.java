package io.agencysuite.crm.person;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.crm.contact.Address;
import io.agencysuite.crm.contact.EmailAddress;
import io.agencysuite.crm.contact.ExternalId;
import io.agencysuite.crm.contact.PhoneNumber;
import io.agencysuite.crm.origin.Origin;
import io.agencysuite.kit.test.Seed;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PersonTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

  @Test
  void survivesTheWay() {
    SplittableRandom random = Seed.random("PersonTest");
    for (int i = 0; i < 500; i++) {
      Profile profile = profile(random);
      assertThat(PersonMessages.from(PersonMessages.to(profile), "DE")).isEqualTo(profile);
    }
  }

  @Test
  void fillsOnlyWhatIsEmptyWhateverTheOtherSays() {
    SplittableRandom random = Seed.random("PersonTest");
    for (int i = 0; i < 500; i++) {
      Profile own = profile(random);
      Profile other = profile(random);
      Profile filled = own.filledFrom(other);

      assertThat(filled.filledFrom(other)).isEqualTo(filled);
      assertThat(filled.givenName())
          .isEqualTo(own.givenName().isEmpty() ? other.givenName() : own.givenName());
      assertThat(filled.emails()).isEqualTo(own.emails().isEmpty() ? other.emails() : own.emails());
      assertThat(filled.source())
          .isEqualTo(own.source().equals(Origin.UNKNOWN) ? other.source() : own.source());
      assertThat(filled.externalIds()).isEqualTo(own.externalIds());
    }
  }

  @Test
  void namesNobodyInItsText() {
    Person person = Person.of(profile(new SplittableRandom(1)), NOW);

    assertThat(person.profile().toString()).doesNotContain("@").doesNotContain("Ann");
  }

  private static Profile profile(SplittableRandom random) {
    return new Profile(
        pick(random, "", "Anna", "Jürgen"),
        pick(random, "", "Müller", "van Dyk"),
        pick(random, "Somebody", "Ann Other"),
        pick(random, "", "Dr."),
        pick(random, "", "1971-05-24"),
        random.nextBoolean() ? List.of() : List.of(new EmailAddress("a@b.org", "work")),
        random.nextBoolean()
            ? List.of()
            : List.of(new PhoneNumber("030 901820", "+4930901820", "home")),
        random.nextBoolean()
            ? Profile.NO_ADDRESS
            : new Address("Ring", "1a", "10115", "Berlin", "", "DE"),
        pick(random, "", "de"),
        "",
        pick(random, "", "boss"),
        random.nextBoolean() ? List.of() : List.of(new ExternalId("shop", "1")),
        random.nextBoolean()
            ? Origin.UNKNOWN
            : new Origin("", "", "", pick(random, "ig", "google"), "", "", "", ""),
        random.nextBoolean() ? Profile.Stage.LEAD : Profile.Stage.CUSTOMER,
        random.nextBoolean() ? List.of() : List.of("vip"),
        pick(random, "", "note"));
  }

  private static String pick(SplittableRandom random, String... values) {
    return values[random.nextInt(values.length)];
  }
}
