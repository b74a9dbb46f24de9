package io.agencysuite.metrics.journey;

import io.agencysuite.common.v1.Money;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.metrics.attribution.TouchWeights;
import io.agencysuite.metrics.journey.AttributionQuery.Conversions;
import io.agencysuite.metrics.journey.AttributionQuery.Dimension;
import io.agencysuite.metrics.state.DayRange;
import io.agencysuite.metrics.v1.AttributionBasis;
import io.agencysuite.metrics.v1.AttributionCoverage;
import io.agencysuite.metrics.v1.AttributionCredit;
import io.agencysuite.metrics.v1.AttributionModel;
import io.agencysuite.metrics.v1.AttributionOtherCurrency;
import io.agencysuite.metrics.v1.AttributionRow;
import io.agencysuite.metrics.v1.AttributionTotals;
import io.agencysuite.metrics.v1.ComputeAttributionRequest;
import io.agencysuite.metrics.v1.ModelDisagreement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Attributions to and from the wire.
final class AttributionMessages {

  private static final int LONGEST_DAYS = 1_100;
  private static final int DEFAULT_WINDOW_DAYS = 90;

  private AttributionMessages() {}

  static AttributionQuery query(ComputeAttributionRequest request) {
    List<TouchWeights> models =
        request.getModelsList().stream().map(AttributionMessages::weights).toList();
    Set<Dimension> groupBy = EnumSet.noneOf(Dimension.class);
    request.getGroupByList().forEach(dimension -> groupBy.add(dimension(dimension)));
    int days = request.getWindowDays() == 0 ? DEFAULT_WINDOW_DAYS : request.getWindowDays();
    return new AttributionQuery(
        DayRange.parse(request.getFromDate(), request.getToDate(), LONGEST_DAYS),
        conversions(request.getConversion()),
        models.isEmpty() ? List.of(TouchWeights.values()) : models,
        Duration.ofDays(days),
        groupBy.isEmpty() ? Set.of(Dimension.CHANNEL) : groupBy);
  }

  static AttributionRow row(
      AttributionQuery query, RowKey key, List<Credits> credits, String currency) {
    AttributionRow.Builder row =
        AttributionRow.newBuilder()
            .setBasis(basis(key.basis()))
            .setChannel(key.channel())
            .setCampaign(key.campaign())
            .setPost(key.post())
            .setOther(key.other());
    for (int model = 0; model < credits.size(); model++) {
      row.addCredits(
          AttributionCredit.newBuilder()
              .setModel(model(query.models().get(model)))
              .setConversions(credits.get(model).conversions.value())
              .setValue(money(credits.get(model).value(), currency)));
    }
    return row.build();
  }

  static AttributionTotals totals(
      AttributionQuery query, ConversionTotals totals, String currency) {
    ConversionTotals.Sums sums = totals.in(currency);
    AttributionTotals.Builder message =
        AttributionTotals.newBuilder()
            .setConversions(totals.conversions())
            .setValue(money(sums.net(), currency));
    if (query.conversions() == Conversions.ORDERS) {
      message
          .setRevenue(money(sums.revenue(), currency))
          .setRefunds(money(sums.refunds(), currency))
          .setRefundsInPeriod(money(totals.refundsInPeriod(), currency));
    }
    return message.build();
  }

  static List<AttributionOtherCurrency> others(ConversionTotals totals, String currency) {
    List<AttributionOtherCurrency> others = new ArrayList<>();
    totals
        .byCurrency()
        .forEach((other, sums) -> {
          if (!other.equals(currency)) {
            others.add(
                AttributionOtherCurrency.newBuilder()
                    .setCurrencyCode(other)
                    .setRevenue(money(sums.revenue(), other))
                    .setRefunds(money(sums.refunds(), other))
                    .build());
          }
        });
    return others;
  }

  static List<AttributionCoverage> coverage(
      Map<Basis, AttributionSums.Coverage> coverage, AttributionTotals totals) {
    List<AttributionCoverage> messages = new ArrayList<>();
    coverage.forEach((basis, part) ->
        messages.add(
            AttributionCoverage.newBuilder()
                .setBasis(basis(basis))
                .setConversions(part.conversions())
                .setValue(money(part.value(), totals.getValue().getCurrencyCode()))
                .setConversionsShare(share(part.conversions(), totals.getConversions()))
                .setValueShare(share(part.value(), totals.getValue().getMinorUnits()))
                .build()));
    return messages;
  }

  /// @param journeys the credits of the rows on the basis of journeys
  static List<ModelDisagreement> disagreements(
      List<TouchWeights> models, Collection<List<Credits>> journeys) {
    List<ModelDisagreement> pairs = new ArrayList<>();
    for (int first = 0; first < models.size(); first++) {
      for (int second = first + 1; second < models.size(); second++) {
        pairs.add(
            ModelDisagreement.newBuilder()
                .setFirstModel(model(models.get(first)))
                .setSecondModel(model(models.get(second)))
                .setConversions(
                    Disagreement.of(journeys, first, second, c -> c.conversions.value()))
                .setValue(Disagreement.of(journeys, first, second, Credits::value))
                .build());
      }
    }
    return pairs;
  }

  static AttributionModel model(TouchWeights weights) {
    return switch (weights) {
      case FIRST -> AttributionModel.FIRST_TOUCH;
      case LAST -> AttributionModel.LAST_TOUCH;
      case LINEAR -> AttributionModel.LINEAR;
      case POSITION -> AttributionModel.POSITION;
    };
  }

  private static TouchWeights weights(AttributionModel model) {
    return switch (model) {
      case FIRST_TOUCH -> TouchWeights.FIRST;
      case LAST_TOUCH -> TouchWeights.LAST;
      case LINEAR -> TouchWeights.LINEAR;
      case POSITION -> TouchWeights.POSITION;
      case ATTRIBUTION_MODEL_UNSPECIFIED, MARKOV, SHAPLEY, UNRECOGNIZED ->
          throw InvalidArgument.field(
              "models", model, "LAST_TOUCH, FIRST_TOUCH, LINEAR or POSITION");
    };
  }

  private static Conversions conversions(ComputeAttributionRequest.Conversion conversion) {
    return switch (conversion) {
      case CONVERSION_UNSPECIFIED, ORDER -> Conversions.ORDERS;
      case LEAD -> Conversions.LEADS;
      case UNRECOGNIZED -> throw InvalidArgument.field("conversion", conversion, "ORDER or LEAD");
    };
  }

  private static Dimension dimension(ComputeAttributionRequest.Dimension dimension) {
    return switch (dimension) {
      case CHANNEL -> Dimension.CHANNEL;
      case CAMPAIGN -> Dimension.CAMPAIGN;
      case POST -> Dimension.POST;
      case DIMENSION_UNSPECIFIED, UNRECOGNIZED ->
          throw InvalidArgument.field("group_by", dimension, "CHANNEL, CAMPAIGN or POST");
    };
  }

  private static AttributionBasis basis(Basis basis) {
    return switch (basis) {
      case JOURNEY -> AttributionBasis.JOURNEY;
      case DIRECT_VISITS -> AttributionBasis.DIRECT_VISITS;
      case NO_JOURNEY -> AttributionBasis.NO_JOURNEY;
    };
  }

  private static double share(long part, long whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }

  private static Money money(long minorUnits, String currency) {
    return Money.newBuilder().setMinorUnits(minorUnits).setCurrencyCode(currency).build();
  }
}
