package io.agencysuite.planning.post;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.test.Seed;
import io.agencysuite.kit.test.StoreExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PostStoreTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static final Instant NOW = Instant.parse("2026-11-23T08:00:00.123Z");

  private static PostStore posts;

  @BeforeAll
  static void open() {
    posts = new PostStore(STORE.database());
  }

  @Test
  void readsBackWhatItStored() {
    var random = Seed.random("posts in the store");
    for (int i = 0; i < 200; i++) {
      Key key = key("roundtrip", i);
      Post post = Post.draft(Contents.random(random), i % 2 == 0 ? "" : "m1", "users/anna", NOW);

      assertThat(posts.create(key, post).value()).isEqualTo(post);
      assertThat(posts.find(key)).contains(post);
    }
    Key key = key("roundtrip", 999);
    posts.create(key, PostTest.published());
    assertThat(posts.find(key)).contains(PostTest.published());
  }

  @Test
  void pagesByPlannedTimeAndFilters() {
    var random = Seed.random("posts in a list");
    List<Post> all = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      Content content = Contents.random(random);
      all.add(Post.draft(content, "", "users/anna", NOW));
      posts.create(key("paged", i), all.getLast());
    }
    Instant from = Instant.parse("2026-03-01T00:00:00Z");
    Instant until = Instant.parse("2026-10-01T00:00:00Z");

    List<Post> found = new ArrayList<>();
    String token = "";
    do {
      Page<Stored<Post>> page =
          posts.listPlanned(
              "t",
              "paged",
              new PostStore.Filter(Set.of("DRAFT"), ""),
              new PostStore.Span(from, until),
              PageRequest.of(7, token));
      page.items().forEach(stored -> found.add(stored.value()));
      token = page.nextToken();
    } while (!token.isEmpty());

    assertThat(found)
        .containsExactlyInAnyOrderElementsOf(
            all.stream().filter(post -> isBetween(post.plannedAt(), from, until)).toList())
        .isSortedAccordingTo(
            Comparator.comparing(post -> Objects.requireNonNull(post.plannedAt())));
  }

  @Test
  void findsNothingForStatesThatNoPostIsIn() {
    posts.create(key("states", 1), Post.draft(Contents.PLAIN, "", "users/anna", NOW));

    assertThat(list("states", Set.of("UNKNOWN"), "").items()).isEmpty();
    assertThat(list("states", Set.of("UNKNOWN", "DRAFT"), "instagram").items()).hasSize(1);
    assertThat(list("states", Set.of(), "facebook").items()).isEmpty();
    assertThat(list("state", Set.of(), "").items()).isEmpty();
  }

  private static Page<Stored<Post>> list(String client, Set<String> states, String channel) {
    return posts.list("t", client, new PostStore.Filter(states, channel), PageRequest.of(0, ""));
  }

  private static boolean isBetween(
      @org.jspecify.annotations.Nullable String at, Instant from, Instant until) {
    return at != null && !Instant.parse(at).isBefore(from) && Instant.parse(at).isBefore(until);
  }

  private static Key key(String client, int i) {
    return new Key("t", client, PostStore.KIND, "p%04d".formatted(i));
  }
}
