package io.agencysuite.metrics.clientreport;

import io.agencysuite.metrics.document.Colour;
import io.agencysuite.metrics.document.Markup;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// A client report as a page of XHTML that needs nothing else.
final class ReportPage {

  private static final String PAPER = read("report.css");
  private static final String SCREEN = read("report-screen.css");

  /// The lighter of the two dark backgrounds; what can be read on it can be read on the other.
  private static final Colour DARK = Colour.parse("#1d242c");

  private final ClientReport report;
  private final Content content;
  private final Words words;
  private final Markup page = new Markup();

  private ReportPage(ClientReport report) {
    this.report = report;
    this.content = report.content();
    this.words = Words.in(report.language());
  }

  /// For browsers.
  ///
  /// @param pdf address of the PDF; empty to offer none
  static String forBrowser(ClientReport report, String pdf) {
    return new ReportPage(report).write(PAPER + SCREEN, pdf);
  }

  /// For the printer, which does without what only screens need.
  static String forPrinter(ClientReport report) {
    return new ReportPage(report).write(PAPER, "");
  }

  private String write(String style, String pdf) {
    page.open("html", "lang", words.language()).open("head");
    page.empty("meta", "charset", "utf-8");
    page.empty("meta", "name", "viewport", "content", "width=device-width, initial-scale=1");
    page.empty("meta", "name", "robots", "content", "noindex, nofollow");
    page.empty("meta", "name", "referrer", "content", "no-referrer");
    page.empty("meta", "name", "description", "content", title() + ' ' + forClient());
    // Without it a browser asks for one of the door, which its policy forbids.
    page.empty("link", "rel", "icon", "href", "data:,");
    page.element("title", title() + " \u2013 " + content.client());
    page.open("style").markup(styled(style)).close().close();
    page.open("body").open("main", "class", "report");
    cover(pdf);
    page.open("div", "class", "pages");
    remarks();
    new FigureSections(report, words, page).write();
    new OriginSections(report, words, page).write();
    new AgreementSections(report, words, page).write();
    page.close().close().close().close();
    return "<!DOCTYPE html>\n" + page;
  }

  private void cover(String pdf) {
    page.open("header", "class", "cover");
    page.open("div", "class", "brand");
    if (!report.branding().logo().isEmpty()) {
      page.empty(
          "img",
          "class",
          "logo",
          "alt",
          report.branding().agencyName(),
          "src",
          report.branding().logo());
    }
    if (!report.branding().agencyName().isEmpty()) {
      page.element("p", report.branding().agencyName(), "class", "agency");
    }
    if (!report.branding().claim().isEmpty()) {
      page.element("p", report.branding().claim(), "class", "claim");
    }
    page.close();
    page.open("div", "class", "names");
    if (!report.isIssued()) {
      page.element("p", words.text("draft"), "class", "draft");
    }
    page.element("h1", title(), "class", "title");
    page.element("p", content.client(), "class", "client");
    page.close();
    page.open("div", "class", "facts");
    if (report.lineage().version() > 1) {
      page.element("p", words.text("version", report.lineage().version()));
    }
    if (report.issueTime() != null) {
      page.element("p", words.text("issued", words.time(report.issueTime(), content.timeZone())));
    }
    page.element("p", words.text("asOf", words.time(content.asOf(), content.timeZone())));
    if (!report.lineage().replacedBy().isEmpty()) {
      page.element("p", words.text("replacedBy"), "class", "replaced");
    }
    if (!pdf.isEmpty()) {
      page.open("p", "class", "download").element("a", words.text("pdf"), "href", pdf).close();
    }
    page.close().close();
  }

  private void remarks() {
    String comment = report.remarks().comment();
    if (!comment.isEmpty()) {
      page.open("section", "class", "comment");
      page.element(
          "h2",
          report.branding().agencyName().isEmpty()
              ? words.text("section.comment")
              : words.text("section.commentBy", report.branding().agencyName()));
      for (String paragraph : comment.split("\\n\\s*\\n", -1)) {
        page.open("p");
        List<String> lines = List.of(paragraph.strip().split("\\n", -1));
        for (int i = 0; i < lines.size(); i++) {
          if (i > 0) {
            page.empty("br");
          }
          page.text(lines.get(i));
        }
        page.close();
      }
      page.close();
    }
    page.open("section", "class", "summary");
    page.element("h2", words.text("section.summary"));
    page.open("ul", "role", "list");
    content.summary().forEach(sentence -> page.element("li", sentence));
    new AgreementSentences(report, words).write().forEach(said -> page.element("li", said));
    page.close().close();
  }

  private String title() {
    return words.text("title", words.month(report.yearMonth()));
  }

  private String forClient() {
    return words.text("for", content.client());
  }

  /// The style with the agency's colour, and with texts for the margins of the paper.
  private String styled(String style) {
    Colour accent = report.branding().accent();
    Colour pale = accent.mix(Colour.WHITE, 0.9);
    String left = report.branding().footer();
    return style
        .replace("$accent-ink", accent.ink().toString())
        .replace("$accent-text-dark", accent.readableOn(DARK).toString())
        .replace("$accent-text", accent.readableOn(pale).toString())
        .replace("$accent-pale", pale.toString())
        .replace("$accent", accent.toString())
        .replace("$head", cssText(title() + " \u00b7 " + content.client()))
        .replace("$state", cssText(report.isIssued() ? "" : words.text("draft")))
        .replace("$foot", cssText(left.isEmpty() ? report.branding().agencyName() : left))
        .replace("$page", cssText(words.text("print")));
  }

  /// A text as a string of CSS in which nothing can end it.
  private static String cssText(String text) {
    StringBuilder escaped = new StringBuilder("\"");
    text.codePoints()
        .filter(point -> point >= 0x20)
        .limit(200)
        .forEach(point -> {
          if (Character.isLetterOrDigit(point) || point == ' ') {
            escaped.appendCodePoint(point);
          } else {
            escaped.append('\\').append(Integer.toHexString(point)).append(' ');
          }
        });
    return escaped.append('"').toString();
  }

  private static String read(String file) {
    try (InputStream in = ReportPage.class.getResourceAsStream(file)) {
      return new String(Objects.requireNonNull(in, file).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
