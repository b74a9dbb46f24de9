package io.agencysuite.metrics.rollup;

import io.agencysuite.metrics.stream.Wire;
import io.agencysuite.metrics.stream.WireReader;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The numbers of a client's tuples. A number never changes its tuple. When the book is full,
/// further tuples share the number [#OTHER].
public final class TupleBook {

  public static final int OTHER = 0;

  private final int limit;
  private final List<Tuple> tuples = new ArrayList<>();
  private final Map<Tuple, Integer> numbers = new HashMap<>();
  private boolean overflowed;

  /// @param limit most tuples that get a number of their own
  public TupleBook(int limit) {
    this.limit = limit;
  }

  public static TupleBook decode(byte @Nullable [] bytes, int limit) {
    TupleBook book = new TupleBook(limit);
    if (bytes != null) {
      WireReader in = new WireReader(bytes);
      book.overflowed = in.number() == 1;
      int count = in.count();
      for (int i = 0; i < count; i++) {
        book.write(new Tuple(in.text(), in.text(), in.text()));
      }
    }
    return book;
  }

  public byte[] encode() {
    Wire out = new Wire(64 * tuples.size()).number(overflowed ? 1 : 0).number(tuples.size());
    tuples.forEach(tuple -> out.text(tuple.channel()).text(tuple.campaign()).text(tuple.post()));
    return out.toBytes();
  }

  /// The tuple's number; a new one gets the next number as long as there are any.
  public int number(Tuple tuple) {
    Integer known = numbers.get(tuple);
    if (known != null) {
      return known;
    }
    if (tuples.size() >= limit) {
      overflowed = true;
      return OTHER;
    }
    return write(tuple);
  }

  /// The tuple of a number; [Tuple#DIRECT] for [#OTHER].
  public Tuple tuple(int number) {
    return number == OTHER ? Tuple.DIRECT : tuples.get(number - 1);
  }

  public int size() {
    return tuples.size();
  }

  /// True once something was counted as other.
  public boolean overflowed() {
    return overflowed;
  }

  private int write(Tuple tuple) {
    tuples.add(tuple);
    numbers.put(tuple, tuples.size());
    return tuples.size();
  }
}
