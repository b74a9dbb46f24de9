package io.agencysuite.planning.channeltype;

import io.agencysuite.kit.error.FieldViolation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A network with what is known about it.
///
/// @param edition day of this edition, `YYYY-MM-DD`
/// @param formats never empty; the first is the usual one
public record ChannelType(
    String id,
    String displayName,
    Publishing publishing,
    String edition,
    List<Fact> facts,
    List<String> formats) {

  private static final Map<String, Part> ENFORCED =
      Map.of(
          "title_max", Part.TITLE,
          "text_max", Part.TEXT,
          "text_bytes_max", Part.TEXT,
          "hashtags_max", Part.TEXT);

  /// How posts can reach the network.
  public enum Publishing {
    MANUAL,
    INTERFACE
  }

  /// How far a fact can be trusted.
  public enum Confidence {
    LOW,
    MEDIUM,
    HIGH
  }

  private enum Part {
    TITLE,
    TEXT
  }

  /// One fact with its provenance.
  ///
  /// @param rule null when the fact is no count of characters
  public record Fact(
      String key,
      String value,
      String unit,
      @Nullable CountingRule rule,
      String source,
      String sourceDate,
      Confidence confidence,
      String runtimeOverride,
      String note) {

    public Fact {
      if (ENFORCED.containsKey(key) && (rule == null || Integer.parseInt(value) < 1)) {
        throw new IllegalArgumentException(key + ": (expected: a counting rule and a number)");
      }
    }
  }

  public ChannelType {
    facts = List.copyOf(facts);
    formats = List.copyOf(formats);
    if (formats.isEmpty()) {
      throw new IllegalArgumentException(id + ".formats: empty (expected: at least one)");
    }
  }

  /// Every limit of the network that the texts are over, counted as the network counts.
  public List<FieldViolation> violations(String title, String text) {
    return facts.stream().flatMap(fact -> violation(fact, title, text).stream()).toList();
  }

  public Optional<Fact> fact(String key) {
    return facts.stream().filter(f -> f.key().equals(key)).findFirst();
  }

  private Optional<FieldViolation> violation(Fact fact, String title, String text) {
    Part part = ENFORCED.get(fact.key());
    CountingRule rule = fact.rule();
    if (part == null || rule == null) {
      return Optional.empty();
    }
    int count = rule.count(part == Part.TITLE ? title : text);
    if (count <= Integer.parseInt(fact.value())) {
      return Optional.empty();
    }
    String limit = fact.value() + " " + fact.unit();
    return Stream.of(
            new FieldViolation(
                part == Part.TITLE ? "post.title" : "post.text",
                count
                    + " "
                    + fact.unit()
                    + " (expected: at most "
                    + limit
                    + " on "
                    + displayName
                    + ")"))
        .findFirst();
  }
}
