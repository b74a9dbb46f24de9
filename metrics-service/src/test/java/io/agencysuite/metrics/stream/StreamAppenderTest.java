package io.agencysuite.metrics.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.error.ResourceExhausted;
import io.agencysuite.kit.mongo.Leases;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.kit.time.Ids;
import io.agencysuite.metrics.StreamConfiguration;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class StreamAppenderTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private static final int THREADS = 16;
  private static final int EACH = 20;

  @Test
  void keepsEveryEntryOnceAndNumbersWithoutGaps() throws InterruptedException {
    new StreamScenario(STORE.database()).prepare();
    SegmentStore segments = new SegmentStore(STORE.database(), Faults.NONE);
    long before = segments.last(StreamScenario.STREAM);
    List<StreamAppender> instances = List.of(appender(2_000), appender(2_000));
    List<Thread> threads = new ArrayList<>();
    for (int thread = 0; thread < THREADS; thread++) {
      int number = thread;
      threads.add(
          Thread.ofVirtual()
              .start(() -> {
                for (int i = 0; i < EACH; i++) {
                  instances.get(i % 2).append(List.of(entry(number + "-" + i)));
                }
              }));
    }
    for (Thread thread : threads) {
      thread.join();
    }

    long last = segments.last(StreamScenario.STREAM);
    Set<String> found = new HashSet<>();
    int count = 0;
    for (long number = before + 1; number <= last; number++) {
      for (Entry entry : segments.get(StreamScenario.STREAM, number).orElseThrow().entries()) {
        found.add(new String(entry.payload(), StandardCharsets.UTF_8));
        count++;
      }
    }
    assertThat(count).isEqualTo(THREADS * EACH);
    assertThat(found).hasSize(THREADS * EACH);
    assertThat(last - before).as("requests go together").isLessThanOrEqualTo(THREADS * EACH);
  }

  @Test
  void cutsLargeRequestsAndRefusesWhenTooFarBehind() {
    new StreamScenario(STORE.database()).prepare();
    SegmentStore segments = new SegmentStore(STORE.database(), Faults.NONE);
    long before = segments.last(StreamScenario.STREAM);
    List<Entry> many = new ArrayList<>();
    for (int i = 0; i < 25; i++) {
      many.add(entry("many-" + i));
    }

    appender(2_000).append(many);

    assertThat(segments.last(StreamScenario.STREAM)).isEqualTo(before + 3);
    StreamAppender impatient = appender(1);
    assertThatThrownBy(() -> impatient.append(List.of(entry("late"))))
        .isInstanceOf(ResourceExhausted.class)
        .hasMessageContaining("wait to be applied");
    assertThat(segments.last(StreamScenario.STREAM)).isEqualTo(before + 3);
  }

  /// Segments of at most ten entries; nobody applies them.
  private static StreamAppender appender(long behindLimit) {
    StreamSettings settings =
        new StreamSettings(10, 4_096, 10, behindLimit, Duration.ofSeconds(1), 1_000, 65_536);
    InstantSource clock = InstantSource.system();
    SegmentStore segments = new SegmentStore(STORE.database(), Faults.NONE);
    WatermarkStore watermarks = new WatermarkStore(STORE.database(), Faults.NONE);
    StreamStores stores =
        new StreamStores(
            segments,
            new PlanStore(STORE.database(), Faults.NONE, 1_000),
            new LedgerStore(STORE.database(), StreamConfiguration.MERGERS, Faults.NONE),
            watermarks,
            new ParkedStore(STORE.database(), Faults.NONE));
    Leases leases = new Leases(STORE.database(), clock, Ids.secure(clock));
    StreamWorkers idle = new StreamWorkers(leases, stores, settings, clock, stream -> new Idle());
    return new StreamAppender(segments, watermarks, settings, clock, idle);
  }

  private static Entry entry(String payload) {
    return new Entry(EntryKind.EVENT, "t", "c", payload.getBytes(StandardCharsets.UTF_8));
  }

  private static final class Idle implements Planner {

    @Override
    public Plan plan(Bite bite, LocalDate knownDay, BitSet aside) {
      throw new IllegalStateException("nobody asked for a plan");
    }

    @Override
    public void applied(Plan plan) {}

    @Override
    public void forget() {}
  }
}
