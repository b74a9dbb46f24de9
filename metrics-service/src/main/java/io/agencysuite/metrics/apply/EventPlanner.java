package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.attribution.Touch;
import io.agencysuite.metrics.ingest.EventMessages;
import io.agencysuite.metrics.ingest.IngestedEvent;
import io.agencysuite.metrics.rollup.Cell;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Slots;
import io.agencysuite.metrics.run.Keys;
import io.agencysuite.metrics.stream.Entry;
import java.nio.ByteBuffer;
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
    BitSet repeated = repeated(fromWeek);
    for (int i = 0; i < events.size(); i++) {
      if (repeated.get(i)) {
        dropped.set(events.get(i).index);
      } else {
        count(events.get(i));
      }
    }
  }

  /// Positions of the events whose id is in a run, or earlier in this segment.
  private BitSet repeated(long fromWeek) {
    BitSet repeated = new BitSet();
    Map<ByteBuffer, Integer> firsts = new HashMap<>(events.size() * 2);
    for (int i = 0; i < events.size(); i++) {
      if (firsts.putIfAbsent(ByteBuffer.wrap(events.get(i).key), i) != null) {
        repeated.set(i);
      }
    }
    List<byte[]> sorted =
        firsts.keySet().stream().map(ByteBuffer::array).sorted(Arrays::compareUnsigned).toList();
    int width = ClientMemory.SEEN.width();
    draft.memory.seen.find(
        sorted,
        fromWeek,
        (records, index) -> {
          Integer first = firsts.get(ByteBuffer.wrap(records, index * width, width));
          if (first != null) {
            repeated.set(first);
          }
        });
    return repeated;
  }

  private void count(Indexed indexed) {
    IngestedEvent event = indexed.event;
    long slot = Slots.of(event.occurTime(), draft.zone);
    int tuple = draft.memory.tuples.number(event.tuple());
    draft.deltas.add(new Cell(tuple, "", slot, event.metric()), 1);
    draft.seen.add(indexed.key);
    if (!event.isVisit()) {
      return;
    }
    if (event.consented()) {
      draft.deltas.add(new Cell(tuple, "", slot, Metric.CONSENTED_VISITS), 1);
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

  private long day(long slot) {
    return daysBySlot.computeIfAbsent(
        slot, s -> Slots.start(s).atZone(draft.zone).toLocalDate().toEpochDay());
  }
}
