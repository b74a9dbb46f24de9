package io.agencysuite.metrics.funnel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What one visitor did, packed: 24 bytes a moment.
final class Trail {

  private static final int WIDTH = 3;
  private static final int KIND_SHIFT = 16;
  private static final int STEPS_MASK = 0xffff;
  private static final List<Step.Kind> KINDS = List.of(Step.Kind.values());

  private long[] words = new long[WIDTH];
  private int size;

  void add(Moment moment) {
    if (size == words.length) {
      words = Arrays.copyOf(words, size * 2);
    }
    words[size] = moment.timeMillis();
    words[size + 1] = pair(moment.event(), moment.session());
    words[size + 2] =
        pair(moment.tuple(), KINDS.indexOf(moment.kind()) << KIND_SHIFT | moment.steps());
    size += WIDTH;
  }

  void addAll(Trail other) {
    words = Arrays.copyOf(words, size + other.size);
    System.arraycopy(other.words, 0, words, size, other.size);
    size += other.size;
  }

  /// Oldest first. What was met twice, because runs were being merged, is there once.
  List<Moment> moments() {
    List<Moment> moments = new ArrayList<>(size / WIDTH);
    for (int i = 0; i < size; i += WIDTH) {
      int low = (int) words[i + 2];
      moments.add(
          new Moment(
              words[i],
              KINDS.get(low >>> KIND_SHIFT),
              (int) (words[i + 1] >>> 32),
              (int) words[i + 1],
              (int) (words[i + 2] >>> 32),
              low & STEPS_MASK));
    }
    return moments.stream().sorted().distinct().toList();
  }

  private static long pair(int high, int low) {
    return (long) high << 32 | Integer.toUnsignedLong(low);
  }
}
