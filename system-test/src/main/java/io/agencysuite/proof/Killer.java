package io.agencysuite.proof;

import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteProcess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;

/// Kills processes by SIGKILL at random moments and starts them again. In every round each process
/// dies once, in a random order. What ends by itself meanwhile (a service that starts while the
/// store is dead) is started again too, as a cluster would do.
final class Killer {

  private static final int SHORTEST_LIFE_MILLIS = 300;
  private static final int LONGEST_LIFE_MILLIS = 4_000;
  private static final int LONGEST_DEATH_MILLIS = 1_500;

  private final Suite suite;
  private final SplittableRandom random;
  private final List<SuiteProcess> round = new ArrayList<>();
  private final Map<String, Integer> kills = new TreeMap<>();
  private int revivals;

  Killer(Suite suite, long seed) {
    this.suite = suite;
    this.random = new SplittableRandom(seed);
  }

  void killUntil(long endNanos) {
    while (System.nanoTime() < endNanos) {
      pause(random.nextInt(SHORTEST_LIFE_MILLIS, LONGEST_LIFE_MILLIS));
      revive();
      SuiteProcess victim = next();
      victim.kill();
      kills.merge(victim.name(), 1, Integer::sum);
      pause(random.nextInt(LONGEST_DEATH_MILLIS));
      victim.start();
      if (random.nextInt(3) > 0 && victim.isAlive()) {
        awaitSome(victim);
      }
    }
  }

  /// Starts whatever is dead until everything answers.
  void reviveAll() {
    for (int i = 0; i < 10; i++) {
      revive();
      boolean all = true;
      for (SuiteProcess process : suite.processes()) {
        all &= awaitSome(process);
      }
      if (all) {
        return;
      }
    }
    throw new IllegalStateException("the suite does not come back");
  }

  Map<String, Integer> kills() {
    return kills;
  }

  int killCount() {
    return kills.values().stream().mapToInt(Integer::intValue).sum();
  }

  /// How often a process was started again that had ended by itself.
  int revivals() {
    return revivals;
  }

  private SuiteProcess next() {
    if (round.isEmpty()) {
      round.addAll(suite.processes());
    }
    return round.remove(random.nextInt(round.size()));
  }

  private void revive() {
    for (SuiteProcess process : suite.processes()) {
      if (!process.isAlive()) {
        process.start();
        revivals++;
      }
    }
  }

  /// Whether it came up; one that ended is started again later.
  private static boolean awaitSome(SuiteProcess process) {
    try {
      process.awaitReady();
      return true;
    } catch (IllegalStateException e) {
      return false;
    }
  }

  private static void pause(int millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while killing", e);
    }
  }
}
