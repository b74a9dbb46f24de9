package io.agencysuite.metrics.report;

import io.agencysuite.common.v1.Money;
import io.agencysuite.metrics.rollup.Distinct;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.NetworkFigures;
import io.agencysuite.metrics.v1.OtherCurrency;
import java.util.ArrayList;
import java.util.List;

/// Sums to the wire, as far as the caller may see them.
///
/// @param currency the client's
record FigureMessages(String currency, Sight sight) {

  /// @param visitors false where visitors are not told apart
  Figures figures(Sums sums, boolean visitors) {
    Figures.Builder figures =
        Figures.newBuilder()
            .setVisits(sums.count(Metric.VISITS))
            .setConsentedVisits(sums.count(Metric.CONSENTED_VISITS))
            .setPageViews(sums.count(Metric.PAGE_VIEWS))
            .setClicks(sums.count(Metric.CLICKS))
            .setFormSubmits(sums.count(Metric.FORM_SUBMITS))
            .setCustomEvents(sums.count(Metric.CUSTOM_EVENTS))
            .setPosts(sums.count(Metric.POSTS))
            .setLeads(sums.count(Metric.LEADS))
            .setEstimatedLeadValue(money(sums, currency, Metric.LEAD_VALUE))
            .setOrders(sums.count(Metric.ORDERS))
            .setRevenue(money(sums, currency, Metric.REVENUE))
            .setRefunds(money(sums, currency, Metric.REFUNDS))
            .setNetRevenue(money(currency, sums.netRevenue(currency)))
            .setAdCost(money(sums, currency, Metric.AD_COST));
    if (visitors) {
      addVisitors(figures, sums);
    }
    addEffort(figures, sums);
    addNetwork(figures, sums);
    return figures.build();
  }

  private static void addVisitors(Figures.Builder figures, Sums sums) {
    Distinct consented = sums.visitors(true);
    Distinct anonymous = sums.visitors(false);
    figures
        .setUniqueVisitors(consented.count())
        .setAnonymousDailyVisitors(anonymous.count())
        .setUniqueVisitorsError(Math.max(consented.error(), anonymous.error()));
  }

  private static void addNetwork(Figures.Builder figures, Sums sums) {
    NetworkFigures.Builder network =
        NetworkFigures.newBuilder()
            .setReach(sums.count(Metric.REACH))
            .setImpressions(sums.count(Metric.IMPRESSIONS))
            .setLikes(sums.count(Metric.LIKES))
            .setComments(sums.count(Metric.COMMENTS))
            .setShares(sums.count(Metric.SHARES))
            .setNetworkClicks(sums.count(Metric.NETWORK_CLICKS));
    sums.followers().ifPresent(network::setFollowers);
    if (!network.build().equals(NetworkFigures.getDefaultInstance())) {
      figures.setNetwork(network);
    }
  }

  private void addEffort(Figures.Builder figures, Sums sums) {
    if (sight.hours()) {
      figures
          .setMinutes(sums.count(Metric.MINUTES))
          .setUnratedMinutes(sums.count(Metric.UNRATED_MINUTES));
      if (sums.count(Metric.MINUTES) > 0) {
        figures.setNetRevenuePerHour(money(currency, sums.netRevenuePerHour(currency)));
      }
    }
    if (sight.margin()) {
      figures
          .setLabourCost(money(sums, currency, Metric.LABOUR_COST))
          .setMargin(money(currency, sums.margin(currency)));
    }
  }

  List<OtherCurrency> others(Sums totals) {
    List<OtherCurrency> others = new ArrayList<>();
    for (String other : totals.byCurrency().keySet()) {
      if (!other.isEmpty() && !other.equals(currency)) {
        OtherCurrency.Builder money =
            OtherCurrency.newBuilder()
                .setCurrencyCode(other)
                .setRevenue(money(totals, other, Metric.REVENUE))
                .setRefunds(money(totals, other, Metric.REFUNDS))
                .setAdCost(money(totals, other, Metric.AD_COST))
                .setEstimatedLeadValue(money(totals, other, Metric.LEAD_VALUE));
        if (sight.margin()) {
          money.setLabourCost(money(totals, other, Metric.LABOUR_COST));
        }
        others.add(money.build());
      }
    }
    return others;
  }

  private static Money money(Sums sums, String currency, Metric metric) {
    return money(currency, sums.money(currency, metric));
  }

  private static Money money(String currency, long minorUnits) {
    return Money.newBuilder().setMinorUnits(minorUnits).setCurrencyCode(currency).build();
  }
}
