package io.agencysuite.metrics.clientreport;

import io.agencysuite.metrics.document.Markup;
import io.agencysuite.metrics.document.Plot;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/// What was counted: the figures compared, the course of the month.
final class FigureSections {

  private static final List<Measure> TILES =
      List.of(Measure.NET_REVENUE, Measure.ORDERS, Measure.LEADS, Measure.VISITS);

  /// For as many lines between the highest and the lowest the style knows a height.
  private static final int MOST_GAPS = 6;

  private final ClientReport report;
  private final Content content;
  private final Words words;
  private final Markup page;
  private final Tables tables;
  private final String colour;

  FigureSections(ClientReport report, Words words, Markup page) {
    this.report = report;
    this.content = report.content();
    this.words = words;
    this.page = page;
    this.tables = new Tables(page);
    this.colour = report.branding().accent().toString();
  }

  void write() {
    figures();
    course();
  }

  private void figures() {
    YearMonth month = report.yearMonth();
    section("section.figures", "figures");
    tiles();
    tables.open(
        words.text("section.figures"),
        List.of(
            words.text("col.figure"),
            words.month(month),
            words.month(month.minusMonths(1)),
            words.text("col.change"),
            words.month(month.minusYears(1)),
            words.text("col.change")));
    for (Figure figure : content.totals()) {
      boolean hidden = figure.measure() == Measure.MINUTES && report.remarks().hoursHidden();
      if (!figure.isZero() && !hidden) {
        tables.row(
            words.measure(figure.measure()),
            List.of(
                value(figure.measure(), figure.value()),
                value(figure.measure(), figure.previousMonth()),
                change(figure, figure.previousMonth()),
                value(figure.measure(), figure.previousYear()),
                change(figure, figure.previousYear())));
      }
    }
    tables.close();
    page.close();
  }

  private void tiles() {
    page.open("div", "class", "tiles");
    for (Measure measure : TILES) {
      Figure figure = content.total(measure);
      page.open("div", "class", "tile");
      page.element("p", words.measure(measure), "class", "what");
      page.element("p", value(measure, figure.value()), "class", "value");
      if (figure.previousMonth() != null) {
        page.element(
            "p",
            change(figure, figure.previousMonth()) + ' ' + words.text("col.vsMonth"),
            "class",
            "change");
      }
      page.close();
    }
    page.close();
  }

  private void course() {
    section("section.course", "course");
    plot(
        "plot-revenue",
        words.text("plot.revenue"),
        content.days().stream().map(Content.Day::netRevenue).toList(),
        value -> words.roundMoney(value, content.currency()));
    plot(
        "plot-visits",
        words.text("plot.visits"),
        content.days().stream().map(Content.Day::visits).toList(),
        words::count);
    weeks();
    page.close();
  }

  private void plot(String id, String title, List<Long> values, LongFunction<String> label) {
    Plot.Scale scale = Plot.Scale.around(values);
    page.open("figure", "class", "plot").element("figcaption", title);
    page.open("div", "class", "frame").open("div", "class", "axis", "aria-hidden", "true");
    int gaps = scale.lines().size() - 1;
    for (int i = 0; i <= gaps; i++) {
      String height = "gap" + (i < gaps ? Math.min(gaps, MOST_GAPS) : 0);
      page.element("span", label.apply(scale.lines().get(i)), "class", height);
    }
    page.close().open("div", "class", "drawing");
    page.markup(
        Plot.bars(
            id,
            title,
            words.text(
                "plot.desc", values.size(), words.day(content.from()), words.day(content.to())),
            values,
            colour));
    page.close().close();
    page.open("div", "class", "ends", "aria-hidden", "true");
    page.element("span", words.shortDay(content.from()), "class", "first");
    page.element("span", words.shortDay(content.to()), "class", "last");
    page.close().close();
  }

  /// The month by calendar weeks, beside the plots.
  private void weeks() {
    tables.open(
        words.text("section.course"),
        List.of(
            words.text("col.week"),
            words.measure(Measure.VISITS),
            words.measure(Measure.NET_REVENUE)));
    LocalDate start = content.from();
    while (!start.isAfter(content.to())) {
      LocalDate sunday = start.with(TemporalAdjusters.nextOrSame(DayOfWeek.SUNDAY));
      LocalDate end = sunday.isAfter(content.to()) ? content.to() : sunday;
      LocalDate from = start;
      List<Content.Day> days =
          content.days().stream()
              .filter(day -> !day.date().isBefore(from) && !day.date().isAfter(end))
              .toList();
      tables.row(
          words.shortDay(start) + " \u2013 " + words.shortDay(end),
          List.of(
              words.count(days.stream().mapToLong(Content.Day::visits).sum()),
              money(days.stream().mapToLong(Content.Day::netRevenue).sum())));
      start = end.plusDays(1);
    }
    tables.sum(
        words.text("scope.whole"),
        List.of(
            words.count(content.total(Measure.VISITS).value()),
            money(content.total(Measure.NET_REVENUE).value())));
    tables.close();
  }

  private void section(String title, String kind) {
    page.open("section", "class", kind).element("h2", words.text(title));
  }

  private String money(long minorUnits) {
    return words.money(minorUnits, content.currency());
  }

  private String value(Measure measure, @Nullable Long value) {
    return value == null ? words.text("unknown") : words.value(measure, value, content.currency());
  }

  private String change(Figure figure, @Nullable Long before) {
    if (before == null) {
      return words.text("unknown");
    }
    long more = figure.value() - before;
    String change = words.change(figure.measure(), more, content.currency());
    return before == 0 || more == 0
        ? change
        : change + " (" + words.signedPercent((double) more / Math.abs(before)) + ')';
  }
}
