package io.agencysuite.metrics.clientreport;

import io.agencysuite.metrics.v1.AttributionBasis;
import io.agencysuite.metrics.v1.AttributionCredit;
import io.agencysuite.metrics.v1.AttributionModel;
import io.agencysuite.metrics.v1.AttributionRow;
import io.agencysuite.metrics.v1.ComputeAttributionResponse;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What channels get by four rules, whatever is known of the journeys.
final class CreditMessages {

  private final ComputeAttributionResponse answer;
  private final ListedPlaces places;

  CreditMessages(ComputeAttributionResponse answer, ListedPlaces places) {
    this.answer = answer;
    this.places = places;
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
    List<Content.Credit> sorted =
        all.stream()
            .sorted(
                Comparator.comparingLong(Content.Credit::last)
                    .reversed()
                    .thenComparing(credit -> credit.place().id()))
            .toList();
    Content.Credit none = new Content.Credit(ListedPlaces.OTHER, 0, 0, 0, 0);
    return places.bounded(
        sorted,
        Content.Credit::place,
        rest -> rest.stream().reduce(none, (sum, more) -> sum.plus(ListedPlaces.OTHER, more)));
  }

  private Content.Credit credit(AttributionRow row) {
    return new Content.Credit(
        places.place(row.getChannel(), row.getOther()),
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
