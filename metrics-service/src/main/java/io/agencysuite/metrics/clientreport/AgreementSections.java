package io.agencysuite.metrics.clientreport;

import io.agencysuite.metrics.document.Markup;
import io.agencysuite.metrics.document.Plot;
import java.util.List;
import java.util.stream.Stream;

/// What was agreed and how it was counted: hours against the retainer, targets, what a correction
/// changed, method, daily values.
final class AgreementSections {

  private final ClientReport report;
  private final Content content;
  private final Words words;
  private final Markup page;
  private final Tables tables;
  private final String colour;

  AgreementSections(ClientReport report, Words words, Markup page) {
    this.report = report;
    this.content = report.content();
    this.words = words;
    this.page = page;
    this.tables = new Tables(page);
    this.colour = report.branding().accent().toString();
  }

  void write() {
    retainer();
    targets();
    differences();
    method();
    days();
  }

  private void retainer() {
    Content.Retainer retainer = content.retainer();
    boolean nothing = retainer.included() == 0 && retainer.worked() == 0 && retainer.fee() == null;
    if (report.remarks().hoursHidden() || nothing) {
      return;
    }
    section("section.retainer", "retainer");
    if (retainer.included() > 0) {
      double used = (double) retainer.worked() / retainer.included();
      String name = words.text("retainer.used");
      page.open("div", "class", "bar-row");
      page.element("span", name, "class", "name").open("span", "class", "track");
      page.markup(
          Plot.share(
              "retainer-used",
              name,
              words.text(
                  "plot.share",
                  name,
                  words.hours(retainer.worked()),
                  words.hours(retainer.included())),
              used,
              colour));
      page.close().element("span", words.percent(used), "class", "amount").close();
    } else {
      page.element("p", words.text("retainer.none"), "class", "note");
    }
    tables.open(
        words.text("section.retainer"),
        List.of(words.text("col.figure"), words.text("col.number")));
    if (retainer.fee() != null) {
      tables.row(
          words.text("retainer.fee"), List.of(words.money(retainer.fee(), content.currency())));
    }
    if (retainer.included() > 0) {
      tables.row(words.text("retainer.included"), List.of(words.hours(retainer.included())));
    }
    tables.row(words.text("retainer.worked"), List.of(words.hours(retainer.worked())));
    long left = retainer.included() - retainer.worked();
    if (retainer.included() > 0) {
      tables.sum(
          words.text(left < 0 ? "retainer.over" : "retainer.left"),
          List.of(words.hours(Math.abs(left))));
    }
    tables.close();
    page.close();
  }

  private void targets() {
    if (report.remarks().targets().isEmpty()) {
      return;
    }
    section("section.targets", "targets");
    tables.open(
        words.text("section.targets"),
        Stream.of("col.figure", "col.target", "col.reached", "col.degree")
            .map(key -> words.text(key))
            .toList());
    AgreementSentences said = new AgreementSentences(report, words);
    for (ClientReport.Target target : report.remarks().targets()) {
      long value = content.total(target.measure()).value();
      String reached = words.text(said.isReached(target) ? "target.yes" : "target.no");
      tables.row(
          words.measure(target.measure()),
          List.of(
              words.value(target.measure(), target.value(), content.currency()),
              words.value(target.measure(), value, content.currency()) + " (" + reached + ')',
              words.percent((double) value / target.value())));
    }
    tables.close();
    page.close();
  }

  private void differences() {
    if (report.lineage().version() == 1) {
      return;
    }
    page.open("section", "class", "differences");
    page.element("h2", words.text("section.differences", report.lineage().version() - 1));
    tables.open(
        words.text("section.differences", report.lineage().version() - 1),
        Stream.of("col.channel", "col.figure", "col.before", "col.after")
            .map(key -> words.text(key))
            .toList());
    for (ClientReport.Difference difference : report.lineage().differences()) {
      Measure measure = difference.measure();
      boolean hidden = measure == Measure.MINUTES && report.remarks().hoursHidden();
      if (!hidden) {
        tables.row(
            scope(difference.channel()),
            List.of(
                words.measure(measure),
                words.value(measure, difference.before(), content.currency()),
                words.value(measure, difference.after(), content.currency())));
      }
    }
    tables.close();
    page.close();
  }

  private String scope(Content.Place place) {
    if (place.equals(Differences.WHOLE)) {
      return words.text("scope.whole");
    }
    return content.channels().stream()
        .map(Content.Channel::place)
        .filter(known -> known.id().equals(place.id()) && known.other() == place.other())
        .findFirst()
        .map(known -> Summary.name(known, words))
        .orElseGet(() -> Summary.name(place, words));
  }

  private void days() {
    section("section.days", "days");
    tables.open(
        words.text("section.days"),
        List.of(
            words.text("col.day"),
            words.measure(Measure.VISITS),
            words.measure(Measure.NET_REVENUE)));
    for (Content.Day day : content.days()) {
      tables.row(
          words.shortDay(day.date()),
          List.of(words.count(day.visits()), words.money(day.netRevenue(), content.currency())));
    }
    tables.close();
    page.close();
  }

  private void method() {
    section("section.method", "method");
    page.open("ul", "role", "list");
    item("method.frozen", words.time(content.asOf(), content.timeZone()));
    Content.Known known = content.known();
    if (known.complete()) {
      item("method.complete");
    }
    if (known.pending() > 0) {
      item("method.pending", known.pending());
    }
    if (known.parked() > 0) {
      item("method.parked", known.parked());
    }
    if (known.failed().isEmpty()) {
      item("method.checks", known.checks());
    } else {
      item("method.failed", known.failed().size());
    }
    item("method.day", content.timeZone(), content.currency());
    item("method.credit");
    item("method.refund");
    item("method.visitors");
    item("method.network");
    item("method.unknown");
    for (Content.OtherMoney other : content.otherMoney()) {
      item(
          "method.other",
          other.currency(),
          words.money(other.revenue(), other.currency()),
          words.money(other.refunds(), other.currency()),
          words.money(other.adCost(), other.currency()));
    }
    page.close().close();
  }

  private void item(String key, Object... arguments) {
    page.element("li", words.text(key, arguments));
  }

  private void section(String title, String kind) {
    page.open("section", "class", kind).element("h2", words.text(title));
  }
}
