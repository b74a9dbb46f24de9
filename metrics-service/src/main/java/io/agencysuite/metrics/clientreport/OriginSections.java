package io.agencysuite.metrics.clientreport;

import io.agencysuite.metrics.document.Markup;
import io.agencysuite.metrics.document.Plot;
import java.util.ArrayList;
import java.util.List;

/// Where it came from: channels, formats, four views of it, what likes are worth.
final class OriginSections {

  private final ClientReport report;
  private final Content content;
  private final Words words;
  private final Markup page;
  private final Tables tables;
  private final String colour;

  OriginSections(ClientReport report, Words words, Markup page) {
    this.report = report;
    this.content = report.content();
    this.words = words;
    this.page = page;
    this.tables = new Tables(page);
    this.colour = report.branding().accent().toString();
  }

  void write() {
    channels();
    formats();
    credits();
    worths();
  }

  private void channels() {
    if (content.channels().isEmpty()) {
      return;
    }
    section("section.channels", "channels");
    shares();
    List<Measure> measures = new ArrayList<>();
    content.channels().getFirst().figures().forEach(figure -> measures.add(figure.measure()));
    measures.removeIf(measure -> measure == Measure.MINUTES && report.remarks().hoursHidden());
    List<String> columns = new ArrayList<>(List.of(words.text("col.channel")));
    measures.forEach(measure -> columns.add(words.measure(measure)));
    tables.open(words.text("section.channels"), columns);
    for (Content.Channel channel : content.channels()) {
      tables.row(
          Summary.name(channel.place(), words),
          measures.stream().map(m -> value(m, channel.figure(m).value())).toList());
    }
    tables.sum(
        words.text("scope.whole"),
        measures.stream().map(m -> value(m, content.total(m).value())).toList());
    tables.close();
    page.close();
  }

  /// A bar of net revenue for each channel that brought some.
  private void shares() {
    long largest =
        content.channels().stream()
            .mapToLong(channel -> channel.figure(Measure.NET_REVENUE).value())
            .max()
            .orElse(0);
    if (largest <= 0) {
      return;
    }
    page.open("figure", "class", "shares").element("figcaption", words.text("plot.channels"));
    int number = 0;
    for (Content.Channel channel : content.channels()) {
      long value = channel.figure(Measure.NET_REVENUE).value();
      if (value > 0) {
        String name = Summary.name(channel.place(), words);
        String total = money(content.total(Measure.NET_REVENUE).value());
        page.open("div", "class", "bar-row");
        page.element("span", name, "class", "name").open("span", "class", "track");
        page.markup(
            Plot.share(
                "share-" + number++,
                name,
                words.text("plot.share", name, money(value), total),
                (double) value / largest,
                colour));
        page.close().element("span", money(value), "class", "amount").close();
      }
    }
    page.close();
  }

  private void formats() {
    if (content.formats().isEmpty()) {
      return;
    }
    section("section.formats", "formats");
    tables.open(
        words.text("section.formats"),
        List.of(words.text("col.format"), words.text("col.number"), words.text("col.share")));
    long posts = content.total(Measure.POSTS).value();
    for (Content.Format format : content.formats()) {
      tables.row(
          format.format().isEmpty() ? words.text("format.none") : format.format(),
          List.of(words.count(format.posts()), words.percent((double) format.posts() / posts)));
    }
    tables.close();
    page.close();
  }

  private void credits() {
    if (content.credits().rows().isEmpty()) {
      return;
    }
    section("section.credits", "credits");
    page.element("p", words.text("credits.intro"), "class", "note");
    if (content.credits().agree()) {
      page.element("p", words.text("credits.agree"), "class", "note");
    }
    tables.open(
        words.text("section.credits"),
        List.of(
            words.text("col.channel"),
            words.text("credit.first"),
            words.text("credit.last"),
            words.text("credit.linear"),
            words.text("credit.position")));
    for (Content.Credit credit : content.credits().rows()) {
      tables.row(
          Summary.name(credit.place(), words),
          List.of(
              money(credit.first()),
              money(credit.last()),
              money(credit.linear()),
              money(credit.position())));
    }
    String total = money(content.credits().total());
    tables.sum(words.text("credits.total"), List.of(total, total, total, total));
    tables.close();
    page.close();
  }

  private void worths() {
    if (content.worths().isEmpty()) {
      return;
    }
    section("section.worths", "worths");
    page.open("ul", "role", "list");
    content.worths().forEach(worth -> page.element("li", worth.text()));
    page.close().close();
  }

  private void section(String title, String kind) {
    page.open("section", "class", kind).element("h2", words.text(title));
  }

  private String money(long minorUnits) {
    return words.money(minorUnits, content.currency());
  }

  private String value(Measure measure, long value) {
    return words.value(measure, value, content.currency());
  }
}
