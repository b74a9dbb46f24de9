package io.agencysuite.metrics.report;

import io.agencysuite.metrics.state.FreshnessMessages;
import io.agencysuite.metrics.v1.CompareReportsRequest;
import io.agencysuite.metrics.v1.CompareReportsResponse;
import io.agencysuite.metrics.v1.FigureDifference;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.QueryReportRequest;
import io.agencysuite.metrics.v1.ReportDifference;
import java.util.Optional;

/// Differences of reports to and from the wire.
final class DifferenceMessages {

  private DifferenceMessages() {}

  static DifferenceOrder order(CompareReportsRequest request) {
    ReportOrder order =
        QueryMessages.order(
            QueryReportRequest.newBuilder()
                .setParent(request.getParent())
                .setFromDate(request.getFromDate())
                .setToDate(request.getToDate())
                .addAllChannels(request.getChannelsList())
                .addAllCampaigns(request.getCampaignsList())
                .addAllPosts(request.getPostsList())
                .build());
    return new DifferenceOrder(
        order.client(),
        order.query(),
        QueryMessages.day("as_of_before", request.getAsOfBefore()),
        request.getAsOfAfter().isEmpty()
            ? Optional.empty()
            : Optional.of(QueryMessages.day("as_of_after", request.getAsOfAfter())),
        request.getWaitForApplied());
  }

  static CompareReportsResponse response(DifferenceAnswer answer) {
    Figures before = figures(answer.before(), answer.sight());
    Figures after = figures(answer.after(), answer.sight());
    return CompareReportsResponse.newBuilder()
        .addAllDifferences(
            answer.page().items().stream().map(item -> item(answer.client(), item)).toList())
        .setNextPageToken(answer.page().nextToken())
        .setBefore(before)
        .setAfter(after)
        .addAllChanges(ChangeMessages.between(before, after))
        .setCurrencyCode(answer.after().vantage().client().currencyCode())
        .setFreshness(FreshnessMessages.to(answer.after().vantage().progress()))
        .build();
  }

  private static Figures figures(DifferenceAnswer.Totals totals, Sight sight) {
    return new FigureMessages(totals.vantage().client().currencyCode(), sight)
        .figures(totals.sums(), true);
  }

  private static ReportDifference item(String client, Difference difference) {
    ReportDifference.Builder item = ReportDifference.newBuilder().setKind(kind(difference.kind()));
    if (difference.kind() != Difference.Kind.EVENTS) {
      String collection = difference.kind().collection;
      item.setName("clients/" + client + '/' + collection + '/' + difference.id());
    }
    difference.changes().forEach(change -> item.addFigures(figure(change)));
    return item.build();
  }

  private static FigureDifference figure(Difference.Change change) {
    Line line = change.line();
    return FigureDifference.newBuilder()
        .setFigure(FigureName.of(line.metric()))
        .setCurrencyCode(line.currency())
        .setDate(line.day().toString())
        .setChannel(line.place().channel())
        .setCampaign(line.place().campaign())
        .setPost(line.place().post())
        .setOther(line.other())
        .setBefore(change.before())
        .setAfter(change.after())
        .build();
  }

  private static ReportDifference.Kind kind(Difference.Kind kind) {
    return switch (kind) {
      case ORDER -> ReportDifference.Kind.ORDER;
      case LEAD -> ReportDifference.Kind.LEAD;
      case POST -> ReportDifference.Kind.POST;
      case TIME_ENTRY -> ReportDifference.Kind.TIME_ENTRY;
      case COST -> ReportDifference.Kind.COST;
      case INSIGHT -> ReportDifference.Kind.INSIGHT;
      case EVENTS -> ReportDifference.Kind.EVENTS;
    };
  }
}
