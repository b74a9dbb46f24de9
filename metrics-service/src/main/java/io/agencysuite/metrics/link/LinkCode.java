package io.agencysuite.metrics.link;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/// The public code of a link: `<tenant>.<client>.<link>`. It carries the way to its document, so
/// that no table of all codes is needed. The link's id is six characters of time and ten of chance.
record LinkCode(String tenant, String client, String link) {

  private static final char[] DIGITS = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
  private static final int TIME_DIGITS = 6;
  private static final int RANDOM_DIGITS = 10;
  private static final long EPOCH_SECOND = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();

  /// Empty when the text is no code.
  static Optional<LinkCode> parse(String text) {
    List<String> parts = List.of(text.split("\\.", -1));
    boolean wellFormed =
        parts.size() == 3 && parts.stream().allMatch(p -> p.matches("[a-z0-9-]{1,64}"));
    return wellFormed
        ? Optional.of(new LinkCode(parts.get(0), parts.get(1), parts.get(2)))
        : Optional.empty();
  }

  /// A new id of a link; later ones are greater, and none can be guessed.
  static String newLink(Instant now, RandomGenerator random) {
    long seconds = Math.max(0, now.getEpochSecond() - EPOCH_SECOND);
    char[] text = new char[TIME_DIGITS + RANDOM_DIGITS];
    for (int i = TIME_DIGITS - 1; i >= 0; i--) {
      text[i] = DIGITS[(int) (seconds & 31)];
      seconds >>>= 5;
    }
    long bits = random.nextLong();
    for (int i = TIME_DIGITS; i < text.length; i++) {
      text[i] = DIGITS[(int) (bits & 31)];
      bits >>>= 5;
    }
    return new String(text);
  }

  @Override
  public String toString() {
    return tenant + '.' + client + '.' + link;
  }
}
