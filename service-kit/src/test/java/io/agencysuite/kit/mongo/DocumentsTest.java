package io.agencysuite.kit.mongo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.test.StoreExtension;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.bson.BsonInt32;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class DocumentsTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static final AtomicInteger COLLECTION = new AtomicInteger();

  public enum Mood {
    CALM,
    LOUD
  }

  public record Line(String text, long cents) {}

  public record Thing(
      String title,
      Mood mood,
      Instant at,
      List<Line> lines,
      Map<String, String> labels,
      @Nullable String note,
      int count) {}

  private static Thing thing(int count) {
    return new Thing(
        "Ümlaut",
        Mood.LOUD,
        Instant.parse("2026-11-23T08:00:00.123Z"),
        List.of(new Line("a", 5), new Line("b", -7)),
        Map.of("k", "v"),
        null,
        count);
  }

  private static Documents<Thing> documents() {
    return Documents.of(STORE.database(), "things" + COLLECTION.incrementAndGet(), Thing.class);
  }

  private static Key key(String client, String id) {
    return new Key("t", client, "thing", id);
  }

  @Test
  void readsBackWhatItStored() {
    Documents<Thing> documents = documents();

    Stored<Thing> stored = documents.insert(key("c", "1"), thing(1)).orElseThrow();

    assertThat(documents.get(key("c", "1"))).contains(stored);
    assertThat(stored.etag()).isEqualTo("\"1\"");
    assertThat(documents.get(key("d", "1"))).isEmpty();
  }

  @Test
  void keepsTheFirstOfTwoInserts() {
    Documents<Thing> documents = documents();
    documents.insert(key("c", "1"), thing(1));

    assertThat(documents.insert(key("c", "1"), thing(2))).isEmpty();
    assertThat(documents.insertOnce(key("c", "1"), thing(2)).value().count()).isEqualTo(1);
  }

  @Test
  void replacesOnlyTheVersionThatWasRead() {
    Documents<Thing> documents = documents();
    Stored<Thing> first = documents.insert(key("c", "1"), thing(1)).orElseThrow();

    documents.replace(first, thing(2));

    assertThatThrownBy(() -> documents.replace(first, thing(3))).isInstanceOf(Aborted.class);
    assertThatThrownBy(() -> documents.update(key("c", "1"), first.etag(), t -> thing(3)))
        .isInstanceOf(Aborted.class)
        .hasMessageContaining("\"1\"")
        .hasMessageContaining("\"2\"");
    assertThat(documents.get(key("c", "1")).orElseThrow().value().count()).isEqualTo(2);
  }

  @Test
  void losesNoConcurrentUpdate() throws Exception {
    Documents<Thing> documents = documents();
    documents.insert(key("c", "1"), thing(0));
    try (ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Integer>> tasks = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        tasks.add(() -> {
          int done = 0;
          while (done < 25) {
            try {
              documents.update(key("c", "1"), "", t -> thing(t.count() + 1));
              done++;
            } catch (Aborted e) {
              // Crowded out; the caller would try again, and so do we.
            }
          }
          return done;
        });
      }
      for (Future<Integer> future : writers.invokeAll(tasks)) {
        assertThat(future.get()).isEqualTo(25);
      }
    }

    assertThat(documents.get(key("c", "1")).orElseThrow().value().count()).isEqualTo(100);
    assertThat(documents.get(key("c", "1")).orElseThrow().version()).isEqualTo(101);
  }

  @Test
  void pagesThroughOneClientOnly() {
    Documents<Thing> documents = documents();
    for (int i = 0; i < 25; i++) {
      documents.insert(key("c", String.format("%03d", i)), thing(i));
      documents.insert(key("c0", String.format("%03d", i)), thing(i));
    }
    List<Integer> forward = new ArrayList<>();
    List<Integer> backward = new ArrayList<>();
    String token = "";
    do {
      Page<Stored<Thing>> page =
          documents.list(Key.prefix("t", "c", "thing"), null, PageRequest.of(10, token));
      page.items().forEach(s -> forward.add(s.value().count()));
      token = page.nextToken();
    } while (!token.isEmpty());
    do {
      Page<Stored<Thing>> page =
          documents.listNewestFirst(Key.prefix("t", "c", "thing"), null, PageRequest.of(7, token));
      page.items().forEach(s -> backward.add(s.value().count()));
      token = page.nextToken();
    } while (!token.isEmpty());

    assertThat(forward).hasSize(25).isSorted();
    assertThat(backward).isEqualTo(forward.reversed());
  }

  @Test
  void pagesByFieldWithinScope() {
    Documents<Thing> documents = documents().index("title");
    for (int i = 0; i < 20; i++) {
      Thing named = new Thing("t" + i % 4, Mood.CALM, Instant.EPOCH, List.of(), Map.of(), "n", i);
      documents.insert(key("c", String.format("%03d", i)), named);
      documents.insert(key("d", String.format("%03d", i)), named);
    }
    List<String> titles = new ArrayList<>();
    String token = "";
    do {
      Page<Stored<Thing>> page =
          documents.listBy(
              "t/c", "title", "t1", "t3", null, PageRequest.of(3, token), Thing::title);
      page.items().forEach(s -> titles.add(s.value().title() + s.value().count()));
      token = page.nextToken();
    } while (!token.isEmpty());

    assertThat(titles)
        .containsExactly("t11", "t15", "t19", "t113", "t117", "t22", "t26", "t210", "t214", "t218");
  }

  @Test
  void leavesTombstoneThatNobodySees() {
    Documents<Thing> documents = documents().sendsStates();
    Stored<Thing> stored = documents.insert(key("c", "1"), thing(1)).orElseThrow();

    documents.delete(stored);

    assertThat(documents.get(key("c", "1"))).isEmpty();
    assertThat(documents.list(Key.prefix("t", "c", "thing"), null, PageRequest.of(10, "")).items())
        .isEmpty();
    assertThat(documents.pending(10))
        .singleElement()
        .satisfies(p -> {
          assertThat(p.version()).isEqualTo(2);
          assertThat(p.value()).isNull();
        });
    assertThatThrownBy(() -> documents.delete(stored)).isInstanceOf(Aborted.class);
  }

  @Test
  void clearsOnlyTheVersionThatWasDelivered() {
    Documents<Thing> documents = documents().sendsStates();
    Stored<Thing> first = documents.insert(key("c", "1"), thing(1)).orElseThrow();
    documents.replace(first, thing(2));

    documents.delivered(key("c", "1"), 1);
    assertThat(documents.isPending(key("c", "1"))).isTrue();

    documents.delivered(key("c", "1"), 2);
    assertThat(documents.isPending(key("c", "1"))).isFalse();
    assertThat(documents.get(key("c", "1")).orElseThrow().version()).isEqualTo(2);
  }

  @Test
  void readsOlderSchemasAndWritesTheNewest() {
    String collection = "things" + COLLECTION.incrementAndGet();
    Documents.of(STORE.database(), collection, Line.class)
        .insert(key("c", "1"), new Line("old", 1));
    Documents<Thing> documents =
        Documents.of(
            STORE.database(),
            collection,
            Thing.class,
            old ->
                old.append("title", new BsonString(old.getString("text").getValue() + "!"))
                    .append("count", new BsonInt32(7)));

    Stored<Thing> read = documents.get(key("c", "1")).orElseThrow();

    assertThat(read.value().title()).isEqualTo("old!");
    documents.replace(read, thing(8));
    assertThat(documents.get(key("c", "1")).orElseThrow().value()).isEqualTo(thing(8));
  }

  @Test
  void reportsKeysThatWereTakenInBulk() {
    Documents<Thing> documents = documents();
    documents.insert(key("c", "2"), thing(0));

    List<Key> taken =
        documents.insertAll(
            List.of(
                new Stored<>(key("c", "1"), 1, thing(1)),
                new Stored<>(key("c", "2"), 1, thing(2)),
                new Stored<>(key("c", "3"), 1, thing(3))));

    assertThat(taken).containsExactly(key("c", "2"));
    assertThat(documents.getAll(List.of(key("c", "1"), key("c", "3"), key("c", "9")))).hasSize(2);
  }
}
