package io.agencysuite.metrics.stream;

import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.test.StoreExtension;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamWorkerTest {

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private StreamScenario scenario;
  private SegmentStore segments;
  private WatermarkStore watermarks;
  private ParkedStore parked;
  private long last;

  @BeforeEach
  void prepare() {
    scenario = new StreamScenario(STORE.database());
    scenario.prepare();
    segments = new SegmentStore(STORE.database(), Faults.NONE);
    watermarks = new WatermarkStore(STORE.database(), Faults.NONE);
    parked = new ParkedStore(STORE.database(), Faults.NONE);
    last = segments.last(StreamScenario.STREAM);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000})
  void setsTheEntriesAsideThatCannotBePlannedAndAppliesTheirNeighbours(int biteEntries) {
    scenario = new StreamScenario(STORE.database(), biteEntries);
    Entry bad = new Entry(EntryKind.EVENT, "t", "c", bytes("no event at all"));
    String neighbour = neighbours().findFirst().orElseThrow();
    String third = neighbours().skip(1).findFirst().orElseThrow();
    Entry alsoBad = new Entry(EntryKind.EVENT, "t", neighbour, bytes("nor this"));
    Entry good =
        new Entry(
            EntryKind.EVENT,
            "t",
            "c",
            visit("after", "2026-11-23T08:00:00Z", "blog").build().toByteArray());
    segments.insert(
        StreamScenario.STREAM, last + 1, Instant.EPOCH, List.of(good, bad, alsoBad, bad));
    segments.insert(StreamScenario.STREAM, last + 2, Instant.EPOCH, List.of());
    StreamWorker worker = scenario.worker(Faults.NONE);
    PlanStore plans = new PlanStore(STORE.database(), Faults.NONE, 1_000);

    for (int attempt = 0; attempt < 20 && parked.count("t", "c") == 0; ) {
      attempt += tried(worker) ? 0 : 1;
    }
    StreamScenario.drain(worker, 1);

    assertThat(parked.count("t", "c")).isEqualTo(1);
    assertThat(parked.count("t", neighbour)).isEqualTo(1);
    assertThat(parked.count("t", third)).isZero();
    assertThat(parked.isParked(StreamScenario.STREAM, last + 1)).isFalse();
    assertThat(plans.covering(StreamScenario.STREAM, last + 1).orElseThrow().dropped(last + 1))
        .isEqualTo(BitSet.valueOf(new long[] {0b1110}));
    assertThat(watermarks.get(StreamScenario.STREAM).number()).isEqualTo(last + 2);
  }

  private static boolean tried(StreamWorker worker) {
    try {
      return worker.applyNext(StreamScenario.lease(1));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  @Test
  void closesGapWithFillerThatTheAppenderThenAvoids() {
    segments.insert(StreamScenario.STREAM, last + 2, Instant.EPOCH, List.of());

    StreamScenario.drain(scenario.worker(Faults.NONE), 1);

    assertThat(watermarks.get(StreamScenario.STREAM).number()).isEqualTo(last + 2);
    assertThat(segments.insert(StreamScenario.STREAM, last + 1, Instant.EPOCH, List.of()))
        .isFalse();
  }

  @Test
  void refusesWorkerWithOlderToken() {
    StreamScenario.drain(scenario.worker(Faults.NONE), 5);
    segments.insert(StreamScenario.STREAM, last + 1, Instant.EPOCH, List.of());

    assertThat(scenario.worker(Faults.NONE).applyNext(StreamScenario.lease(4))).isFalse();
    assertThat(watermarks.get(StreamScenario.STREAM).number()).isEqualTo(last);
  }

  /// Other clients of the same stream.
  private static Stream<String> neighbours() {
    return IntStream.iterate(0, i -> i + 1)
        .mapToObj(i -> "c" + i)
        .filter(client -> Streams.of("t", client) == StreamScenario.STREAM);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
