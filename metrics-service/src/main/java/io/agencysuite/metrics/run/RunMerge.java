package io.agencysuite.metrics.run;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Merges runs record by record and drops repetitions. Holds one part a run in memory.
final class RunMerge {

  private final RecordShape shape;
  private final PriorityQueue<Cursor> queue;
  private byte @Nullable [] last;

  RunMerge(RecordShape shape, List<RunPart> parts, Function<RunPart, byte[]> load) {
    this.shape = shape;
    this.queue =
        new PriorityQueue<>((a, b) -> shape.compare(a.records, a.index, b.records, b.index));
    Map<Long, List<RunPart>> runs = new TreeMap<>();
    for (RunPart part : parts) {
      runs.computeIfAbsent(part.name().sequence(), s -> new ArrayList<>()).add(part);
    }
    for (List<RunPart> run : runs.values()) {
      run.sort(Comparator.comparingInt(part -> part.name().part()));
      queue.add(new Cursor(run.iterator(), load));
    }
  }

  /// The next records, at most so many; empty at the end.
  byte[] next(int records) {
    int width = shape.width();
    byte[] out = new byte[records * width];
    int size = 0;
    while (size < out.length && !queue.isEmpty()) {
      Cursor cursor = queue.remove();
      int from = cursor.index * width;
      byte[] previous = last;
      boolean repeated =
          previous != null
              && java.util.Arrays.equals(previous, 0, width, cursor.records, from, from + width);
      if (!repeated) {
        System.arraycopy(cursor.records, from, out, size, width);
        last = java.util.Arrays.copyOfRange(out, size, size + width);
        size += width;
      }
      if (cursor.advance()) {
        queue.add(cursor);
      }
    }
    return java.util.Arrays.copyOf(out, size);
  }

  private final class Cursor {
    private final Iterator<RunPart> parts;
    private final Function<RunPart, byte[]> load;
    private byte[] records;
    private int index;

    Cursor(Iterator<RunPart> parts, Function<RunPart, byte[]> load) {
      this.parts = parts;
      this.load = load;
      this.records = load.apply(parts.next());
    }

    boolean advance() {
      index++;
      if (index < shape.count(records)) {
        return true;
      }
      if (!parts.hasNext()) {
        return false;
      }
      records = load.apply(parts.next());
      index = 0;
      return true;
    }
  }
}
