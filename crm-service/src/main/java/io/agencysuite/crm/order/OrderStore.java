package io.agencysuite.crm.order;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Orders in the store.
@Component
final class OrderStore {

  private static final String KIND = "order";
  private static final String ORDER_TIME = "orderTime";

  private final Documents<Order> documents;

  OrderStore(MongoDatabase database) {
    this.documents = Documents.of(database, "orders", Order.class).sendsStates().index(ORDER_TIME);
  }

  static Key key(String tenant, String client, String id) {
    return new Key(tenant, client, KIND, id);
  }

  Documents<Order> documents() {
    return documents;
  }

  /// Stores up to 1,000 orders, or answers those that former tries have stored under the keys.
  Map<Key, Stored<Order>> insertOnce(Map<Key, Order> orders) {
    Map<Key, Stored<Order>> stored = new HashMap<>();
    orders.forEach((key, order) -> stored.put(key, new Stored<>(key, 1, order)));
    List<Key> taken = documents.insertAll(List.copyOf(stored.values()));
    documents.getAll(taken).forEach(order -> stored.put(order.key(), order));
    return stored;
  }

  Stored<Order> require(Key key) {
    return documents.get(key).orElseThrow(() -> NotFound.resource(OrderMessages.name(key)));
  }

  Stored<Order> update(Key key, String etag, UnaryOperator<Order> change) {
    return documents
        .updateOnce(key, etag, change)
        .orElseThrow(() -> NotFound.resource(OrderMessages.name(key)));
  }

  Page<Stored<Order>> list(
      String tenant,
      String client,
      @Nullable Instant from,
      @Nullable Instant until,
      PageRequest page) {
    return documents.listNewestBy(
        tenant + '/' + client, ORDER_TIME, from, until, null, page, Order::orderTime);
  }
}
