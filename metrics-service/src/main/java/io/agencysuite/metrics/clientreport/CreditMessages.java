package io.agencysuite.metrics.clientreport;

import io.agencysuite.metrics.v1.AttributionBasis;
import io.agencysuite.metrics.v1.AttributionCredit;
import io.agencysuite.metrics.v1.AttributionModel;
import io.agencysuite.metrics.v1.AttributionRow;
import io.agencysuite.metrics.v1.ComputeAttributionResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What channels get by four rules, whatever is known of the journeys.
final class CreditMessages {

  private static final Content.Place OTHER = new Content.Place("", "", true);

  private final ComputeAttributionResponse answer;
  private final Map<String, String> names;
  private final int most;

  CreditMessages(ComputeAttributionResponse answer, Map<String, String> names, int most) {
    this.answer = answer;
    this.names = names;
    this.most = most;
  }

  Content.Credits credits() {
    Map<Content.Place, Content.Credit> byPlace = new HashMap<>();
    for (AttributionRow row : answer.getRowsList()) {
      Content.Credit credit = credit(row);
      byPlace.merge(credit.place(), credit, (one, more) -> one.plus(one.place(), more));
    }
    long withJourney =
        answer.getCoverageList().stream()
            .filter(coverage -> coverage.getBasis() == AttributionBasis.JOURNEY)
            .mapToLong(coverage -> coverage.getConversions())
            .sum();
    return new Content.Credits(
        bounded(byPlace.values()),
        answer.getTotals().getValue().getMinorUnits(),
        answer.getTotals().getConversions(),
        withJourney);
  }

  private List<Content.Credit> bounded(Collection<Content.Credit> all) {
    List<Content.Credit> kept = new ArrayList<>();
    Content.Credit rest = new Content.Credit(OTHER, 0, 0, 0, 0);
    boolean more = false;
    List<Content.Credit> sorted =
        all.stream()
            .sorted(
                Comparator.comparingLong(Content.Credit::last)
                    .reversed()
                    .thenComparing(credit -> credit.place().id()))
            .toList();
    for (Content.Credit credit : sorted) {
      if (kept.size() < most - 1 && !credit.place().other()) {
        kept.add(credit);
      } else {
        rest = rest.plus(OTHER, credit);
        more = true;
      }
    }
    if (more) {
      kept.add(rest);
    }
    return kept;
  }

  private Content.Credit credit(AttributionRow row) {
    Content.Place place =
        row.getOther()
            ? OTHER
            : new Content.Place(
                row.getChannel(), names.getOrDefault(row.getChannel(), row.getChannel()), false);
    return new Content.Credit(
        place,
        value(row, AttributionModel.FIRST_TOUCH),
        value(row, AttributionModel.LAST_TOUCH),
        value(row, AttributionModel.LINEAR),
        value(row, AttributionModel.POSITION));
  }

  private static long value(AttributionRow row, AttributionModel model) {
    return row.getCreditsList().stream()
        .filter(credit -> credit.getModel() == model)
        .map(AttributionCredit::getValue)
        .mapToLong(value -> value.getMinorUnits())
        .sum();
  }
}
