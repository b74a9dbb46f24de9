package io.agencysuite.metrics.clientreport;

import static io.agencysuite.metrics.clientreport.ClientReportMessages.measure;
import static io.agencysuite.metrics.clientreport.ClientReportMessages.money;

import io.agencysuite.metrics.state.TimeMessages;
import io.agencysuite.metrics.v1.Freshness;
import io.agencysuite.metrics.v1.ReportChannel;
import io.agencysuite.metrics.v1.ReportChecks;
import io.agencysuite.metrics.v1.ReportContent;
import io.agencysuite.metrics.v1.ReportCredit;
import io.agencysuite.metrics.v1.ReportDay;
import io.agencysuite.metrics.v1.ReportFigure;
import io.agencysuite.metrics.v1.ReportFormat;
import io.agencysuite.metrics.v1.ReportOtherMoney;
import io.agencysuite.metrics.v1.ReportRetainer;
import io.agencysuite.metrics.v1.ReportWorth;
import io.agencysuite.metrics.v1.VanityEstimate;
import io.agencysuite.metrics.v1.VanityMetric;

/// The content of a client report to the wire. Without the hours where they are hidden.
final class ContentMessages {

  private final ClientReport report;
  private final Content content;
  private final boolean hours;

  ContentMessages(ClientReport report) {
    this.report = report;
    this.content = report.content();
    this.hours = !report.remarks().hoursHidden();
  }

  ReportContent content() {
    ReportContent.Builder message =
        ReportContent.newBuilder()
            .setFromDate(content.from().toString())
            .setToDate(content.to().toString())
            .setClientDisplayName(content.client())
            .setAgencyName(report.branding().agencyName())
            .setCurrencyCode(content.currency())
            .setTimeZone(content.timeZone())
            .setAsOfTime(TimeMessages.timestamp(content.asOf()))
            .setFreshness(freshness())
            .setChecks(
                ReportChecks.newBuilder()
                    .setMade(content.known().checks())
                    .addAllFailed(content.known().failed()))
            .addAllSummary(content.summary())
            .setOrdersWithJourney(content.credits().withJourney());
    content.totals().stream()
        .filter(this::isShown)
        .forEach(figure -> message.addTotals(figure(figure)));
    content.channels().forEach(channel -> message.addChannels(channel(channel)));
    content.days().forEach(day -> message.addDays(day(day)));
    content
        .formats()
        .forEach(format ->
            message.addFormats(
                ReportFormat.newBuilder().setFormat(format.format()).setPosts(format.posts())));
    content.credits().rows().forEach(credit -> message.addCredits(credit(credit)));
    content.worths().forEach(worth -> message.addWorths(worth(worth)));
    content.otherMoney().forEach(other -> message.addOtherMoney(other(other)));
    if (hours) {
      message.setRetainer(retainer(content.retainer()));
    }
    return message.build();
  }

  private boolean isShown(Figure figure) {
    return hours || figure.measure() != Measure.MINUTES;
  }

  private Freshness freshness() {
    Content.Known known = content.known();
    return Freshness.newBuilder()
        .setComplete(known.complete())
        .setPendingSegments(known.pending())
        .setParkedSegments(known.parked())
        .setAppliedTime(TimeMessages.timestamp(known.applied()))
        .build();
  }

  private static ReportFigure figure(Figure figure) {
    ReportFigure.Builder message =
        ReportFigure.newBuilder().setMeasure(measure(figure.measure())).setValue(figure.value());
    if (figure.previousMonth() != null) {
      message.setPreviousMonth(figure.previousMonth());
    }
    if (figure.previousYear() != null) {
      message.setPreviousYear(figure.previousYear());
    }
    return message.build();
  }

  private ReportChannel channel(Content.Channel channel) {
    ReportChannel.Builder message =
        ReportChannel.newBuilder()
            .setChannel(channel.place().id())
            .setDisplayName(channel.place().name())
            .setOther(channel.place().other());
    channel.figures().stream()
        .filter(this::isShown)
        .forEach(figure -> message.addFigures(figure(figure)));
    return message.build();
  }

  private ReportDay day(Content.Day day) {
    return ReportDay.newBuilder()
        .setDate(day.date().toString())
        .setVisits(day.visits())
        .setNetRevenue(money(day.netRevenue(), content.currency()))
        .build();
  }

  private ReportCredit credit(Content.Credit credit) {
    return ReportCredit.newBuilder()
        .setChannel(credit.place().id())
        .setDisplayName(credit.place().name())
        .setOther(credit.place().other())
        .setFirstTouch(money(credit.first(), content.currency()))
        .setLastTouch(money(credit.last(), content.currency()))
        .setLinear(money(credit.linear(), content.currency()))
        .setPosition(money(credit.position(), content.currency()))
        .build();
  }

  private static ReportWorth worth(Content.Worth worth) {
    return ReportWorth.newBuilder()
        .setMetric(VanityMetric.valueOf(worth.metric()))
        .setVerdict(VanityEstimate.Verdict.valueOf(worth.verdict()))
        .setText(worth.text())
        .build();
  }

  private ReportRetainer retainer(Content.Retainer retainer) {
    ReportRetainer.Builder message =
        ReportRetainer.newBuilder()
            .setIncludedMinutes((int) retainer.included())
            .setWorkedMinutes(retainer.worked());
    if (retainer.fee() != null) {
      message.setMonthlyRetainer(money(retainer.fee(), content.currency()));
    }
    return message.build();
  }

  private static ReportOtherMoney other(Content.OtherMoney other) {
    return ReportOtherMoney.newBuilder()
        .setRevenue(money(other.revenue(), other.currency()))
        .setRefunds(money(other.refunds(), other.currency()))
        .setAdCost(money(other.adCost(), other.currency()))
        .build();
  }
}
