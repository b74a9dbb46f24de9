package io.agencysuite.metrics.stream;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// What successive segments do, worked out once and then only repeated. The next plan of the stream
/// begins where this one ends.
///
/// @param first number of the first segment
/// @param sizes how many entries each segment has
/// @param knownDay the UTC day that everything in the segments counts as known from
/// @param dropped indexes of the entries that are not counted, because they were before; those of a
///   segment follow those of the one before
/// @param ops every document is touched by at most one of them
public record Plan(
    int stream, long first, List<Integer> sizes, LocalDate knownDay, BitSet dropped, List<Op> ops) {

  private static final int OF_ONE_SEGMENT = 1;
  private static final int FORMAT = 2;

  public Plan {
    sizes = List.copyOf(sizes);
    dropped = (BitSet) dropped.clone();
    ops = List.copyOf(ops);
  }

  /// Number of the last segment.
  public long last() {
    return first + sizes.size() - 1;
  }

  @Override
  public BitSet dropped() {
    return (BitSet) dropped.clone();
  }

  /// Indexes of the entries of one segment that are not counted.
  public BitSet dropped(long number) {
    int at = 0;
    for (int i = 0; i < number - first; i++) {
      at += sizes.get(i);
    }
    return dropped.get(at, at + sizes.get((int) (number - first)));
  }

  byte[] encode() {
    int size = ops.stream().mapToInt(op -> op.bytes().length + 64).sum();
    Wire out = new Wire(size + 1_024).number(FORMAT).number(knownDay.toEpochDay());
    out.number(sizes.size());
    sizes.forEach(out::number);
    out.bytes(dropped.toByteArray()).number(ops.size());
    ops.forEach(op -> op.write(out));
    return Packing.pack(out);
  }

  static Plan decode(int stream, long first, byte[] packed) {
    WireReader in = new WireReader(Packing.unpack(packed));
    int format = in.count();
    if (format < OF_ONE_SEGMENT || format > FORMAT) {
      throw new IllegalArgumentException(
          "plan format: " + format + " (expected: 1.." + FORMAT + ")");
    }
    LocalDate day = LocalDate.ofEpochDay(in.number());
    List<Integer> sizes = new ArrayList<>();
    for (int left = format == OF_ONE_SEGMENT ? 0 : in.count(); left > 0; left--) {
      sizes.add(in.count());
    }
    BitSet dropped = BitSet.valueOf(in.bytes());
    if (format == OF_ONE_SEGMENT) {
      sizes.add(dropped.length());
    }
    int count = in.count();
    List<Op> ops = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ops.add(Op.read(in));
    }
    return new Plan(stream, first, sizes, day, dropped, ops);
  }
}
