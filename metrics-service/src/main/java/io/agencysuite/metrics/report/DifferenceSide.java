package io.agencysuite.metrics.report;

import io.agencysuite.metrics.rollup.Bucket;
import io.agencysuite.metrics.rollup.BucketName;
import io.agencysuite.metrics.rollup.Cell;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Slots;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.rollup.TupleBook;
import io.agencysuite.metrics.state.Body;
import io.agencysuite.metrics.state.Fact;
import io.agencysuite.metrics.state.FactKind;
import io.agencysuite.metrics.state.StateMessages;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One of two reports that are compared, by what its figures are made of.
final class DifferenceSide {

  private static final Set<Metric> OF_EVENTS =
      EnumSet.of(
          Metric.VISITS,
          Metric.CONSENTED_VISITS,
          Metric.PAGE_VIEWS,
          Metric.CLICKS,
          Metric.FORM_SUBMITS,
          Metric.CUSTOM_EVENTS);

  final Vantage vantage;
  final long first;
  final long end;

  private final ReportQuery query;
  private final Places places;
  private final Sight sight;

  DifferenceSide(Vantage vantage, ReportQuery query, Sight sight) {
    this.vantage = vantage;
    this.query = query;
    this.sight = sight;
    this.places = new Places(vantage.scope(), query);
    this.first = Slots.startOf(query.from(), vantage.scope().zone());
    this.end = Slots.startOf(query.to().plusDays(1), vantage.scope().zone());
  }

  Sums totals() {
    DayShift days = DayShift.none(query.from(), query.to());
    return new ReportReader(vantage.scope(), query, places, days).read().totals();
  }

  /// What a fact counts in this report.
  ///
  /// @param bytes null when there is no such fact
  Map<Line, Long> ofFact(FactKind kind, byte @Nullable [] bytes) {
    Fact fact = Fact.decode(bytes);
    Map<Line, Long> lines = new HashMap<>();
    if (fact.counted().isEmpty()) {
      return lines;
    }
    boolean worked = kind == FactKind.HOUR;
    String member =
        worked && StateMessages.arrival(fact.state()).body() instanceof Body.Hour hour
            ? hour.member()
            : "";
    fact.counted()
        .forEach((cell, value) -> {
          boolean wanted = worked ? places.wants(cell.tuple(), member) : places.wants(cell.tuple());
          if (wanted && isInside(cell.slot()) && sight.sees(cell.metric())) {
            lines.merge(line(cell), value, Long::sum);
          }
        });
    return lines;
  }

  /// Adds the events of a bucket, by day and channel.
  ///
  /// @param bytes null when there is no such bucket
  void addEvents(BucketName name, byte @Nullable [] bytes, Map<Line, Long> lines) {
    if (bytes == null || !places.wants(name.tuple())) {
      return;
    }
    Tuple channel = new Tuple(places.tuple(name.tuple()).channel(), "", "");
    Bucket.decode(bytes)
        .slots()
        .forEach((slot, values) -> {
          for (Metric metric : OF_EVENTS) {
            long value = values[metric.code()];
            if (value != 0 && isInside(slot)) {
              boolean other = name.tuple() == TupleBook.OTHER;
              Line line = new Line(day(slot), channel, other, metric, "");
              lines.merge(line, value, Long::sum);
            }
          }
        });
  }

  private Line line(Cell cell) {
    return new Line(
        day(cell.slot()),
        places.tuple(cell.tuple()),
        cell.tuple() == TupleBook.OTHER,
        cell.metric(),
        cell.currency());
  }

  private LocalDate day(long slot) {
    return Slots.start(slot).atZone(vantage.scope().zone()).toLocalDate();
  }

  private boolean isInside(long slot) {
    return slot >= first && slot < end;
  }
}
