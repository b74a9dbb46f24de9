package io.agencysuite.planning.post;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.in;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.planning.resource.ResourceNames;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/// Posts, keyed by client.
public final class PostStore {

  public static final String COLLECTION = "posts";
  public static final String KIND = "post";

  private static final String PLANNED_AT = "plannedAt";

  private final Documents<Post> posts;

  public PostStore(MongoDatabase database) {
    this.posts = Documents.of(database, "posts", Post.class).sendsStates().index(PLANNED_AT);
  }

  /// Which posts a list wants.
  ///
  /// @param states names; all when empty
  /// @param channel id; all when empty
  public record Filter(Set<String> states, String channel) {

    public static final Filter ALL = new Filter(Set.of(), "");

    public Filter {
      states = Set.copyOf(states);
    }
  }

  /// When a post is planned.
  ///
  /// @param until exclusive; null for no end
  public record Span(Instant from, @Nullable Instant until) {}

  public Documents<Post> documents() {
    return posts;
  }

  Stored<Post> create(Key key, Post post) {
    return posts.insertOnce(key, post);
  }

  Stored<Post> get(String tenant, String name) {
    return posts.get(key(tenant, name)).orElseThrow(() -> NotFound.resource(name));
  }

  /// The post, if the call on this thread had its effect on it in a former try.
  Optional<Stored<Post>> affected(String tenant, String name) {
    return posts.affected(key(tenant, name));
  }

  public Optional<Post> find(Key key) {
    return posts.get(key).map(Stored::value);
  }

  /// Those of the posts that exist; at most 1,000 keys.
  public List<Stored<Post>> findAll(Collection<Key> keys) {
    return posts.getAll(keys);
  }

  Stored<Post> update(String tenant, String name, String etag, UnaryOperator<Post> change) {
    return posts
        .updateOnce(key(tenant, name), etag, change)
        .orElseThrow(() -> NotFound.resource(name));
  }

  /// Oldest creation first.
  Page<Stored<Post>> list(String tenant, String client, Filter filter, PageRequest page) {
    return posts.list(Key.prefix(tenant, client, KIND), bson(filter), page);
  }

  /// By planned time; posts without one are left out.
  public Page<Stored<Post>> listPlanned(
      String tenant, String client, Filter filter, Span span, PageRequest page) {
    Instant until = span.until();
    return posts.listBy(
        tenant + "/" + client,
        PLANNED_AT,
        text(span.from()),
        until == null ? "~" : text(until),
        bson(filter),
        page,
        post -> Objects.requireNonNull(post.plannedAt()));
  }

  static Key key(String tenant, String name) {
    return ResourceNames.ofClient(tenant, name, COLLECTION, KIND);
  }

  /// Rounds up, because planned times are whole seconds.
  private static String text(Instant instant) {
    Instant seconds = instant.truncatedTo(ChronoUnit.SECONDS);
    return (seconds.equals(instant) ? seconds : seconds.plusSeconds(1)).toString();
  }

  private static @Nullable Bson bson(Filter filter) {
    List<Bson> parts = new ArrayList<>();
    if (!filter.states().isEmpty()) {
      parts.add(in("doc.state", filter.states()));
    }
    if (!filter.channel().isEmpty()) {
      parts.add(eq("doc.content.channel", filter.channel()));
    }
    return parts.isEmpty() ? null : and(parts);
  }
}
