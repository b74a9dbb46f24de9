package io.agencysuite.metrics.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.test.Seed;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.metrics.stream.Faults;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerStore;
import io.agencysuite.metrics.stream.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SortedRunsTest {

  private static final RecordShape SHAPE = new RecordShape(16, 16);

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private final LedgerStore ledger = new LedgerStore(STORE.database(), Map.of(), Faults.NONE);

  @Test
  void findsExactlyWhatWasAddedThroughAllMerges() {
    SplittableRandom random = Seed.random("runs");
    SortedRuns runs = runs("exact");
    Set<Integer> added = new HashSet<>();
    for (int segment = 1; segment <= 80; segment++) {
      TreeSet<Integer> some = new TreeSet<>();
      for (int i = 0; i < 60; i++) {
        some.add(random.nextInt(5_000));
      }
      add(runs, some, 100, segment);
      runs.tidy(0);
      added.addAll(some);
    }

    assertThat(found(runs, 0)).isEqualTo(added);
    assertThat(found(runs("exact"), 0)).isEqualTo(added);
    assertThat(ledger.ids(Ledger.SEEN, "t/exact/seen/", "t/exact/seen/~")).hasSizeLessThan(200);
  }

  @Test
  void forgetsWhatWasReceivedTooLongAgo() {
    SortedRuns runs = runs("expiry");
    for (int week = 100; week < 110; week++) {
      add(runs, new TreeSet<>(Set.of(week)), week, week);
    }
    for (int i = 0; i < 8; i++) {
      add(runs, new TreeSet<>(Set.of(500 + i)), 110, 200 + i);
    }
    runs.tidy(105);

    assertThat(found(runs("expiry"), 0)).contains(105, 109, 500).doesNotContain(100, 104);
    assertThat(found(runs, 108)).contains(108, 109).doesNotContain(107);
  }

  private SortedRuns runs(String client) {
    return new SortedRuns(ledger, Ledger.SEEN, SHAPE, "t/" + client + "/seen/", 32);
  }

  private void add(SortedRuns runs, Set<Integer> values, long week, long segment) {
    List<byte[]> keys = new ArrayList<>(values.stream().map(SortedRunsTest::key).toList());
    keys.sort(Arrays::compareUnsigned);
    byte[] all = new byte[keys.size() * SHAPE.width()];
    for (int i = 0; i < keys.size(); i++) {
      System.arraycopy(keys.get(i), 0, all, i * SHAPE.width(), SHAPE.width());
    }
    for (Op op : runs.add(all, week, segment)) {
      ledger.replace(Ledger.SEEN, op.id(), op.bytes());
      runs.added(op.id(), op.bytes());
    }
  }

  private static Set<Integer> found(SortedRuns runs, long fromWeek) {
    List<Integer> values = new ArrayList<>(IntStream.range(0, 5_000).boxed().toList());
    values.sort(Comparator.comparing(SortedRunsTest::key, Arrays::compareUnsigned));
    byte[] keys = new byte[values.size() * SHAPE.width()];
    for (int i = 0; i < values.size(); i++) {
      System.arraycopy(key(values.get(i)), 0, keys, i * SHAPE.width(), SHAPE.width());
    }
    Set<Integer> found = new HashSet<>();
    runs.find(keys, fromWeek, (position, records, index) -> found.add(values.get(position)));
    return found;
  }

  private static byte[] key(int value) {
    return Keys.of("key-" + value, SHAPE.keyWidth());
  }
}
