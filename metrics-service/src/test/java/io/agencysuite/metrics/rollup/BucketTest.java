package io.agencysuite.metrics.rollup;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.test.Seed;
import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BucketTest {

  @Test
  void mergesDeltasIntoTheirSum() {
    SplittableRandom random = Seed.random("buckets");
    Map<String, Long> model = new HashMap<>();
    byte[] stored = new Bucket().encode();
    for (int round = 0; round < 50; round++) {
      Bucket delta = new Bucket();
      for (int i = 0; i < 20; i++) {
        long slot = 1_990_000 + random.nextInt(40) * 4L;
        Metric metric = Metric.of(random.nextInt(Metric.COUNT));
        long value = random.nextLong(-1_000_000, 1_000_000);
        delta.add(slot, metric, value);
        model.merge(slot + " " + metric, value, Long::sum);
      }
      stored = Bucket.merge(stored, delta.encode());
    }

    Map<String, Long> found = new HashMap<>();
    Bucket.decode(stored)
        .slots()
        .forEach((slot, values) -> {
          for (int code = 0; code < values.length; code++) {
            if (values[code] != 0) {
              found.put(slot + " " + Metric.of(code), values[code]);
            }
          }
        });
    model.values().removeIf(value -> value == 0);
    assertThat(found).isEqualTo(model);
  }

  @Test
  void takesOverWhatTheDeltaDoesNotTouch() {
    SplittableRandom random = Seed.random("bytes of buckets");
    byte[] stored = new byte[0];
    for (int round = 0; round < 500; round++) {
      Bucket delta = new Bucket();
      int from = random.nextInt(30);
      for (int i = random.nextInt(6); i >= 0; i--) {
        delta.add(1_990_000 + from + random.nextInt(8), Metric.VISITS, random.nextInt(5) - 2);
      }
      Bucket expected = Bucket.decode(stored);
      delta.slots().forEach((slot, values) -> expected.add(slot, Metric.VISITS, values[0]));

      stored = Bucket.merge(stored, delta.encode());

      assertThat(stored).isEqualTo(expected.encode());
    }
  }

  @Test
  void leavesNothingOfCountersThatCancelOut() {
    Bucket bucket = new Bucket();
    bucket.add(400, Metric.ORDERS, 1);
    bucket.add(400, Metric.ORDERS, -1);

    assertThat(bucket.encode()).isEmpty();
  }
}
