package io.agencysuite.planning.channeltype;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.error.FieldViolation;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelTypeCatalogueTest {

  private final ChannelTypeCatalogue catalogue = ChannelTypeCatalogue.shipped();

  @Test
  void knowsElevenNetworksAndTheRest() {
    assertThat(catalogue.after("", 100))
        .extracting(ChannelType::id)
        .containsExactly(
            "bluesky",
            "facebook",
            "instagram",
            "linkedin",
            "mastodon",
            "other",
            "pinterest",
            "threads",
            "tiktok",
            "x",
            "xing",
            "youtube");
  }

  @Test
  void saysForEveryFactWhereItIsFrom() {
    for (ChannelType type : catalogue.after("", 100)) {
      LocalDate.parse(type.edition());
      for (ChannelType.Fact fact : type.facts()) {
        assertThat(fact.source()).as(type.id() + "." + fact.key()).isNotBlank();
        assertThat(LocalDate.parse(fact.sourceDate())).isAfter(LocalDate.of(2024, 1, 1));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "bluesky, 300", "facebook, 55000", "instagram, 2200", "linkedin, 3000", "mastodon, 500",
    "pinterest, 500", "threads, 500", "tiktok, 2200", "x, 280", "youtube, 5000"
  })
  void allowsExactlyTheLimit(String network, int limit) {
    ChannelType type = catalogue.find(network).orElseThrow();

    assertThat(type.violations("t", "a".repeat(limit))).isEmpty();
    assertThat(type.violations("t", "a".repeat(limit + 1)))
        .singleElement()
        .extracting(FieldViolation::field)
        .isEqualTo("post.text");
  }

  @Test
  void refusesWhatPeersCutSilently() {
    ChannelType bluesky = catalogue.find("bluesky").orElseThrow();
    String family = "\uD83D\uDC68\u200D\uD83D\uDC69\u200D\uD83D\uDC67\u200D\uD83D\uDC66";

    assertThat(bluesky.violations("t", family.repeat(120))).isEmpty();
    assertThat(bluesky.violations("t", family.repeat(121)))
        .extracting(FieldViolation::message)
        .containsExactly("3025 bytes (expected: at most 3000 bytes on Bluesky)");
  }

  @Test
  void countsTitlesWhereNetworksHaveThem() {
    ChannelType youtube = catalogue.find("youtube").orElseThrow();

    assertThat(youtube.violations("a".repeat(101), ""))
        .extracting(FieldViolation::field)
        .containsExactly("post.title");
    assertThat(catalogue.find("x").orElseThrow().violations("a".repeat(300), "")).isEmpty();
  }

  @Test
  void refusesTheSixthHashtagOnInstagram() {
    ChannelType instagram = catalogue.find("instagram").orElseThrow();

    assertThat(instagram.violations("t", "#a #b #c #d #e")).isEmpty();
    assertThat(instagram.violations("t", "#a #b #c #d #e #f")).hasSize(1);
  }

  @Test
  void enforcesNothingThatIsNotKnown() {
    for (String id : List.of("xing", "other")) {
      assertThat(catalogue.find(id).orElseThrow().violations("t", "a".repeat(60_000))).isEmpty();
    }
  }
}
