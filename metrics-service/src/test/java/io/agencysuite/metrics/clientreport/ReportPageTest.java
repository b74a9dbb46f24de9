package io.agencysuite.metrics.clientreport;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.metrics.branding.Branding;
import io.agencysuite.metrics.clientreport.ClientReport.Language;
import io.agencysuite.metrics.clientreport.ClientReport.State;
import java.io.IOException;
import java.io.StringReader;
import java.net.ServerSocket;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.InputSource;

/// The page of a report out of a content made by hand, and the PDF of it.
class ReportPageTest {

  private static final Instant TIME = Instant.parse("2026-11-02T08:00:00Z");
  private static final String HOSTILE =
      "<script>alert(1)</script> \"Ünïçødé\" 'O''Hara' & \u05d0\u05d1\u05d2 \u202egnp \ud83c\udf7a";

  @ParameterizedTest
  @EnumSource(Language.class)
  void showsHostileNamesAsTexts(Language language) throws Exception {
    ClientReport report = report(language, HOSTILE, 12);

    String html = ReportPage.forBrowser(report, "");

    assertThat(html)
        .contains("&lt;script&gt;alert(1)&lt;/script&gt; &quot;Ünïçødé&quot;")
        .doesNotContain("<script", "\u202e", "onload=\"");
    String page = html.substring(html.indexOf("<html"));
    var document =
        DocumentBuilderFactory.newDefaultInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(page)));
    assertThat(document.getElementsByTagName("svg").getLength()).isGreaterThan(2);
    assertThat(ClientReportGrpcServiceTest.text(new ReportPrinter().pdf(report)))
        .contains("<script>alert(1)</script>");
  }

  @Test
  void loadsNothingFromElsewhere() throws IOException {
    try (ServerSocket listener = new ServerSocket(0)) {
      listener.setSoTimeout(1);
      String address = "http://127.0.0.1:" + listener.getLocalPort() + "/x.png";
      ClientReport report =
          report(
              Language.ENGLISH,
              "<img src=\"" + address + "\"/> url(" + address + ") \"; } @import \"" + address,
              3);
      Branding hostile =
          new Branding("A", "<img src='" + address + "'>", "#ff0000", address, "\\\"" + address);

      byte[] pdf = new ReportPrinter().pdf(branded(report, hostile));

      assertThat(ClientReportGrpcServiceTest.text(pdf)).contains("@import");
      assertThat(accepts(listener)).isFalse();
    }
  }

  @Test
  void saysOneAndManyRightInBothLanguages() {
    assertThat(summary(Language.GERMAN, 1))
        .contains(
            "Es gab eine Bestellung und keine Leads.",
            "Ein Beitrag ging hinaus.",
            "Es wurde ein Besuch gezählt.");
    assertThat(summary(Language.ENGLISH, 1))
        .contains(
            "There was one order and no leads.", "One post went out.", "One visit was counted.");
    assertThat(summary(Language.GERMAN, 2_000))
        .contains(
            "Es gab 2.000 Bestellungen und keine Leads.",
            "2.000 Beiträge gingen hinaus.",
            "Es wurden 2.000 Besuche gezählt.",
            "Der Nettoumsatz betrug im Oktober 2026 20,00\u00a0€.");
    assertThat(summary(Language.ENGLISH, 2_000))
        .contains(
            "There were 2,000 orders and no leads.",
            "2,000 posts went out.",
            "2,000 visits were counted.",
            "Net revenue was €20.00 in October 2026.");
  }

  @Test
  void callsSmallDifferencesChance() {
    Content content = content("Brauhaus", 12, 9L);
    assertThat(Summary.of(content, Words.in(Language.ENGLISH)))
        .anyMatch(said -> said.contains("orders (12 after 9") && said.contains("chance"));

    assertThat(Summary.of(content("Brauhaus", 120, 9L), Words.in(Language.ENGLISH)))
        .anyMatch(said -> said.contains("orders (120 after 9") && said.contains("larger than"));
  }

  @Test
  void saysNothingOfNothing() {
    assertThat(Summary.of(SharesTest.empty(), Words.in(Language.GERMAN)))
        .containsExactly("Im Oktober 2026 wurde für Brauhaus nichts gezählt.");
  }

  private static List<String> summary(Language language, long number) {
    return Summary.of(content("Brauhaus", number, null), Words.in(language));
  }

  private static boolean accepts(ServerSocket listener) throws IOException {
    try (var connection = listener.accept()) {
      return connection.isConnected();
    } catch (java.net.SocketTimeoutException e) {
      return false;
    }
  }

  private static ClientReport report(Language language, String name, long number) {
    Content content = content(name, number, 2L);
    return new ClientReport(
        "2026-10",
        language,
        new ClientReport.Remarks(name, List.of(new ClientReport.Target(Measure.ORDERS, 10)), false),
        ClientReport.Lineage.FIRST,
        content.saying(Summary.of(content, Words.in(language))),
        new Branding(name, name, "#ffff00", "", name),
        State.ISSUED,
        TIME,
        TIME);
  }

  private static ClientReport branded(ClientReport report, Branding branding) {
    return new ClientReport(
        report.month(),
        report.language(),
        report.remarks(),
        report.lineage(),
        report.content(),
        branding,
        report.state(),
        TIME,
        TIME);
  }

  private static Content content(String name, long number, @Nullable Long before) {
    Content.Place place = new Content.Place("instagram", name, false);
    List<Figure> totals = new ArrayList<>();
    for (Measure measure :
        List.of(Measure.VISITS, Measure.POSTS, Measure.ORDERS, Measure.NET_REVENUE)) {
      totals.add(new Figure(measure, number, before, null));
    }
    List<Content.Day> days =
        LocalDate.parse("2026-10-01")
            .datesUntil(LocalDate.parse("2026-11-01"))
            .map(day -> new Content.Day(day, day.getDayOfMonth(), 100 - 7L * day.getDayOfMonth()))
            .toList();
    Content empty = SharesTest.empty();
    return new Content(
        empty.from(),
        empty.to(),
        name,
        "EUR",
        "Europe/Berlin",
        TIME,
        empty.known(),
        List.of(),
        totals,
        List.of(new Content.Channel(place, totals)),
        days,
        List.of(new Content.Format("image", number)),
        new Content.Credits(
            List.of(new Content.Credit(place, number, number, number, number)), number, 1, 1),
        List.of(new Content.Worth("LIKES", "TOO_LITTLE_DATA", name)),
        new Content.Retainer(100L, 60, 90),
        List.of(new Content.OtherMoney("USD", 1, 2, 3)));
  }
}
