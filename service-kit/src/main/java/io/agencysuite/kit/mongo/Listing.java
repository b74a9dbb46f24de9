package io.agencysuite.kit.mongo;

import static com.mongodb.client.model.Filters.and;

import com.mongodb.client.MongoCollection;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Reads documents page by page.
record Listing<T extends Record>(MongoCollection<BsonDocument> collection, Envelope<T> envelope) {

  Page<Stored<T>> page(
      Bson range,
      @Nullable Bson filter,
      Bson order,
      PageRequest page,
      Function<Stored<T>, List<String>> position) {
    List<Stored<T>> found =
        collection
            .find(filter == null ? range : and(range, filter))
            .sort(order)
            .limit(page.size() + 1)
            .map(envelope::read)
            .into(new ArrayList<>());
    return Page.cut(found, page, position);
  }

  /// The position in a list that is ordered by key.
  static List<String> key(Stored<?> stored) {
    return List.of(stored.key().toString());
  }

  /// The least text beyond all that begin with the prefix.
  static String endOf(String prefix) {
    char last = prefix.charAt(prefix.length() - 1);
    return prefix.substring(0, prefix.length() - 1) + (char) (last + 1);
  }
}
