package io.agencysuite.metrics.keyed;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.ne;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.mongo.Upgrade;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/// Keyed records of one kind. Their id is derived from the sender's key, so that the same key
/// always means the same document.
///
/// @param <T> the record; it has the fields `day`, `source` and `removed`
public final class KeyedStore<T extends Record & Keyed<T>> {

  private static final String DAY = "day";

  private final String kind;
  private final Documents<T> documents;

  public KeyedStore(
      MongoDatabase database, String kind, String collection, Class<T> type, Upgrade... upgrades) {
    this.kind = kind;
    this.documents =
        Documents.of(database, collection, type, upgrades)
            .sendsStates()
            .index(DAY)
            .index("source.group");
  }

  /// For the relay.
  public Documents<T> documents() {
    return documents;
  }

  /// What a batch did.
  public record Outcome<T>(List<Stored<T>> stored, int created, int updated, int unchanged) {}

  /// Stores up to 1,000 records of distinct keys, those of a known key in place of the stored ones.
  /// Trying again after a crash completes what was begun.
  public Outcome<T> put(String tenant, String client, List<T> batch) {
    Map<String, Stored<T>> before = byExternalId(tenant, client, batch);
    List<Stored<T>> fresh = new ArrayList<>();
    for (T wanted : batch) {
      if (!before.containsKey(wanted.externalId())) {
        fresh.add(new Stored<>(key(tenant, client, wanted.externalId()), 1, wanted));
      }
    }
    documents.insertAll(fresh);
    List<Stored<T>> stored = new ArrayList<>();
    int updated = 0;
    for (T wanted : batch) {
      Stored<T> known = before.get(wanted.externalId());
      Key key = key(tenant, client, wanted.externalId());
      if (known == null) {
        stored.add(new Stored<>(key, 1, wanted));
      } else if (known.value().saysTheSameAs(wanted)) {
        stored.add(known);
      } else {
        updated++;
        stored.add(
            change(key, old -> wanted.storedAt(old.createTime(), wanted.updateTime()))
                .orElseThrow(() -> new IllegalStateException(key + " vanished")));
      }
    }
    return new Outcome<>(stored, fresh.size(), updated, batch.size() - fresh.size() - updated);
  }

  /// The stored records with the keys of these, those taken back included.
  public Map<String, Stored<T>> byExternalId(
      String tenant, String client, Collection<? extends Keyed<?>> wanted) {
    List<Key> keys =
        wanted.stream().map(record -> key(tenant, client, record.externalId())).toList();
    Map<String, Stored<T>> found = new TreeMap<>();
    documents.getAll(keys).forEach(stored -> found.put(stored.value().externalId(), stored));
    return found;
  }

  /// True if a record of this group that was not taken back was imported at another level.
  public boolean hasOtherLevel(String tenant, String client, String group, String level) {
    return !documents
        .find(
            and(
                eq("scope", tenant + '/' + client),
                eq("doc.source.group", group),
                ne("doc.source.level", level),
                ne("doc.removed", true)),
            1)
        .isEmpty();
  }

  public Optional<Stored<T>> get(String tenant, String client, String id) {
    return id.isEmpty() || client.isEmpty()
        ? Optional.empty()
        : documents.get(new Key(tenant, client, kind, id)).filter(s -> !s.value().removed());
  }

  /// Takes a record back; empty when there is none.
  public Optional<Stored<T>> takeBack(String tenant, String client, String id, Instant now) {
    Key key = new Key(tenant, client, kind, id);
    return documents
        .affected(key)
        .or(() ->
            get(tenant, client, id)
                .flatMap(
                    known -> change(key, old -> old.takenBack().storedAt(old.createTime(), now))));
  }

  /// Applies the change to the stored record; empty when there is none.
  public Optional<Stored<T>> change(Key key, UnaryOperator<T> change) {
    return documents.updateOnce(key, "", change);
  }

  /// A page by day, newest first.
  ///
  /// @param from first day; empty for the first there is
  /// @param to last day, included; empty for the last there is
  public Page<Stored<T>> list(
      String tenant, String client, String from, String to, PageRequest page) {
    return documents.listNewestByText(
        tenant + '/' + client,
        DAY,
        from,
        to.isEmpty() ? null : to + '~',
        ne("doc.removed", true),
        page,
        Keyed::day);
  }

  public Key key(String tenant, String client, String externalId) {
    return new Key(tenant, client, kind, KeyedId.of(externalId));
  }
}
