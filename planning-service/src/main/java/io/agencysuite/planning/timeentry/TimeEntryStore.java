package io.agencysuite.planning.timeentry;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.planning.resource.ResourceNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Time entries, keyed by client.
public final class TimeEntryStore {

  static final String COLLECTION = "timeEntries";
  static final String KIND = "timeEntry";

  private static final String WORK_DATE = "workDate";

  private final Documents<TimeEntry> entries;

  public TimeEntryStore(MongoDatabase database) {
    this.entries =
        Documents.of(database, "timeEntries", TimeEntry.class).sendsStates().index(WORK_DATE);
  }

  /// Which entries a list wants.
  ///
  /// @param from first day
  /// @param until first day that is not meant any more; null for no end
  /// @param teamMember id; all when empty
  /// @param channel id; all when empty
  record Filter(String from, @Nullable String until, String teamMember, String channel) {}

  public Documents<TimeEntry> documents() {
    return entries;
  }

  Stored<TimeEntry> create(Key key, TimeEntry entry) {
    return entries.insertOnce(key, entry);
  }

  /// Stores those that are not there yet and answers all, in their order.
  ///
  /// @throws Aborted if one of them was stored before and deleted since
  List<Stored<TimeEntry>> createAll(List<Stored<TimeEntry>> fresh) {
    entries.insertAll(fresh);
    List<Key> keys = fresh.stream().map(Stored::key).toList();
    Map<Key, Stored<TimeEntry>> stored =
        entries.getAll(keys).stream().collect(Collectors.toMap(Stored::key, Function.identity()));
    if (stored.size() < keys.size()) {
      throw new Aborted("STATE_FORBIDS", "an entry of this batch was deleted since");
    }
    return keys.stream().map(stored::get).toList();
  }

  Stored<TimeEntry> get(String tenant, String name) {
    return entries.get(key(tenant, name)).orElseThrow(() -> NotFound.resource(name));
  }

  Stored<TimeEntry> update(
      String tenant, String name, String etag, UnaryOperator<TimeEntry> change) {
    return entries
        .update(key(tenant, name), etag, change)
        .orElseThrow(() -> NotFound.resource(name));
  }

  void delete(String tenant, String name, String etag) {
    Stored<TimeEntry> current = get(tenant, name);
    if (!etag.isEmpty() && !etag.equals(current.etag())) {
      throw Aborted.stale(name, etag, current.etag());
    }
    entries.delete(current);
  }

  Page<Stored<TimeEntry>> list(String tenant, String client, Filter filter, PageRequest page) {
    return entries.listBy(
        tenant + "/" + client,
        WORK_DATE,
        filter.from(),
        filter.until(),
        bson(filter),
        page,
        TimeEntry::workDate);
  }

  static Key key(String tenant, String name) {
    return ResourceNames.ofClient(tenant, name, COLLECTION, KIND);
  }

  private static @Nullable Bson bson(Filter filter) {
    List<Bson> parts = new ArrayList<>();
    if (!filter.teamMember().isEmpty()) {
      parts.add(eq("doc.teamMember", filter.teamMember()));
    }
    if (!filter.channel().isEmpty()) {
      parts.add(eq("doc.channel", filter.channel()));
    }
    return parts.isEmpty() ? null : and(parts);
  }
}
