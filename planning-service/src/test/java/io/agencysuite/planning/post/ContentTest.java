package io.agencysuite.planning.post;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.test.Seed;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTest {

  @Test
  void hashesEveryField() {
    assertThat(Contents.mutations(Contents.PLAIN))
        .hasSize(13)
        .allSatisfy(mutated -> {
          assertThat(mutated).isNotEqualTo(Contents.PLAIN);
          assertThat(mutated.hash()).isNotEqualTo(Contents.PLAIN.hash());
        });
  }

  @Test
  void hashesEqualContentsAlikeAndOthersApart() {
    var random = Seed.random("content hashes");
    Map<String, Content> seen = new HashMap<>();

    for (int i = 0; i < 20_000; i++) {
      Content content = Contents.random(random);
      Content known = seen.putIfAbsent(content.hash(), content);
      assertThat(known == null || known.equals(content)).isTrue();
    }
  }

  @Test
  void keepsItsHashForEver() {
    assertThat(Contents.PLAIN.hash())
        .isEqualTo("sha256:3536f43cd57008cab930f1ed25fa77ca697a9161912dbd16c356f7ef386d9399");
  }

  /// The peers' drift: a post at nine stays at nine on either side of a change of clocks.
  @ParameterizedTest
  @CsvSource({
    "2026-10-24T09:00, Europe/Berlin, 2026-10-24T07:00:00Z",
    "2026-10-25T09:00, Europe/Berlin, 2026-10-25T08:00:00Z",
    "2027-03-27T09:00, Europe/Berlin, 2027-03-27T08:00:00Z",
    "2027-03-28T09:00, Europe/Berlin, 2027-03-28T07:00:00Z",
    "2027-03-28T02:30, Europe/Berlin, 2027-03-28T01:30:00Z",
    "2026-10-25T02:30, Europe/Berlin, 2026-10-25T00:30:00Z",
    "2026-11-01T01:30, America/New_York, 2026-11-01T05:30:00Z",
    "2026-10-04T02:15, Australia/Lord_Howe, 2026-10-03T15:45:00Z"
  })
  void meansOneInstantOnEveryDay(String local, String zone, String expected) {
    Content content =
        new Content("c", "t", "", "", "text", Content.Intention.GIVE, "", local, zone);

    assertThat(content.plannedTime()).contains(Instant.parse(expected));
  }

  @Test
  void putsTheLinkWhereTheTextSaysSo() {
    assertThat(Contents.PLAIN.textWith("https://go.example/r/1"))
        .isEqualTo("Frisch um sieben. https://go.example/r/1");
  }
}
