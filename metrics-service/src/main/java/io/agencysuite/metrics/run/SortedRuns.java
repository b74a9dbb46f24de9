package io.agencysuite.metrics.run;

import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerStore;
import io.agencysuite.metrics.stream.Op;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The records of one client as sorted runs: each segment adds a small run, small runs are merged
/// into larger ones, runs expire by the week in which they were received. A filter a part is kept
/// in memory, the records stay on disk.
///
/// The records are a set: as long as every record lies in some run, it does no harm that it lies in
/// two, so that merging needs no plan and may be cut short anywhere.
public final class SortedRuns {

  /// Runs of one level that are merged into one of the next.
  private static final int FAN_IN = 8;

  /// No run of more records than this is made; they stay side by side instead.
  private static final long LARGEST_RUN = 4_000_000;

  private final LedgerStore store;
  private final Ledger ledger;
  private final RecordShape shape;
  private final String prefix;
  private final int partRecords;
  private final boolean searched;
  private @Nullable List<RunPart> parts;
  private int untidied = FAN_IN;

  /// @param prefix what the ids of all parts begin with: `tenant/client/kind/`
  public SortedRuns(
      LedgerStore store, Ledger ledger, RecordShape shape, String prefix, int partRecords) {
    this(store, ledger, shape, prefix, partRecords, true);
  }

  private SortedRuns(
      LedgerStore store,
      Ledger ledger,
      RecordShape shape,
      String prefix,
      int partRecords,
      boolean searched) {
    this.store = store;
    this.ledger = ledger;
    this.shape = shape;
    this.prefix = prefix;
    this.partRecords = partRecords;
    this.searched = searched;
  }

  /// Runs that are only ever read as a whole: nothing but the names of their parts is in memory.
  public static SortedRuns unsearched(
      LedgerStore store, Ledger ledger, RecordShape shape, String prefix, int partRecords) {
    return new SortedRuns(store, ledger, shape, prefix, partRecords, false);
  }

  /// Memory that the heads take.
  public long bytes() {
    return parts == null ? 0 : parts.stream().mapToLong(RunPart::bytes).sum();
  }

  /// A record that was looked for.
  @FunctionalInterface
  public interface Match {

    /// @param position of the key among those looked for
    /// @param index of the record in these records
    void found(int position, byte[] records, int index);
  }

  /// Calls back for every record with one of these keys.
  ///
  /// @param keys one behind the other, ascending and distinct
  /// @param fromWeek runs received before this week are not looked at
  public void find(byte[] keys, long fromWeek, Match match) {
    if (keys.length == 0) {
      return;
    }
    RecordShape keyShape = new RecordShape(shape.keyWidth(), shape.keyWidth());
    long[] heads = new long[keyShape.count(keys)];
    for (int i = 0; i < heads.length; i++) {
      heads[i] = keyShape.keyHead(keys, i);
    }
    RunName before = null;
    int position = 0;
    for (RunPart part : List.copyOf(parts())) {
      if (part.name().week() >= fromWeek) {
        boolean next = before != null && part.name().follows(before);
        int from = next ? position : KeyHeads.lowerBound(heads, part.first());
        position = findIn(part, keys, heads, from, match);
        before = part.name();
      }
    }
  }

  /// The ops that add a segment's records. The records are sorted and distinct.
  public List<Op> add(byte[] sorted, long week, long segment) {
    List<Op> ops = new ArrayList<>();
    int step = partRecords * shape.width();
    for (int from = 0, part = 0; from < sorted.length; from += step, part++) {
      byte[] some = Arrays.copyOfRange(sorted, from, Math.min(sorted.length, from + step));
      ops.add(Op.put(ledger, new RunName(week, 0, segment, part).id(prefix), "", some));
    }
    return ops;
  }

  /// Notes that a run was stored.
  public void added(String id, byte[] records) {
    untidied += id.startsWith(prefix) ? 1 : 0;
    if (parts != null && id.startsWith(prefix)) {
      parts.removeIf(part -> part.id().equals(id));
      parts.add(part(id, records));
    }
  }

  /// Merges what has gathered and deletes what has expired; does nothing until enough was added.
  ///
  /// @param keepFromWeek runs received before this week are deleted
  public void tidy(long keepFromWeek) {
    if (untidied < FAN_IN) {
      return;
    }
    untidied = 0;
    List<String> expired =
        parts().stream()
            .filter(part -> part.name().week() < keepFromWeek)
            .map(RunPart::id)
            .toList();
    drop(expired);
    boolean merged = true;
    while (merged) {
      merged = mergeOnce();
    }
  }

  public void forget() {
    parts = null;
  }

  private boolean mergeOnce() {
    Map<String, List<RunPart>> levels = new TreeMap<>();
    for (RunPart part : parts()) {
      String level = part.name().week() + "." + part.name().level();
      levels.computeIfAbsent(level, l -> new ArrayList<>()).add(part);
    }
    for (List<RunPart> all : levels.values()) {
      List<RunPart> level = searched ? all : small(all);
      long runs = level.stream().map(part -> part.name().sequence()).distinct().count();
      long records = level.stream().mapToLong(RunPart::count).sum();
      if (runs >= FAN_IN && records <= LARGEST_RUN) {
        merge(level);
        return true;
      }
    }
    return false;
  }

  /// Runs of one part that is not full: only the number of documents speaks for merging those that
  /// are read as a whole.
  private List<RunPart> small(List<RunPart> level) {
    Set<Long> large = new HashSet<>();
    for (RunPart part : level) {
      if (part.name().part() > 0 || part.count() >= partRecords) {
        large.add(part.name().sequence());
      }
    }
    return level.stream().filter(part -> !large.contains(part.name().sequence())).toList();
  }

  private void merge(List<RunPart> level) {
    RunName any = level.getFirst().name();
    long sequence = level.stream().mapToLong(part -> part.name().sequence()).max().orElseThrow();
    RunMerge merge = new RunMerge(shape, level, this::load);
    List<RunPart> written = new ArrayList<>();
    for (byte[] records = merge.next(partRecords);
        records.length > 0;
        records = merge.next(partRecords)) {
      RunName name = new RunName(any.week(), any.level() + 1, sequence, written.size());
      store.replace(ledger, name.id(prefix), records);
      written.add(part(name.id(prefix), records));
    }
    written.forEach(part -> added(part));
    drop(level.stream().map(RunPart::id).toList());
  }

  private void added(RunPart part) {
    parts().removeIf(other -> other.id().equals(part.id()));
    parts().add(part);
  }

  private void drop(List<String> ids) {
    if (!ids.isEmpty()) {
      store.delete(ledger, ids);
      parts().removeIf(part -> ids.contains(part.id()));
    }
  }

  /// Looks for the keys from a position on that may lie in the part; answers where those behind it
  /// begin.
  private int findIn(RunPart part, byte[] keys, long[] heads, int from, Match match) {
    byte[] records = null;
    long last = part.last();
    int position = from;
    while (position < heads.length && Long.compareUnsigned(heads[position], last) <= 0) {
      if (part.mayContain(heads[position])) {
        records = records == null ? load(part) : records;
        int index = shape.lowerBound(records, keys, position);
        while (index < shape.count(records)
            && shape.compareKey(records, index, keys, position) == 0) {
          match.found(position, records, index);
          index++;
        }
      }
      position++;
    }
    // The records of one key may go on in the next part.
    while (position > 0 && heads[position - 1] == last) {
      position--;
    }
    return position;
  }

  private byte[] load(RunPart part) {
    byte[] records = store.read(ledger, List.of(part.id())).get(part.id());
    if (records == null) {
      throw new IllegalStateException(part.id() + " was merged away by another worker");
    }
    return records;
  }

  private RunPart part(String id, byte[] records) {
    return searched ? RunPart.of(id, shape, records) : RunPart.unsearched(id, shape.count(records));
  }

  private List<RunPart> parts() {
    List<RunPart> known = parts;
    if (known == null) {
      List<RunPart> read = new ArrayList<>();
      if (searched) {
        store.scan(ledger, prefix, prefix + '~', (id, records) -> read.add(part(id, records)));
      } else {
        // How many records are in a part only decides what is worth merging.
        store.ids(ledger, prefix, prefix + '~').forEach(id -> read.add(RunPart.unsearched(id, 1)));
      }
      known = read;
      parts = read;
    }
    return known;
  }
}
