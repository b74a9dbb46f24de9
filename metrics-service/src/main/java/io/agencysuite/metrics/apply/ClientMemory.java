package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.rollup.TupleBook;
import io.agencysuite.metrics.run.RecordShape;
import io.agencysuite.metrics.run.SortedRuns;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What a worker remembers of a client between segments.
final class ClientMemory {

  static final RecordShape SEEN = new RecordShape(16, 16);

  /// Records of a part: 448 KB each, less than the half of a heap region of 1 MB, above which the
  /// garbage collector treats arrays with much more ado.
  private static final int PART_BYTES = 448 << 10;

  private static final int SEEN_PART = PART_BYTES / 16;
  private static final int TOUCH_PART = PART_BYTES / 28;
  private static final int STEP_PART = PART_BYTES / 36;

  final String tenant;
  final String client;
  final TupleBook tuples;
  final SortedRuns seen;
  final SortedRuns touches;
  final SortedRuns steps;
  final SubjectBook subjects;

  /// Visitors with leads or orders: their later visits may change who gets the credit.
  final Set<Long> linked;

  private ClientMemory(
      String tenant, String client, TupleBook tuples, SubjectBook subjects, LedgerStore ledger) {
    this.tenant = tenant;
    this.client = client;
    this.tuples = tuples;
    this.subjects = subjects;
    String scope = tenant + '/' + client;
    this.seen = new SortedRuns(ledger, Ledger.SEEN, SEEN, scope + "/seen/", SEEN_PART);
    this.touches =
        new SortedRuns(
            ledger,
            Ledger.TOUCHES,
            TouchRecord.SHAPE,
            TouchRecord.prefix(tenant, client),
            TOUCH_PART);
    this.steps =
        SortedRuns.unsearched(
            ledger, Ledger.STEPS, StepRecord.SHAPE, StepRecord.prefix(tenant, client), STEP_PART);
    String visitors = LinkedVisitors.prefix(tenant, client);
    this.linked = new HashSet<>();
    ledger
        .ids(Ledger.VISITORS, visitors, visitors + '~')
        .forEach(id -> linked.add(LinkedVisitors.visitor(id)));
  }

  static ClientMemory load(String tenant, String client, LedgerStore ledger, int tupleLimit) {
    String id = tuplesId(tenant, client);
    byte[] stored = ledger.read(Ledger.TUPLES, List.of(id)).get(id);
    TupleBook tuples = TupleBook.decode(stored, tupleLimit);
    String subjects = SubjectBook.id(tenant, client);
    byte[] named = ledger.read(Ledger.SUBJECTS, List.of(subjects)).get(subjects);
    return new ClientMemory(tenant, client, tuples, SubjectBook.decode(named), ledger);
  }

  static String tuplesId(String tenant, String client) {
    return tenant + '/' + client + "/tuples/all";
  }

  long bytes() {
    return seen.bytes()
        + touches.bytes()
        + steps.bytes()
        + linked.size() * 48L
        + (tuples.size() + subjects.size()) * 200L
        + 500;
  }
}
