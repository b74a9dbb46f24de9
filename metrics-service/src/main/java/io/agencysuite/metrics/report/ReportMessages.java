package io.agencysuite.metrics.report;

import com.google.protobuf.Timestamp;
import io.agencysuite.metrics.v1.Compared;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.OtherCurrency;
import io.agencysuite.metrics.v1.ReportRow;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/// A report to the wire, beside the one that it is compared with.
final class ReportMessages {

  private final ReportQuery query;
  private final Report now;
  private final Optional<Report> then;
  private final FigureMessages messages;

  ReportMessages(ReportAnswer answer) {
    this.query = answer.reports().query();
    this.now = answer.reports().now();
    this.then = answer.reports().then();
    this.messages = new FigureMessages(answer.vantage().client().currencyCode(), answer.sight());
  }

  ReportRow row(RowKey key) {
    LocalDate start = key.start().day();
    LocalDate end = query.endOf(start);
    RowGroup group = key.group();
    Figures figures = messages.figures(now.row(key), !query.hourly());
    ReportRow.Builder row =
        ReportRow.newBuilder()
            .setStartDate(start.toString())
            .setEndDate(end.toString())
            .setChannel(group.channel())
            .setCampaign(group.campaign())
            .setPost(group.post())
            .setFormat(group.format())
            .setTeamMember(group.member())
            .setOther(group.other())
            .setFigures(figures);
    if (query.hourly()) {
      row.setStartTime(Timestamp.newBuilder().setSeconds(key.start().hour()));
    }
    then.ifPresent(report ->
        row.setComparison(
            compared(start, end, messages.figures(report.row(key), !query.hourly()), figures)));
    return row.build();
  }

  Figures totals() {
    return messages.figures(now.totals(), true);
  }

  List<OtherCurrency> otherCurrencies() {
    return messages.others(now.totals());
  }

  Optional<Compared> comparedTotals() {
    return then.map(report ->
        compared(query.from(), query.to(), messages.figures(report.totals(), true), totals()));
  }

  private Compared compared(LocalDate start, LocalDate end, Figures before, Figures after) {
    DayShift shift = query.compared().orElseThrow();
    return Compared.newBuilder()
        .setStartDate(shift.firstThen(start).toString())
        .setEndDate(shift.lastThen(end).toString())
        .setFigures(before)
        .addAllChanges(ChangeMessages.between(before, after))
        .build();
  }
}
