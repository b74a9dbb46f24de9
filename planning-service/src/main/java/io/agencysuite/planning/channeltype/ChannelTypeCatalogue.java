package io.agencysuite.planning.channeltype;

import io.agencysuite.planning.channeltype.ChannelType.Confidence;
import io.agencysuite.planning.channeltype.ChannelType.Fact;
import io.agencysuite.planning.channeltype.ChannelType.Publishing;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/// The shipped catalogue; read once at the start, which fails if an entry is not sound.
public final class ChannelTypeCatalogue {

  private static final String RESOURCE = "/channel-types.yaml";

  private final TreeMap<String, ChannelType> types = new TreeMap<>();

  private ChannelTypeCatalogue(List<ChannelType> entries) {
    for (ChannelType type : entries) {
      if (types.put(type.id(), type) != null) {
        throw new IllegalArgumentException(type.id() + ": twice in " + RESOURCE);
      }
    }
  }

  public static ChannelTypeCatalogue shipped() {
    try (InputStream resource = ChannelTypeCatalogue.class.getResourceAsStream(RESOURCE)) {
      Iterable<Map<String, ?>> entries =
          new Yaml(new SafeConstructor(new LoaderOptions()))
              .load(Objects.requireNonNull(resource, RESOURCE));
      List<ChannelType> types = new ArrayList<>();
      entries.forEach(entry -> types.add(type(entry)));
      return new ChannelTypeCatalogue(types);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  public Optional<ChannelType> find(String id) {
    return Optional.ofNullable(types.get(id));
  }

  /// Up to `limit` types whose ids come after this one, in order.
  public List<ChannelType> after(String id, int limit) {
    return types.tailMap(id, false).values().stream().limit(limit).toList();
  }

  private static ChannelType type(Map<String, ?> entry) {
    return new ChannelType(
        text(entry, "id"),
        text(entry, "name"),
        Publishing.valueOf(text(entry, "publishing")),
        text(entry, "edition"),
        list(entry, "facts").stream().map(fact -> fact((Map<?, ?>) fact)).toList(),
        list(entry, "formats").stream().map(Object::toString).toList());
  }

  private static Fact fact(Map<?, ?> entry) {
    String rule = optional(entry, "rule");
    return new Fact(
        text(entry, "key"),
        text(entry, "value"),
        text(entry, "unit"),
        rule.isEmpty() ? null : CountingRule.valueOf(rule),
        text(entry, "source"),
        text(entry, "date"),
        Confidence.valueOf(text(entry, "confidence")),
        optional(entry, "override"),
        optional(entry, "note"));
  }

  private static List<?> list(Map<?, ?> entry, String field) {
    return (List<?>) Objects.requireNonNull(entry.get(field), () -> field + " of " + entry);
  }

  private static String text(Map<?, ?> entry, String field) {
    return (String) Objects.requireNonNull(entry.get(field), () -> field + " of " + entry);
  }

  private static String optional(Map<?, ?> entry, String field) {
    @Nullable Object value = entry.get(field);
    return value == null ? "" : value.toString();
  }
}
