package io.agencysuite.metrics.funnel;

import io.agencysuite.metrics.apply.StepRecord;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.TupleBook;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerView;

/// Reads events into trails: one pass over the runs that were received since shortly before the
/// period. A merged run is written before those that it replaces are deleted and comes later in the
/// order of names, so that a pass misses nothing; what it meets twice counts once.
final class TrailReader {

  private final LedgerView ledger;
  private final FunnelQuery query;
  private final Span span;
  private final StepMatcher matcher;
  private final TupleBook tuples;
  private final Runnable alive;

  /// @param alive throws when nobody waits for the answer any more
  TrailReader(
      LedgerView ledger,
      FunnelQuery query,
      Span span,
      StepMatcher matcher,
      TupleBook tuples,
      Runnable alive) {
    this.ledger = ledger;
    this.query = query;
    this.span = span;
    this.matcher = matcher;
    this.tuples = tuples;
    this.alive = alive;
  }

  void read(String tenant, String client, Trails trails) {
    String prefix = StepRecord.prefix(tenant, client);
    ledger.scan(
        Ledger.STEPS,
        StepRecord.from(prefix, span.firstWeek()),
        prefix + '~',
        (id, records) -> {
          alive.run();
          StepRecord record = StepRecord.over(records);
          int looked = 0;
          while (record.next()) {
            looked++;
            add(record, trails);
          }
          trails.read(looked);
        });
  }

  private void add(StepRecord record, Trails trails) {
    long time = record.timeMillis();
    if (time < span.touchMillis() || time > span.endMillis()) {
      return;
    }
    Step.Kind kind = kind(record.metric());
    int fits = span.isStep(time) ? matcher.event(kind, record.subject(), record.tuple()) : 0;
    boolean first = query.needsFirstTouch() && kind == Step.Kind.VISIT && isKnown(record.tuple());
    boolean between = query.strict() && span.isStep(time) && matcher.concerns(kind);
    if (fits == 0 && !first && !between) {
      return;
    }
    boolean known = record.who() != StepRecord.Who.UNKNOWN;
    boolean counts = known && !(query.bySession() && record.session() == 0);
    if (!counts) {
      trails.untraced(span.isFirstStep(time) ? fits : fits & ~1);
    }
    if (counts || (known && first)) {
      Moment moment =
          new Moment(
              time, kind, record.event(), record.session(), record.tuple(), counts ? fits : 0);
      trails.add(record.who() == StepRecord.Who.CONSENTED, record.visitor(), moment);
    }
  }

  private boolean isKnown(int tuple) {
    return tuple == TupleBook.OTHER || tuples.tuple(tuple).known();
  }

  private static Step.Kind kind(Metric metric) {
    return switch (metric) {
      case VISITS -> Step.Kind.VISIT;
      case PAGE_VIEWS -> Step.Kind.PAGE_VIEW;
      case CUSTOM_EVENTS -> Step.Kind.CUSTOM;
      case FORM_SUBMITS -> Step.Kind.FORM_SUBMIT;
      default -> throw new IllegalStateException(metric + " is no step");
    };
  }
}
