package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.attribution.Touch;
import io.agencysuite.metrics.rollup.BucketName;
import io.agencysuite.metrics.rollup.Deltas;
import io.agencysuite.metrics.rollup.UniquesName;
import io.agencysuite.metrics.run.Keys;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.Op;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What a segment does to one client, while it is worked out.
final class ClientDraft {

  final ClientMemory memory;
  final ZoneId zone;

  /// Of the client's reports; empty while the client is unknown.
  final String currency;

  final Deltas deltas = new Deltas();
  final VisitorTally visitors;

  /// Keys of the events that are counted, ascending.
  final List<byte[]> seen = new ArrayList<>();

  final Map<Long, List<Touch>> touches = new HashMap<>();

  /// What visitors did, as records.
  final List<byte[]> steps = new ArrayList<>();

  private final int tuplesBefore;
  private final int subjectsBefore;
  private final boolean overflowedBefore;

  ClientDraft(ClientMemory memory, ZoneId zone, String currency) {
    this.memory = memory;
    this.zone = zone;
    this.currency = currency;
    this.visitors = new VisitorTally(memory.tuples);
    this.tuplesBefore = memory.tuples.size();
    this.subjectsBefore = memory.subjects.size();
    this.overflowedBefore = memory.tuples.overflowed();
  }

  void touch(long visitor, Touch touch) {
    touches.computeIfAbsent(visitor, v -> new ArrayList<>()).add(touch);
  }

  /// The ops, each on a document of its own.
  List<Op> ops(long week, long segment) {
    List<Op> ops = new ArrayList<>();
    ops.addAll(visitors.ops(UniquesName.prefix(memory.tenant, memory.client)));
    ops.addAll(deltas.ops(BucketName.prefix(memory.tenant, memory.client)));
    if (!seen.isEmpty()) {
      ops.addAll(memory.seen.add(Records.joined(seen), week, segment));
    }
    if (!touches.isEmpty()) {
      ops.addAll(memory.touches.add(touchRecords(), week, segment));
    }
    if (!steps.isEmpty()) {
      ops.addAll(memory.steps.add(Records.sorted(steps), week, segment));
    }
    if (memory.subjects.size() != subjectsBefore) {
      String id = SubjectBook.id(memory.tenant, memory.client);
      ops.add(Op.merge(Ledger.SUBJECTS, id, memory.subjects.encodeFrom(subjectsBefore)));
    }
    if (memory.tuples.size() != tuplesBefore || memory.tuples.overflowed() != overflowedBefore) {
      String id = ClientMemory.tuplesId(memory.tenant, memory.client);
      ops.add(Op.put(Ledger.TUPLES, id, "", memory.tuples.encode()));
    }
    return ops;
  }

  private byte[] touchRecords() {
    List<byte[]> records = new ArrayList<>();
    touches.forEach(
        (visitor, some) -> some.forEach(touch -> records.add(TouchRecord.encode(visitor, touch))));
    return Records.sorted(records);
  }

  static long visitorHash(String visitor) {
    return Keys.number(visitor);
  }
}
