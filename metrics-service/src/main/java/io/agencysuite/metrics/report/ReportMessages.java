package io.agencysuite.metrics.report;

import io.agencysuite.common.v1.Money;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.metrics.report.ReportQuery.Dimension;
import io.agencysuite.metrics.report.ReportQuery.Granularity;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Uniques;
import io.agencysuite.metrics.state.PlaceIds;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.NetworkFigures;
import io.agencysuite.metrics.v1.OtherCurrency;
import io.agencysuite.metrics.v1.QueryReportRequest;
import io.agencysuite.metrics.v1.ReportRow;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/// Reports to and from the wire.
final class ReportMessages {

  private static final int LONGEST_DAYS = 1_100;

  private ReportMessages() {}

  static ReportQuery query(QueryReportRequest request) {
    LocalDate from = day("from_date", request.getFromDate());
    LocalDate to = day("to_date", request.getToDate());
    if (to.isBefore(from)) {
      throw InvalidArgument.field("to_date", to, "not before from_date " + from);
    }
    if (from.plusDays(LONGEST_DAYS).isBefore(to)) {
      throw InvalidArgument.field(
          "to_date", to, "at most " + LONGEST_DAYS + " days after from_date " + from);
    }
    request.getChannelsList().forEach(id -> PlaceIds.requireChannel("channels", id));
    request.getCampaignsList().forEach(id -> PlaceIds.requireCampaign("campaigns", id));
    request.getPostsList().forEach(id -> PlaceIds.requirePost("posts", id));
    Set<Dimension> groupBy = EnumSet.noneOf(Dimension.class);
    request.getGroupByList().forEach(dimension -> groupBy.add(dimension(dimension)));
    return new ReportQuery(
        from,
        to,
        granularity(request.getGranularity()),
        groupBy,
        Set.copyOf(request.getChannelsList()),
        Set.copyOf(request.getCampaignsList()),
        Set.copyOf(request.getPostsList()));
  }

  static ReportRow row(ReportQuery query, RowKey key, Sums sums, String currency, Sight sight) {
    return ReportRow.newBuilder()
        .setStartDate(key.start().toString())
        .setEndDate(query.endOf(key.start()).toString())
        .setChannel(key.channel())
        .setCampaign(key.campaign())
        .setPost(key.post())
        .setOther(key.other())
        .setFigures(figures(sums, currency, sight))
        .build();
  }

  static Figures figures(Sums sums, String currency, Sight sight) {
    Uniques consented = sums.visitors(true);
    Uniques anonymous = sums.visitors(false);
    Figures.Builder figures =
        Figures.newBuilder()
            .setVisits(sums.count(Metric.VISITS))
            .setConsentedVisits(sums.count(Metric.CONSENTED_VISITS))
            .setUniqueVisitors(consented.count())
            .setAnonymousDailyVisitors(anonymous.count())
            .setUniqueVisitorsError(Math.max(consented.error(), anonymous.error()))
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
    addEffort(figures, sums, currency, sight);
    addNetwork(figures, sums);
    return figures.build();
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

  private static void addEffort(Figures.Builder figures, Sums sums, String currency, Sight sight) {
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

  static List<OtherCurrency> others(Sums totals, String currency, Sight sight) {
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

  private static Granularity granularity(QueryReportRequest.Granularity granularity) {
    return switch (granularity) {
      case GRANULARITY_UNSPECIFIED, TOTAL -> Granularity.TOTAL;
      case DAY -> Granularity.DAY;
      case WEEK -> Granularity.WEEK;
      case MONTH -> Granularity.MONTH;
      case UNRECOGNIZED ->
          throw InvalidArgument.field("granularity", granularity, "TOTAL, DAY, WEEK or MONTH");
    };
  }

  private static Dimension dimension(QueryReportRequest.Dimension dimension) {
    return switch (dimension) {
      case CHANNEL -> Dimension.CHANNEL;
      case CAMPAIGN -> Dimension.CAMPAIGN;
      case POST -> Dimension.POST;
      case DIMENSION_UNSPECIFIED, UNRECOGNIZED ->
          throw InvalidArgument.field("group_by", dimension, "CHANNEL, CAMPAIGN or POST");
    };
  }

  private static LocalDate day(String field, String day) {
    try {
      return LocalDate.parse(day);
    } catch (DateTimeException e) {
      throw InvalidArgument.field(field, day, "a calendar day YYYY-MM-DD");
    }
  }
}
