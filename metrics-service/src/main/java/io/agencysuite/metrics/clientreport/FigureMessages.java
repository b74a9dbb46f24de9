package io.agencysuite.metrics.clientreport;

import io.agencysuite.metrics.v1.Figures;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Figures of the report as they are copied. What the agency's hours cost it is not among them.
final class FigureMessages {

  private FigureMessages() {}

  /// @param month the month before; null when it is not known
  /// @param year the year before; null when it is not known
  static List<Figure> figures(
      List<Measure> measures, Figures now, @Nullable Figures month, @Nullable Figures year) {
    List<Figure> figures = new ArrayList<>();
    for (Measure measure : measures) {
      figures.add(
          new Figure(
              measure,
              value(measure, now),
              month == null ? null : Long.valueOf(value(measure, month)),
              year == null ? null : Long.valueOf(value(measure, year))));
    }
    return figures;
  }

  /// Null when all is zero, which says that nothing was measured then.
  static @Nullable Figures known(Figures figures) {
    for (Measure measure : Measure.values()) {
      if (value(measure, figures) != 0) {
        return figures;
      }
    }
    return null;
  }

  static long value(Measure measure, Figures figures) {
    return switch (measure) {
      case VISITS -> figures.getVisits();
      case UNIQUE_VISITORS -> figures.getUniqueVisitors();
      case PAGE_VIEWS -> figures.getPageViews();
      case CLICKS -> figures.getClicks();
      case FORM_SUBMITS -> figures.getFormSubmits();
      case POSTS -> figures.getPosts();
      case LEADS -> figures.getLeads();
      case ESTIMATED_LEAD_VALUE -> figures.getEstimatedLeadValue().getMinorUnits();
      case ORDERS -> figures.getOrders();
      case REVENUE -> figures.getRevenue().getMinorUnits();
      case REFUNDS -> figures.getRefunds().getMinorUnits();
      case NET_REVENUE -> figures.getNetRevenue().getMinorUnits();
      case AD_COST -> figures.getAdCost().getMinorUnits();
      case MINUTES -> figures.getMinutes();
      case NETWORK_REACH -> figures.getNetwork().getReach();
      case NETWORK_IMPRESSIONS -> figures.getNetwork().getImpressions();
      case NETWORK_LIKES -> figures.getNetwork().getLikes();
      case NETWORK_FOLLOWERS -> figures.getNetwork().getFollowers();
    };
  }
}
