package io.agencysuite.metrics.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.test.Seed;
import io.agencysuite.kit.test.StoreExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Ends the worker before and after every write of a scenario, starts a new one and compares what
/// is left with a run that nothing interrupted; the same with a second worker that takes over at
/// that point while the first goes on.
class CrashPointTest {

  /// Most entries of a bite: every segment is applied alone, or several together.
  private static final int ALONE = 1;

  private static final int TOGETHER = 6;

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private StreamScenario scenario = new StreamScenario(STORE.database());
  private SortedMap<String, String> expected = new TreeMap<>();
  private int points;

  /// Not an exception: nothing may catch it, as nothing catches a SIGKILL.
  private static final class Crash extends Error {}

  private void runUninterrupted(int biteEntries) {
    scenario = new StreamScenario(STORE.database(), biteEntries);
    scenario.prepare();
    List<String> passed = new ArrayList<>();
    StreamScenario.drain(scenario.worker(passed::add), 1);
    points = passed.size();
    expected = scenario.contents();
  }

  @Test
  void survivesCrashAtEveryWrite() {
    runUninterrupted(TOGETHER);
    assertThat(points).isGreaterThan(100);
    assertThat(expected).containsEntry("parked", "0");
    for (int point = 0; point < points; point++) {
      scenario.prepare();
      crashAt(point, 1);

      StreamScenario.drain(scenario.worker(Faults.NONE), 2);

      assertThat(scenario.contents())
          .as("crash at point %s of %s", point, points)
          .isEqualTo(expected);
    }
  }

  @Test
  void survivesManyCrashesInARow() {
    runUninterrupted(ALONE);
    SplittableRandom random = Seed.random("crashes in a row");
    for (int round = 0; round < 10; round++) {
      scenario.prepare();
      for (int crash = 1; crash <= 12; crash++) {
        crashAt(random.nextInt(60), crash);
      }

      StreamScenario.drain(scenario.worker(Faults.NONE), 100);

      assertThat(scenario.contents()).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {ALONE, TOGETHER})
  void fencesWorkerThatWasTakenOver(int biteEntries) {
    runUninterrupted(biteEntries);
    for (int point = 0; point < points; point += 10) {
      scenario.prepare();
      int takeOverAt = point;
      int[] passed = {0};
      StreamWorker stale =
          scenario.worker(what -> {
            if (passed[0]++ == takeOverAt) {
              StreamScenario.drain(scenario.worker(Faults.NONE), 2);
            }
          });

      drainAsStreamWorkersDo(stale);

      assertThat(scenario.contents()).as("taken over at point %s", point).isEqualTo(expected);
    }
  }

  /// What the other worker merged away is found missing once; then the fence says why.
  private static void drainAsStreamWorkersDo(StreamWorker worker) {
    try {
      StreamScenario.drain(worker, 1);
    } catch (IllegalStateException e) {
      StreamScenario.drain(worker, 1);
    }
  }

  private void crashAt(int point, long token) {
    int[] passed = {0};
    StreamWorker worker =
        scenario.worker(what -> {
          if (passed[0]++ == point) {
            throw new Crash();
          }
        });
    try {
      StreamScenario.drain(worker, token);
    } catch (Crash e) {
      // The process is gone; its memory with it.
    }
  }
}
