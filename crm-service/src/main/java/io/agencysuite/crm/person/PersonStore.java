package io.agencysuite.crm.person;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.agencysuite.crm.contact.ExternalId;
import io.agencysuite.crm.unique.UniqueValues;
import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.error.AlreadyExists;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Claims;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// People in the store. An external id belongs to one person of a client.
@Component
public final class PersonStore {

  private static final String KIND = "person";
  private static final String SEARCH_TERMS = "searchTerms";
  private static final int MOST_CLAIMS = 1_000;

  private final Documents<Person> documents;
  private final UniqueValues<Person> externalIds;

  public PersonStore(MongoDatabase database, Claims claims) {
    this.documents = Documents.of(database, "people", Person.class).index(SEARCH_TERMS);
    this.externalIds = new UniqueValues<>(claims, documents, PersonStore::holds);
  }

  public static Key key(String tenant, String client, String id) {
    return new Key(tenant, client, KIND, id);
  }

  private static Key claimKey(Key person, ExternalId id) {
    return UniqueValues.key(person.tenant(), person.client(), "person-external", id.joined());
  }

  private static boolean holds(Person person, Key value) {
    return Stream.concat(person.profile().externalIds().stream(), person.claimingIds().stream())
        .anyMatch(id ->
            UniqueValues.key(value.tenant(), value.client(), "person-external", id.joined())
                .equals(value));
  }

  /// What became of a person that was to be stored.
  public sealed interface Creation {
    /// It is stored, now or by a former try.
    record Created(Stored<Person> person) implements Creation {}

    /// Another person has its external id.
    record Known(Stored<Person> person) implements Creation {}

    /// Its external ids belong to different people, or to one that is being changed.
    record Refused(AlreadyExists reason) implements Creation {}
  }

  /// Stores a person, or answers the one that a former try has stored under the key.
  public Stored<Person> create(Key key, Person person) {
    return switch (createAll(Map.of(key, person)).get(key)) {
      case Creation.Created(var stored) -> stored;
      case Creation.Known(var stored) -> throw taken(stored.key());
      case Creation.Refused(var reason) -> throw reason;
      case null -> throw new IllegalStateException("no answer for " + key.id());
    };
  }

  /// Stores up to 1,000 people, each for itself.
  ///
  /// @return what became of each
  public Map<Key, Creation> createAll(Map<Key, Person> people) {
    Map<Key, Key> owners = takeExternalIds(people);
    Map<Key, Creation> results = new LinkedHashMap<>();
    Map<Key, Key> known = new LinkedHashMap<>();
    Map<Key, Stored<Person>> fresh = new LinkedHashMap<>();
    people.forEach((key, person) -> {
      List<Key> holders =
          person.profile().externalIds().stream()
              .map(id -> Objects.requireNonNull(owners.get(claimKey(key, id))))
              .distinct()
              .toList();
      if (holders.isEmpty() || holders.equals(List.of(key))) {
        fresh.put(key, new Stored<>(key, 1, person));
      } else if (holders.size() == 1) {
        known.put(key, holders.getFirst());
      } else {
        giveUp(key, person, owners);
        results.put(key, new Creation.Refused(taken(holders.getLast())));
      }
    });
    List<Key> stored = documents.insertAll(List.copyOf(fresh.values()));
    fresh.keySet().removeAll(stored);
    fresh.forEach((key, person) -> results.put(key, new Creation.Created(person)));
    answer(known, stored, results);
    return results;
  }

  private void answer(Map<Key, Key> known, List<Key> stored, Map<Key, Creation> results) {
    Map<Key, Stored<Person>> existing = new HashMap<>();
    List<Key> wanted = Stream.concat(known.values().stream(), stored.stream()).distinct().toList();
    documents.getAll(wanted).forEach(person -> existing.put(person.key(), person));
    for (Key key : stored) {
      Stored<Person> person = existing.get(key);
      results.put(
          key,
          person == null
              ? new Creation.Refused(
                  new AlreadyExists(
                      "RESOURCE_EXISTS", "person " + key.id() + " was stored and then deleted"))
              : new Creation.Created(person));
    }
    known.forEach((key, owner) -> {
      Stored<Person> person = existing.get(owner);
      results.put(
          key, person == null ? new Creation.Refused(taken(owner)) : new Creation.Known(person));
    });
  }

  private Map<Key, Key> takeExternalIds(Map<Key, Person> people) {
    Map<Key, Key> owners = new HashMap<>();
    Map<Key, Key> wanted = new LinkedHashMap<>();
    people.forEach((key, person) -> {
      for (ExternalId id : person.profile().externalIds()) {
        wanted.putIfAbsent(claimKey(key, id), key);
        if (wanted.size() == MOST_CLAIMS) {
          owners.putAll(externalIds.takeAll(wanted));
          wanted.clear();
        }
      }
    });
    if (!wanted.isEmpty()) {
      owners.putAll(externalIds.takeAll(wanted));
    }
    return owners;
  }

  private void giveUp(Key key, Person person, Map<Key, Key> owners) {
    for (ExternalId id : person.profile().externalIds()) {
      Key value = claimKey(key, id);
      if (key.equals(owners.get(value))) {
        externalIds.release(value, key);
      }
    }
  }

  public Optional<Stored<Person>> get(Key key) {
    return documents.get(key);
  }

  /// The person, or NOT_FOUND.
  public Stored<Person> require(Key key) {
    return get(key).orElseThrow(() -> NotFound.resource(PersonMessages.name(key)));
  }

  public List<Stored<Person>> getAll(Collection<Key> keys) {
    return documents.getAll(keys);
  }

  Page<Stored<Person>> list(String tenant, String client, String q, PageRequest page) {
    String folded = SearchTerms.folded(q);
    Bson filter =
        folded.isEmpty()
            ? null
            : Filters.and(
                Filters.eq("scope", tenant + '/' + client),
                Filters.elemMatch(
                    "doc." + SEARCH_TERMS,
                    new org.bson.Document("$gte", folded).append("$lt", folded + '\uffff')));
    return documents.list(Key.prefix(tenant, client, KIND), filter, page);
  }

  public Optional<Stored<Person>> byExternalId(String tenant, String client, ExternalId id) {
    return externalIds
        .owner(UniqueValues.key(tenant, client, "person-external", id.joined()))
        .flatMap(documents::get)
        .filter(person -> person.value().profile().externalIds().contains(id));
  }

  /// The oldest person with exactly this address, normalised.
  public Optional<Stored<Person>> oldestWithEmail(String tenant, String client, String email) {
    Bson filter =
        Filters.and(
            Filters.eq("scope", tenant + '/' + client), Filters.eq("doc." + SEARCH_TERMS, email));
    return documents
        .list(Key.prefix(tenant, client, KIND), filter, new PageRequest(20, List.of(), 0))
        .items()
        .stream()
        .filter(person -> person.value().hasEmail(email))
        .findFirst();
  }

  /// Applies a change that leaves the external ids as they are.
  public Optional<Stored<Person>> update(Key key, String etag, UnaryOperator<Person> change) {
    return documents.update(key, etag, change);
  }

  /// Applies a change that may also be one of external ids: the person first writes down which ids
  /// it wants, then takes them, then has them and gives the old ones up.
  Optional<Stored<Person>> updateWithIds(Key key, String etag, UnaryOperator<Person> change) {
    Stored<Person> current = documents.get(key).orElse(null);
    if (current == null) {
      return Optional.empty();
    }
    Person next = change.apply(current.value());
    List<ExternalId> added = without(next, current.value());
    if (added.isEmpty() && without(current.value(), next).isEmpty()) {
      return update(key, etag, change);
    }
    if (!etag.isEmpty() && !etag.equals(current.etag())) {
      throw Aborted.stale(PersonMessages.name(key), etag, current.etag());
    }
    Stored<Person> wanting = documents.replace(current, current.value().claiming(added));
    for (ExternalId id : added) {
      Key owner = externalIds.take(claimKey(key, id), key);
      if (!owner.equals(key)) {
        documents.replace(wanting, wanting.value().claiming(List.of()));
        release(key, added);
        throw taken(owner);
      }
    }
    Stored<Person> changed = documents.replace(wanting, next);
    release(key, without(current.value(), next));
    return Optional.of(changed);
  }

  private static List<ExternalId> without(Person person, Person other) {
    return person.profile().externalIds().stream()
        .filter(id -> !other.profile().externalIds().contains(id))
        .toList();
  }

  private void release(Key key, List<ExternalId> ids) {
    ids.forEach(id -> externalIds.release(claimKey(key, id), key));
  }

  /// Destroys every field; a tombstone stays.
  void delete(Stored<Person> person) {
    documents.delete(person);
    release(person.key(), person.value().profile().externalIds());
  }

  private static AlreadyExists taken(Key owner) {
    return new AlreadyExists(
        "EXTERNAL_ID_TAKEN",
        "external_ids: "
            + PersonMessages.name(owner)
            + " has one of them (expected: ids that nobody has)",
        Map.of("person", PersonMessages.name(owner)));
  }
}
