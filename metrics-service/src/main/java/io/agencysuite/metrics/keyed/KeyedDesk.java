package io.agencysuite.metrics.keyed;

import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.Function;

/// What callers do with keyed records of one kind. Every change is counted before the call ends.
public final class KeyedDesk<T extends Record & Keyed<T>> {

  private final KeyedStore<T> store;
  private final KeyedDesks.Counting<T> counting;
  private final KeyedDesks desks;

  KeyedDesk(KeyedStore<T> store, KeyedDesks.Counting<T> counting, KeyedDesks desks) {
    this.store = store;
    this.counting = counting;
    this.desks = desks;
  }

  /// @param parent `clients/{client}`
  /// @param field name of the list in the request
  /// @param read reads and checks the records as of now
  public KeyedStore.Outcome<T> put(String parent, String field, Function<Instant, List<T>> read) {
    String client = clientOf(parent);
    desks.requireClient(CurrentCall.tenant(), client);
    List<T> batch = read.apply(desks.now());
    KeyedBatch.requireDistinct(field, batch);
    KeyedStore.Outcome<T> outcome = store.put(CurrentCall.tenant(), client, batch);
    desks.count(outcome.stored(), counting);
    return outcome;
  }

  public Stored<T> get(String name) {
    return store
        .get(CurrentCall.tenant(), clientOf(name), idOf(name))
        .orElseThrow(() -> NotFound.resource(name));
  }

  public void takeBack(String name) {
    Stored<T> taken =
        store
            .takeBack(CurrentCall.tenant(), clientOf(name), idOf(name), desks.now())
            .orElseThrow(() -> NotFound.resource(name));
    desks.count(List.of(taken), counting);
  }

  /// A page by day, newest first.
  ///
  /// @param from first day; empty for the first there is
  /// @param to last day, included; empty for the last there is
  public Page<Stored<T>> list(
      String parent, String from, String to, int pageSize, String pageToken) {
    String client = clientOf(parent);
    desks.requireClient(CurrentCall.tenant(), client);
    PageRequest page = PageRequest.of(pageSize, pageToken, client, from, to);
    return store.list(CurrentCall.tenant(), client, from, to, page);
  }

  /// The id of a name, whose form the proto requires.
  private static String idOf(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }

  private static String clientOf(String name) {
    return name.split("/", -1)[1];
  }
}
