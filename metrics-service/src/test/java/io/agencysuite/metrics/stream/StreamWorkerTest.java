package io.agencysuite.metrics.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.test.StoreExtension;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
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
  private long last;

  @BeforeEach
  void prepare() {
    scenario = new StreamScenario(STORE.database());
    scenario.prepare();
    segments = new SegmentStore(STORE.database(), Faults.NONE);
    watermarks = new WatermarkStore(STORE.database(), Faults.NONE);
    last = segments.last(StreamScenario.STREAM);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 1_000})
  void setsTheOneSegmentAsideThatCannotBeAppliedAndGoesOn(int biteEntries) {
    scenario = new StreamScenario(STORE.database(), biteEntries);
    insert(last + 1, "no event at all");
    segments.insert(StreamScenario.STREAM, last + 2, Instant.EPOCH, List.of());
    StreamWorker worker = scenario.worker(Faults.NONE);

    for (int attempt = 0; attempt < 20 && !watermarks.isParked(StreamScenario.STREAM, last + 1); ) {
      attempt += tried(worker) ? 0 : 1;
    }
    StreamScenario.drain(worker, 1);

    assertThat(watermarks.parked(StreamScenario.STREAM)).isEqualTo(1);
    assertThat(watermarks.isParked(StreamScenario.STREAM, last + 1)).isTrue();
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

  private void insert(long number, String payload) {
    Entry entry = new Entry(EntryKind.EVENT, "t", "c", payload.getBytes(StandardCharsets.UTF_8));
    segments.insert(StreamScenario.STREAM, number, Instant.EPOCH, List.of(entry));
  }
}
