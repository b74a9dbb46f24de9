package io.agencysuite.metrics.state;

import io.agencysuite.metrics.rollup.Cell;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.stream.Wire;
import io.agencysuite.metrics.stream.WireReader;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What is known of an aggregate and what was last counted for it. A fact without a state stands
/// for an aggregate that others refer to and whose own state has not arrived yet.
public final class Fact {

  private static final int FORMAT = 1;
  private static final Fact UNKNOWN = new Fact(0, 0, new byte[0], Map.of(), new TreeSet<>());

  private final long epoch;
  private final long version;
  private final byte[] state;
  private final Map<Cell, Long> counted;
  private final SortedSet<String> dependents;

  private Fact(
      long epoch,
      long version,
      byte[] state,
      Map<Cell, Long> counted,
      SortedSet<String> dependents) {
    this.epoch = epoch;
    this.version = version;
    this.state = state;
    this.counted = Map.copyOf(counted);
    this.dependents = dependents;
  }

  public static Fact decode(byte @Nullable [] bytes) {
    if (bytes == null) {
      return UNKNOWN;
    }
    WireReader in = new WireReader(bytes);
    int format = in.count();
    if (format != FORMAT) {
      throw new IllegalArgumentException("fact format: " + format + " (expected: " + FORMAT + ")");
    }
    long epoch = in.number();
    long version = in.number();
    byte[] state = in.bytes();
    Map<Cell, Long> counted = new HashMap<>();
    for (int left = in.count(); left > 0; left--) {
      Cell cell = new Cell(in.count(), in.text(), in.signed(), Metric.of(in.count()));
      counted.put(cell, in.signed());
    }
    SortedSet<String> dependents = new TreeSet<>();
    for (int left = in.count(); left > 0; left--) {
      dependents.add(in.text());
    }
    return new Fact(epoch, version, state, counted, dependents);
  }

  public byte[] encode() {
    Wire out = new Wire(state.length + 64).number(FORMAT).number(epoch).number(version);
    out.bytes(state).number(counted.size());
    counted.forEach((cell, value) ->
        out.number(cell.tuple())
            .text(cell.currency())
            .signed(cell.slot())
            .number(cell.metric().code())
            .signed(value));
    out.number(dependents.size());
    dependents.forEach(out::text);
    return out.toBytes();
  }

  public boolean isOlderThan(long otherEpoch, long otherVersion) {
    return epoch < otherEpoch || (epoch == otherEpoch && version < otherVersion);
  }

  /// The payload of the entry that brought the state; empty when none has arrived.
  public byte[] state() {
    return state;
  }

  /// What was last added to the buckets for it.
  public Map<Cell, Long> counted() {
    return counted;
  }

  /// Ids of facts whose counters depend on this one.
  public SortedSet<String> dependents() {
    return dependents;
  }

  public Fact arrived(long newEpoch, long newVersion, byte[] newState) {
    return new Fact(newEpoch, newVersion, newState, counted, dependents);
  }

  public Fact counting(Map<Cell, Long> newlyCounted) {
    return new Fact(epoch, version, state, newlyCounted, dependents);
  }

  public Fact dependent(String id) {
    SortedSet<String> more = new TreeSet<>(dependents);
    more.add(id);
    return new Fact(epoch, version, state, counted, more);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof Fact other
        && epoch == other.epoch
        && version == other.version
        && Arrays.equals(state, other.state)
        && counted.equals(other.counted)
        && dependents.equals(other.dependents);
  }

  @Override
  public int hashCode() {
    return Objects.hash(epoch, version, Arrays.hashCode(state), counted, dependents);
  }

  @Override
  public String toString() {
    return "fact of version " + epoch + '.' + version + ", counted " + counted;
  }
}
