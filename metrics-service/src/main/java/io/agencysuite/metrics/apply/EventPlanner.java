package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.attribution.Touch;
import io.agencysuite.metrics.ingest.EventMessages;
import io.agencysuite.metrics.ingest.IngestedEvent;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Slots;
import io.agencysuite.metrics.run.Keys;
import io.agencysuite.metrics.stream.Entry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Counts the events of one client in a segment, those excepted whose id was seen before.
final class EventPlanner {

  /// An event of the segment.
  private static final class Indexed {
    private final int index;
    private final IngestedEvent event;
    private final byte[] key;

    Indexed(int index, IngestedEvent event, byte[] key) {
      this.index = index;
      this.event = event;
      this.key = key;
    }
  }

  private final ClientDraft draft;
  private final Map<Long, Long> daysBySlot = new HashMap<>();
  private final List<Indexed> events = new ArrayList<>();

  EventPlanner(ClientDraft draft) {
    this.draft = draft;
  }

  void add(int index, Entry entry) {
    IngestedEvent event = EventMessages.ingested(entry.payload());
    byte[] key = Keys.of(event.eventId(), ClientMemory.SEEN.keyWidth());
    events.add(new Indexed(index, event, key));
  }

  /// @param fromWeek ids received before this week may be forgotten
  /// @param dropped gets the indexes of the events that are not counted
  void plan(long fromWeek, BitSet dropped) {
    List<Indexed> byKey = new ArrayList<>(events);
    // Stable: of events with the same id the first of the segment stays first.
    byKey.sort((a, b) -> Arrays.compareUnsigned(a.key, b.key));
    BitSet repeated = repeated(byKey, fromWeek);
    dropped.or(repeated);
    for (Indexed one : byKey) {
      if (!repeated.get(one.index)) {
        draft.seen.add(one.key);
      }
    }
    for (Indexed one : events) {
      if (!repeated.get(one.index)) {
        count(one);
      }
    }
  }

  /// Indexes in the segment of the events whose id is in a run, or earlier in this segment.
  private BitSet repeated(List<Indexed> byKey, long fromWeek) {
    BitSet repeated = new BitSet();
    List<byte[]> keys = new ArrayList<>(byKey.size());
    for (Indexed one : byKey) {
      if (!keys.isEmpty() && Arrays.equals(keys.getLast(), one.key)) {
        repeated.set(one.index);
      } else {
        keys.add(one.key);
      }
    }
    List<Indexed> firsts = byKey.stream().filter(one -> !repeated.get(one.index)).toList();
    draft.memory.seen.find(
        keys, fromWeek, (position, records, index) -> repeated.set(firsts.get(position).index));
    return repeated;
  }

  private void count(Indexed indexed) {
    IngestedEvent event = indexed.event;
    long slot = Slots.of(event.occurTime(), draft.zone);
    int tuple = draft.memory.tuples.number(event.tuple());
    draft.deltas.add(tuple, slot, event.metric(), 1);
    addStep(event, Keys.head(indexed.key), tuple);
    if (!event.isVisit()) {
      return;
    }
    if (event.consented()) {
      draft.deltas.add(tuple, slot, Metric.CONSENTED_VISITS, 1);
    }
    if (!event.visitor().isEmpty()) {
      long visitor = ClientDraft.visitorHash(event.visitor());
      draft.visitors.add(day(slot), event.consented(), tuple, visitor);
      if (event.consented()) {
        long id = Keys.head(indexed.key);
        draft.touch(visitor, new Touch(event.occurTime().toEpochMilli(), id, tuple));
      }
    }
  }

  /// Clicks are no steps: the redirect knows no visitor.
  private void addStep(IngestedEvent event, long id, int tuple) {
    if (event.metric() != Metric.CLICKS) {
      boolean custom = event.metric() == Metric.CUSTOM_EVENTS;
      int subject =
          custom
              ? draft.memory.subjects.number(SubjectBook.Kind.NAME, event.name())
              : draft.memory.subjects.number(SubjectBook.Kind.PATH, PagePath.of(event.url()));
      draft.steps.add(StepRecord.encode(event, id, subject, tuple));
    }
  }

  private long day(long slot) {
    return daysBySlot.computeIfAbsent(
        slot, s -> Slots.start(s).atZone(draft.zone).toLocalDate().toEpochDay());
  }
}
