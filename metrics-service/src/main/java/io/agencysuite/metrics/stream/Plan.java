package io.agencysuite.metrics.stream;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// What a segment does, worked out once and then only repeated.
///
/// @param knownDay the UTC day that everything in the segment counts as known from
/// @param dropped indexes of the entries that are not counted, because they were before
/// @param ops every document is touched by at most one of them
public record Plan(int stream, long number, LocalDate knownDay, BitSet dropped, List<Op> ops) {

  private static final int FORMAT = 1;

  public Plan {
    dropped = (BitSet) dropped.clone();
    ops = List.copyOf(ops);
  }

  @Override
  public BitSet dropped() {
    return (BitSet) dropped.clone();
  }

  byte[] encode() {
    Wire out = new Wire(1 << 16).number(FORMAT).number(knownDay.toEpochDay());
    out.bytes(dropped.toByteArray()).number(ops.size());
    ops.forEach(op -> op.write(out));
    return Packing.pack(out.toBytes());
  }

  static Plan decode(int stream, long number, byte[] packed) {
    WireReader in = new WireReader(Packing.unpack(packed));
    int format = in.count();
    if (format != FORMAT) {
      throw new IllegalArgumentException("plan format: " + format + " (expected: " + FORMAT + ")");
    }
    LocalDate day = LocalDate.ofEpochDay(in.number());
    BitSet dropped = BitSet.valueOf(in.bytes());
    int count = in.count();
    List<Op> ops = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      ops.add(Op.read(in));
    }
    return new Plan(stream, number, day, dropped, ops);
  }
}
