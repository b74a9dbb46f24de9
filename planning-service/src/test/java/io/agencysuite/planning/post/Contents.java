package io.agencysuite.planning.post;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// Contents for tests.
final class Contents {

  static final Content PLAIN =
      new Content(
          "instagram",
          "Brezeln",
          "Frisch um sieben. {link}",
          "https://brauhaus.example/brezeln",
          "image",
          Content.Intention.GIVE,
          "herbst",
          "2026-12-01T09:00",
          "Europe/Berlin");

  private static final List<String> WORDS =
      List.of("", "a", "ab", "Grüße", "日本", "\uD83D\uDC4D", "a b", "sha256:", "2026-12-01T09:00");

  private Contents() {}

  /// Every content that differs from this one in one field.
  static List<Content> mutations(Content c) {
    List<Content> all = new ArrayList<>();
    for (int field = 0; field < 9; field++) {
      all.add(changed(c, field, "x"));
    }
    all.add(changed(c, 2, ""));
    all.add(changed(c, 3, ""));
    all.add(changed(c, 6, ""));
    all.add(changed(c, 7, ""));
    return all;
  }

  static Content random(RandomGenerator random) {
    return new Content(
        "c" + word(random),
        "t" + word(random),
        word(random),
        word(random),
        word(random),
        random.nextBoolean() ? Content.Intention.GIVE : Content.Intention.ASK,
        word(random),
        random.nextBoolean()
            ? ""
            : "2026-%02d-%02dT%02d:30"
                .formatted(1 + random.nextInt(12), 1 + random.nextInt(28), random.nextInt(24)),
        random.nextBoolean() ? "Europe/Berlin" : "America/New_York");
  }

  private static String word(RandomGenerator random) {
    return WORDS.get(random.nextInt(WORDS.size()));
  }

  private static Content changed(Content c, int field, String mark) {
    return new Content(
        field == 0 ? "facebook" : c.channel(),
        field == 1 ? c.title() + mark : c.title(),
        field == 2 ? mark.isEmpty() ? "" : c.text() + mark : c.text(),
        field == 3 ? mark.isEmpty() ? "" : c.linkTargetUrl() + mark : c.linkTargetUrl(),
        field == 4 ? "carousel" : c.format(),
        field == 5 ? Content.Intention.ASK : c.intention(),
        field == 6 ? mark.isEmpty() ? "" : c.campaign() + mark : c.campaign(),
        field == 7 ? mark.isEmpty() ? "" : "2026-12-01T09:01" : c.plannedLocalTime(),
        field == 8 ? "Europe/Vienna" : c.timeZone());
  }
}
