package io.agencysuite.metrics.run;

import java.util.ArrayList;
import java.util.Arrays;
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
    this.queue = new PriorityQueue<>((a, b) -> a.isBefore(b) ? -1 : b.isBefore(a) ? 1 : 0);
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
      // Records of one run that follow each other are taken without a look at the others.
      boolean more = true;
      while (more && size < out.length && (queue.isEmpty() || !queue.element().isBefore(cursor))) {
        if (!isRepeated(out, size, cursor)) {
          System.arraycopy(cursor.records, cursor.index * width, out, size, width);
          size += width;
        }
        more = cursor.advance();
      }
      if (more) {
        queue.add(cursor);
      }
    }
    if (size > 0) {
      last = Arrays.copyOfRange(out, size - width, size);
    }
    return size == out.length ? out : Arrays.copyOf(out, size);
  }

  private boolean isRepeated(byte[] out, int size, Cursor cursor) {
    int width = shape.width();
    byte[] previous = size > 0 ? out : last;
    int at = size > 0 ? size - width : 0;
    int from = cursor.index * width;
    return previous != null
        && Arrays.equals(previous, at, at + width, cursor.records, from, from + width);
  }

  private final class Cursor {
    private final Iterator<RunPart> parts;
    private final Function<RunPart, byte[]> load;
    private byte[] records;
    private int index;
    private long head;

    Cursor(Iterator<RunPart> parts, Function<RunPart, byte[]> load) {
      this.parts = parts;
      this.load = load;
      this.records = load.apply(parts.next());
      this.head = shape.keyHead(records, 0);
    }

    boolean isBefore(Cursor other) {
      int order = Long.compareUnsigned(head, other.head);
      return order != 0 ? order < 0 : shape.compare(records, index, other.records, other.index) < 0;
    }

    boolean advance() {
      index++;
      if (index == shape.count(records)) {
        if (!parts.hasNext()) {
          return false;
        }
        records = load.apply(parts.next());
        index = 0;
      }
      head = shape.keyHead(records, index);
      return true;
    }
  }
}
