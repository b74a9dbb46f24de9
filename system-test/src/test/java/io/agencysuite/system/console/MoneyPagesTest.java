package io.agencysuite.system.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import io.agencysuite.system.console.Desk.Look;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Costs, imports, exchange rates and links, as people enter them.
@ExtendWith({BrowserExtension.class, SuiteExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MoneyPagesTest {

  private final Scene scene;
  private final Desk desk;
  private final Page page;

  MoneyPagesTest(Browser browser, Suite suite) {
    URI door = suite.doors().getFirst();
    this.scene = Scene.set(suite);
    this.desk = Desk.open(browser, door, Look.WIDE_LIGHT_GERMAN);
    this.page = desk.page();
    desk.go("security").signIn(scene.ownerEmail()).settled();
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @Test
  void entersACostAndTakesItBack() {
    long before = adCost();
    desk.show("costs/brauhaus?new=1").settled();
    desk.field("amount").fill("viel");
    desk.field("campaign").fill("herbst bock");
    desk.button("Speichern").click();
    assertThat(page.locator(".field.invalid")).hasCount(2);
    desk.field("amount").fill("1.234,50");
    desk.field("campaign").fill("herbstbock");
    desk.field("note").fill("Anzeige im Stadtblatt");
    desk.button("Speichern").click();

    var row = row(page.locator("ag-cost-list"), "Stadtblatt");
    assertThat(row).containsText("1.234,50");
    assertThat(adCost()).isEqualTo(before + 123_450);

    row.getByText("Zurücknehmen").click();
    assertThat(row).hasCount(0);
    assertThat(adCost()).isEqualTo(before);
    desk.button("Rückgängig").click();
    assertThat(row).hasCount(1);
    assertThat(adCost()).isEqualTo(before + 123_450);
  }

  @Test
  void importsAnExportAfterACheckAndTakesItBack() {
    desk.show("costs/brauhaus?tab=imports&import=new").settled();
    choose(Scene.SPEND);
    desk.field("channel").selectOption("instagram");
    desk.button("Prüfen, ohne zu zählen").click();

    var drawer = page.locator("dialog[open]");
    assertThat(drawer.locator(".notice")).containsText("Neue Einträge: 2");
    assertThat(drawer.locator(".notice")).containsText("abgewiesene Zeilen: 1");
    assertThat(drawer).containsText("22,50");
    assertThat(drawer).containsText("a lot");
    assertThat(drawer).containsText("eine Zahl ab null, mit „.“");
    assertThat(spend()).isZero();

    drawer.getByLabel("Kampagne: Herbstbock").fill("bock-2026");
    drawer.getByLabel("Kampagne: Herbstbock").press("Tab");
    desk.button("Orte merken").click();
    assertThat(row(drawer, "Herbstbock")).containsText("ja");
    desk.button("Importieren").click();
    assertThat(drawer.locator(".notice")).containsText("Gezählt. Neue Einträge: 2");
    assertThat(spend()).isEqualTo(2_250);

    desk.button("Import zurücknehmen").click();
    assertThat(drawer.locator(".notice")).containsText("Zurückgenommen");
    assertThat(spend()).isZero();
    page.keyboard().press("Escape");
  }

  @Test
  void asksWhatUnknownColumnsHoldAndSaysWhatIsNoExport() {
    desk.show("costs/brauhaus?tab=imports&import=new").settled();
    choose("When,How much\n2026-11-12,3.00\n");
    desk.button("Prüfen, ohne zu zählen").click();
    desk.field("column0").selectOption("DAY");
    desk.field("column1").selectOption("AMOUNT");
    desk.field("currency").fill("EUR");
    desk.button("Prüfen, ohne zu zählen").click();

    assertThat(page.locator("dialog[open] .notice")).containsText("Neue Einträge: 1");
    page.keyboard().press("Escape");
    desk.show("costs/brauhaus?tab=imports&import=new").settled();
    choose("Session source / medium,Sessions,Key events\ngoogle / organic,12,1\n");
    desk.button("Prüfen, ohne zu zählen").click();
    assertThat(page.locator("dialog[open] [role=alert]"))
        .containsText("Export von Google Analytics");
    page.keyboard().press("Escape");
  }

  @Test
  void pastesRatesAllOrNone() {
    desk.show("costs/brauhaus?tab=rates").settled();
    desk.button("Tabelle einfügen").click();
    desk.field("csv").fill("2026-11-02;USD;EUR;0,86\n2026-11-09;USD;EUR;viel\n");
    desk.button("Importieren").click();
    assertThat(page.locator("dialog[open] [role=alert]")).isVisible();

    desk.field("csv").fill("2026-11-02;USD;EUR;0,86\n2026-11-09;USD;EUR;0,87\n");
    desk.button("Importieren").click();
    assertThat(page.locator("ag-rate-list tbody tr")).hasCount(3);
    assertThat(page.locator("ag-rate-list tbody")).containsText("0,8700 EUR");
  }

  @Test
  void makesALinkAndShowsItsClicks() {
    desk.show("links/brauhaus?new=1").settled();
    desk.field("target").fill("https://brauhaus.example/bock");
    desk.field("channel").selectOption("linkedin");
    desk.field("campaign").fill("bock");
    desk.button("Link anlegen").click();
    var row = row(page.locator("ag-links"), "/bock");
    assertThat(row).containsText("LinkedIn");
    String path = row.locator("code").getAttribute("title");
    assertThat(scene.agency().anonymous().get(path).status()).isEqualTo(302);
    assertThat(scene.agency().anonymous().get(path).status()).isEqualTo(302);

    desk.show("costs/brauhaus").show("links/brauhaus").settled();
    assertThat(row.locator("td").first()).hasText("2");
    desk.show("links/brauhaus?tab=sites").settled();
    assertThat(page.locator("ag-sites .snippet")).containsText("/t.js");
    assertThat(desk.complaints()).isEmpty();
  }

  private void choose(String content) {
    page.setInputFiles(
        "#spend-file",
        new FilePayload("export.csv", "text/csv", content.getBytes(StandardCharsets.UTF_8)));
  }

  private static Locator row(Locator within, String text) {
    return within.locator("tr", new Locator.LocatorOptions().setHasText(text));
  }

  private long adCost() {
    return cost(Scene.today().toString());
  }

  private long spend() {
    return cost("2026-11-09") + cost("2026-11-10");
  }

  private long cost(String day) {
    Rest owner = scene.agency().owner();
    return Json.minorUnits(
        owner
            .post(
                scene.path("reports:query"),
                Json.object("fromDate", day, "toDate", day, "waitForApplied", true))
            .json()
            .path("totals"),
        "adCost");
  }
}
