package io.agencysuite.kit.mongo;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.gt;
import static com.mongodb.client.model.Filters.gte;
import static com.mongodb.client.model.Filters.lt;
import static com.mongodb.client.model.Filters.or;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Sorts;
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

  /// What a list holds that is ordered by a field of the record.
  ///
  /// @param from first value, inclusive; null for no beginning
  /// @param until last value, exclusive; null for no end
  record Range(String scope, String field, @Nullable Object from, @Nullable Object until) {

    String path() {
      return Envelope.DOC + "." + field;
    }

    private List<Bson> filters() {
      List<Bson> filters = new ArrayList<>();
      filters.add(eq(Envelope.SCOPE, scope));
      filters.add(Documents.ALIVE);
      if (from != null) {
        filters.add(gte(path(), from));
      }
      if (until != null) {
        filters.add(lt(path(), until));
      }
      return filters;
    }
  }

  Page<Stored<T>> oldest(
      Range range, @Nullable Bson filter, PageRequest page, Function<T, String> value) {
    String path = range.path();
    List<Bson> filters = range.filters();
    if (!page.after().isEmpty()) {
      String last = page.after().get(0);
      filters.add(or(gt(path, last), and(eq(path, last), gt(Envelope.ID, page.after().get(1)))));
    }
    return page(
        and(filters),
        filter,
        Sorts.ascending(Envelope.SCOPE, path, Envelope.ID),
        page,
        stored -> List.of(value.apply(stored.value()), stored.key().toString()));
  }

  /// @param read turns the text of a position into a value of the field
  /// @param write makes the text of a position from a record
  Page<Stored<T>> newest(
      Range range,
      @Nullable Bson filter,
      PageRequest page,
      Function<String, Object> read,
      Function<T, String> write) {
    String path = range.path();
    List<Bson> filters = range.filters();
    if (!page.after().isEmpty()) {
      Object last = read.apply(page.after().get(0));
      filters.add(or(lt(path, last), and(eq(path, last), lt(Envelope.ID, page.after().get(1)))));
    }
    return page(
        and(filters),
        filter,
        Sorts.descending(Envelope.SCOPE, path, Envelope.ID),
        page,
        stored -> List.of(write.apply(stored.value()), stored.key().toString()));
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
