package io.agencysuite.metrics.clientreport;

import io.agencysuite.metrics.clientreport.ClientReport.Language;
import io.agencysuite.metrics.state.Client;
import io.agencysuite.metrics.v1.Check;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.Freshness;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.ReportRow;
import io.agencysuite.metrics.v1.VanityEstimate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The answers about a month, as the content of a client report.
final class CopyMessages {

  private static final int MOST_CHANNELS = 20;
  private static final List<Measure> ALL = List.of(Measure.values());
  private static final List<Measure> OF_CHANNELS =
      List.of(
          Measure.VISITS,
          Measure.POSTS,
          Measure.LEADS,
          Measure.ORDERS,
          Measure.NET_REVENUE,
          Measure.AD_COST,
          Measure.MINUTES);

  private final MonthMessages.Answers answers;
  private final ListedPlaces places;

  /// @param names of channels by id
  CopyMessages(MonthMessages.Answers answers, Map<String, String> names) {
    this.answers = answers;
    this.places = new ListedPlaces(names, MOST_CHANNELS);
  }

  Content content(MonthMessages.Wanted wanted, Content.Retainer retainer, Instant asOf) {
    YearMonth month = wanted.month();
    Client client = wanted.client();
    @Nullable Figures before =
        FigureMessages.known(answers.channels().getComparison().getFigures());
    @Nullable Figures year = FigureMessages.known(answers.year().getComparison().getFigures());
    return new Content(
        month.atDay(1),
        month.atEndOfMonth(),
        client.displayName(),
        client.currencyCode(),
        client.timeZone(),
        asOf,
        known(),
        List.of(),
        FigureMessages.figures(ALL, answers.channels().getTotals(), before, year),
        channels(before != null),
        days(month),
        formats(),
        new CreditMessages(answers.credits(), places).credits(),
        worths(wanted.language()),
        retainer,
        otherMoney());
  }

  private Content.Known known() {
    Freshness freshness = answers.channels().getFreshness();
    List<String> failed = new ArrayList<>();
    int checks = 0;
    for (QueryReportResponse answer :
        List.of(answers.channels(), answers.year(), answers.days(), answers.formats())) {
      checks += answer.getProof().getChecksCount();
      answer.getProof().getChecksList().stream()
          .filter(check -> check.getResult() == Check.Result.FAILED)
          .map(check ->
              check.getFigure()
                  + ": "
                  + check.getActual()
                  + " (expected: "
                  + check.getExpected()
                  + ')')
          .forEach(failed::add);
    }
    return new Content.Known(
        freshness.getComplete(),
        freshness.getPendingSegments(),
        freshness.getParkedSegments(),
        Instant.ofEpochSecond(
            freshness.getAppliedTime().getSeconds(), freshness.getAppliedTime().getNanos()),
        checks + Agreement.CHECKS,
        failed);
  }

  private List<Content.Channel> channels(boolean compared) {
    List<Content.Channel> all = new ArrayList<>();
    for (ReportRow row : answers.channels().getRowsList()) {
      @Nullable Figures before = compared ? row.getComparison().getFigures() : null;
      List<Figure> figures = FigureMessages.figures(OF_CHANNELS, row.getFigures(), before, null);
      if (!figures.stream().allMatch(Figure::isZero)) {
        all.add(new Content.Channel(places.place(row.getChannel(), row.getOther()), figures));
      }
    }
    all.sort(
        Comparator.<Content.Channel>comparingLong(
                channel -> -channel.figure(Measure.NET_REVENUE).value())
            .thenComparingLong(channel -> -channel.figure(Measure.VISITS).value())
            .thenComparing(channel -> channel.place().id()));
    return places.bounded(all, Content.Channel::place, CopyMessages::together);
  }

  private static Content.Channel together(List<Content.Channel> rest) {
    List<Figure> sums = new ArrayList<>();
    for (Measure measure : OF_CHANNELS) {
      sums.add(
          rest.stream().map(channel -> channel.figure(measure)).reduce(Figure::plus).orElseThrow());
    }
    return new Content.Channel(ListedPlaces.OTHER, sums);
  }

  private List<Content.Day> days(YearMonth month) {
    Map<LocalDate, Figures> byDay = new HashMap<>();
    answers
        .days()
        .getRowsList()
        .forEach(row -> byDay.put(LocalDate.parse(row.getStartDate()), row.getFigures()));
    return month
        .atDay(1)
        .datesUntil(month.atEndOfMonth().plusDays(1))
        .map(day -> {
          Figures figures = byDay.getOrDefault(day, Figures.getDefaultInstance());
          return new Content.Day(day, figures.getVisits(), figures.getNetRevenue().getMinorUnits());
        })
        .toList();
  }

  private List<Content.Format> formats() {
    return answers.formats().getRowsList().stream()
        .filter(row -> row.getFigures().getPosts() != 0)
        .map(row -> new Content.Format(row.getFormat(), row.getFigures().getPosts()))
        .sorted(
            Comparator.comparingLong(Content.Format::posts)
                .reversed()
                .thenComparing(Content.Format::format))
        .toList();
  }

  private List<Content.Worth> worths(Language language) {
    return answers.worths().getEstimatesList().stream()
        .map(estimate ->
            new Content.Worth(
                estimate.getMetric().name(),
                estimate.getVerdict().name(),
                text(estimate, language)))
        .toList();
  }

  private static String text(VanityEstimate estimate, Language language) {
    return switch (language) {
      case GERMAN -> estimate.getTextDe();
      case ENGLISH -> estimate.getTextEn();
    };
  }

  private List<Content.OtherMoney> otherMoney() {
    return answers.channels().getOtherCurrenciesList().stream()
        .map(other ->
            new Content.OtherMoney(
                other.getCurrencyCode(),
                other.getRevenue().getMinorUnits(),
                other.getRefunds().getMinorUnits(),
                other.getAdCost().getMinorUnits()))
        .toList();
  }
}
