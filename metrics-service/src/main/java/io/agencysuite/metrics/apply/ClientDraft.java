package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.attribution.Touch;
import io.agencysuite.metrics.rollup.BucketName;
import io.agencysuite.metrics.rollup.Deltas;
import io.agencysuite.metrics.rollup.UniquesName;
import io.agencysuite.metrics.run.Keys;
import io.agencysuite.metrics.run.RecordBuffer;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.Op;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a segment does to one client, while it is worked out.
final class ClientDraft {

  final ClientMemory memory;
  final ZoneId zone;

  /// Of the client's reports; empty while the client is unknown.
  final String currency;

  final Deltas deltas = new Deltas();
  final VisitorTally visitors;

  /// Keys of the events that are counted, ascending.
  byte[] seen = new byte[0];

  final RecordBuffer touches = new RecordBuffer(TouchRecord.SHAPE);

  /// What visitors did.
  final RecordBuffer steps = new RecordBuffer(StepRecord.SHAPE);

  private @Nullable Map<Long, List<Touch>> journeys;

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

  /// What the visitor was touched by, as far as it is new.
  List<Touch> touchesOf(long visitor) {
    Map<Long, List<Touch>> known = journeys;
    if (known == null) {
      Map<Long, List<Touch>> all = new HashMap<>();
      for (int i = 0; i < touches.count(); i++) {
        all.computeIfAbsent(touches.head(i), v -> new ArrayList<>())
            .add(TouchRecord.decode(touches.bytes(), i));
      }
      known = all;
      journeys = all;
    }
    return known.getOrDefault(visitor, List.of());
  }

  /// Those of the visitors with new touches that have leads or orders.
  Set<Long> linkedVisitors() {
    Set<Long> linked = new HashSet<>();
    for (int i = 0; !memory.linked.isEmpty() && i < touches.count(); i++) {
      if (memory.linked.contains(touches.head(i))) {
        linked.add(touches.head(i));
      }
    }
    return linked;
  }

  /// The ops, each on a document of its own.
  List<Op> ops(long week, long segment) {
    List<Op> ops = new ArrayList<>();
    ops.addAll(visitors.ops(UniquesName.prefix(memory.tenant, memory.client)));
    ops.addAll(deltas.ops(BucketName.prefix(memory.tenant, memory.client)));
    ops.addAll(memory.seen.add(seen, week, segment));
    ops.addAll(memory.touches.add(touches.sorted(), week, segment));
    ops.addAll(memory.steps.add(steps.sorted(), week, segment));
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

  static long visitorHash(String visitor) {
    return Keys.number(visitor);
  }
}
