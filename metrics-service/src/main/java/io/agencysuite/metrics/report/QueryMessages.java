package io.agencysuite.metrics.report;

import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.metrics.report.ReportQuery.Dimension;
import io.agencysuite.metrics.report.ReportQuery.Granularity;
import io.agencysuite.metrics.state.DayRange;
import io.agencysuite.metrics.state.PlaceIds;
import io.agencysuite.metrics.v1.QueryReportRequest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/// Queries from the wire.
final class QueryMessages {

  private static final int LONGEST_DAYS = 1_100;
  private static final int LONGEST_HOURLY_DAYS = 31;

  private QueryMessages() {}

  static ReportOrder order(QueryReportRequest request) {
    String client = request.getParent().substring(request.getParent().indexOf('/') + 1);
    Optional<LocalDate> asOf =
        request.getAsOf().isEmpty()
            ? Optional.empty()
            : Optional.of(day("as_of", request.getAsOf()));
    return new ReportOrder(
        client, query(request), request.getWaitForApplied(), request.getProve(), asOf);
  }

  private static ReportQuery query(QueryReportRequest request) {
    Granularity granularity = granularity(request.getGranularity());
    DayRange days = DayRange.parse(request.getFromDate(), request.getToDate(), LONGEST_DAYS);
    if (granularity == Granularity.HOUR
        && days.from().plusDays(LONGEST_HOURLY_DAYS).compareTo(days.to()) <= 0) {
      throw InvalidArgument.field(
          "to_date",
          days.to(),
          "at most " + LONGEST_HOURLY_DAYS + " days by the hour, from_date " + days.from());
    }
    request.getChannelsList().forEach(id -> PlaceIds.requireChannel("channels", id));
    request.getCampaignsList().forEach(id -> PlaceIds.requireCampaign("campaigns", id));
    request.getPostsList().forEach(id -> PlaceIds.requirePost("posts", id));
    Set<Dimension> groupBy = EnumSet.noneOf(Dimension.class);
    request.getGroupByList().forEach(dimension -> groupBy.add(dimension(dimension)));
    return new ReportQuery(
        days.from(), days.to(), granularity, groupBy, filter(request), compared(request, days));
  }

  private static ReportFilter filter(QueryReportRequest request) {
    return new ReportFilter(
        Set.copyOf(request.getChannelsList()),
        Set.copyOf(request.getCampaignsList()),
        Set.copyOf(request.getPostsList()),
        Set.copyOf(request.getFormatsList()),
        Set.copyOf(request.getTeamMembersList()));
  }

  private static Optional<DayShift> compared(QueryReportRequest request, DayRange days) {
    if (request.getComparison() != QueryReportRequest.Comparison.DATES) {
      refuse("compare_from_date", request.getCompareFromDate());
      refuse("compare_to_date", request.getCompareToDate());
    }
    return switch (request.getComparison()) {
      case COMPARISON_UNSPECIFIED -> Optional.empty();
      case PREVIOUS_PERIOD -> Optional.of(DayShift.previousPeriod(days.from(), days.to()));
      case PREVIOUS_YEAR -> Optional.of(DayShift.previousYear(days.from(), days.to()));
      case DATES -> Optional.of(dates(request, days));
      case UNRECOGNIZED ->
          throw InvalidArgument.field(
              "comparison", request.getComparison(), "PREVIOUS_PERIOD, PREVIOUS_YEAR or DATES");
    };
  }

  private static DayShift dates(QueryReportRequest request, DayRange days) {
    LocalDate from = day("compare_from_date", request.getCompareFromDate());
    LocalDate to = day("compare_to_date", request.getCompareToDate());
    if (to.isBefore(from)) {
      throw InvalidArgument.field("compare_to_date", to, "not before compare_from_date " + from);
    }
    if (from.plusDays(LONGEST_DAYS).isBefore(to)) {
      throw InvalidArgument.field(
          "compare_to_date",
          to,
          "at most " + LONGEST_DAYS + " days after compare_from_date " + from);
    }
    return DayShift.dates(days.from(), days.to(), from, to);
  }

  private static void refuse(String field, String day) {
    if (!day.isEmpty()) {
      throw InvalidArgument.field(field, day, "empty unless comparison is DATES");
    }
  }

  private static Granularity granularity(QueryReportRequest.Granularity granularity) {
    return switch (granularity) {
      case GRANULARITY_UNSPECIFIED, TOTAL -> Granularity.TOTAL;
      case HOUR -> Granularity.HOUR;
      case DAY -> Granularity.DAY;
      case WEEK -> Granularity.WEEK;
      case MONTH -> Granularity.MONTH;
      case UNRECOGNIZED ->
          throw InvalidArgument.field(
              "granularity", granularity, "TOTAL, HOUR, DAY, WEEK or MONTH");
    };
  }

  private static Dimension dimension(QueryReportRequest.Dimension dimension) {
    return switch (dimension) {
      case CHANNEL -> Dimension.CHANNEL;
      case CAMPAIGN -> Dimension.CAMPAIGN;
      case POST -> Dimension.POST;
      case FORMAT -> Dimension.FORMAT;
      case TEAM_MEMBER -> Dimension.MEMBER;
      case DIMENSION_UNSPECIFIED, UNRECOGNIZED ->
          throw InvalidArgument.field(
              "group_by", dimension, "CHANNEL, CAMPAIGN, POST, FORMAT or TEAM_MEMBER");
    };
  }

  static LocalDate day(String field, String day) {
    try {
      return LocalDate.parse(day);
    } catch (DateTimeException e) {
      throw InvalidArgument.field(field, day, "a calendar day YYYY-MM-DD");
    }
  }
}
