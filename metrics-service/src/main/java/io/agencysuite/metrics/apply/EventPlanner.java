package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.ingest.CountedEvent;
import io.agencysuite.metrics.ingest.EventScanMessages;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.run.LongTable;
import io.agencysuite.metrics.run.RecordBuffer;
import io.agencysuite.metrics.stream.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;

/// Counts the events of one client in a bite, those excepted whose id was seen before.
final class EventPlanner {

  /// Counters of events, by the codes of their metrics.
  private static final int COUNTERS = Metric.CUSTOM_EVENTS.code() + 1;

  private final ClientDraft draft;
  private final EventScanMessages reader;
  private final SlotClock clock;
  private final List<CountedEvent> events = new ArrayList<>();
  private final RecordBuffer keys = new RecordBuffer(ClientMemory.SEEN);
  private final LongTable<long[]> cells = new LongTable<>();
  private int[] indexes = new int[64];

  EventPlanner(ClientDraft draft, EventScanMessages reader) {
    this.draft = draft;
    this.reader = reader;
    this.clock = new SlotClock(draft.zone);
  }

  void add(int index, Entry entry) {
    CountedEvent event =
        entry.reading() instanceof CountedEvent read ? read : reader.read(entry.payload());
    if (events.size() == indexes.length) {
      indexes = Arrays.copyOf(indexes, indexes.length * 2);
    }
    indexes[events.size()] = index;
    events.add(event);
    int at = keys.add();
    keys.putLong(at, event.keyHead());
    keys.putLong(at + Long.BYTES, event.keyTail());
  }

  /// @param fromWeek ids received before this week may be forgotten
  /// @param dropped gets the indexes of the events that are not counted
  void plan(long fromWeek, BitSet dropped) {
    BitSet repeated = repeated(fromWeek);
    repeated.stream().forEach(position -> dropped.set(indexes[position]));
    for (int position = 0; position < events.size(); position++) {
      if (!repeated.get(position)) {
        count(events.get(position));
      }
    }
    cells.forEach(this::addCell);
  }

  /// Positions of the events whose id is in a run, or earlier in this bite. The keys of the others
  /// go to the draft.
  private BitSet repeated(long fromWeek) {
    BitSet repeated = new BitSet();
    int[] order = keys.order();
    int[] firsts = new int[order.length];
    int count = 0;
    for (int i = 0; i < order.length; i++) {
      if (i > 0 && keys.same(order[i - 1], order[i])) {
        repeated.set(order[i]);
      } else {
        firsts[count++] = order[i];
      }
    }
    draft.memory.seen.find(
        joined(firsts, count),
        fromWeek,
        (position, records, index) -> repeated.set(firsts[position]));
    int fresh = 0;
    for (int i = 0; i < count; i++) {
      if (!repeated.get(firsts[i])) {
        firsts[fresh++] = firsts[i];
      }
    }
    draft.seen = joined(firsts, fresh);
    return repeated;
  }

  private byte[] joined(int[] positions, int count) {
    int width = ClientMemory.SEEN.width();
    byte[] all = new byte[count * width];
    for (int i = 0; i < count; i++) {
      System.arraycopy(keys.bytes(), positions[i] * width, all, i * width, width);
    }
    return all;
  }

  private void count(CountedEvent event) {
    clock.look(event.second());
    int tuple = draft.memory.tuples.number(event.tuple());
    long cell = (long) tuple << Integer.SIZE | clock.slot();
    long[] counters = cells.computeIfAbsent(cell, c -> new long[COUNTERS]);
    counters[event.metric().code()]++;
    addStep(event, tuple);
    if (!event.isVisit()) {
      return;
    }
    if (event.consented()) {
      counters[Metric.CONSENTED_VISITS.code()]++;
    }
    if (event.visitorKnown()) {
      draft.visitors.add(clock.day(), event.consented(), tuple, event.visitor());
      if (event.consented()) {
        TouchRecord.add(draft.touches, event, tuple);
      }
    }
  }

  private void addCell(long cell, long[] counters) {
    for (int code = 0; code < COUNTERS; code++) {
      if (counters[code] != 0) {
        int tuple = (int) (cell >>> Integer.SIZE);
        draft.deltas.add(tuple, cell & 0xffff_ffffL, Metric.of(code), counters[code]);
      }
    }
  }

  /// Clicks are no steps: the redirect knows no visitor.
  private void addStep(CountedEvent event, int tuple) {
    if (event.metric() != Metric.CLICKS) {
      boolean custom = event.metric() == Metric.CUSTOM_EVENTS;
      int subject =
          custom
              ? draft.memory.subjects.number(SubjectBook.Kind.NAME, event.name())
              : draft.memory.subjects.number(SubjectBook.Kind.PATH, event.path());
      StepRecord.add(draft.steps, event, subject, tuple);
    }
  }
}
