package io.agencysuite.system.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.FilePayload;
import io.agencysuite.rest.Json;
import io.agencysuite.system.Agency;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import io.agencysuite.system.console.Desk.Look;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// What people do in the console on a Monday morning.
@ExtendWith({BrowserExtension.class, SuiteExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WorkTest {

  private final Browser browser;
  private final URI door;
  private final Scene scene;
  private Desk desk;
  private Page page;

  WorkTest(Browser browser, Suite suite) {
    this.browser = browser;
    this.door = suite.doors().getFirst();
    this.scene = Scene.set(suite);
    this.desk = Desk.open(browser, door, Look.WIDE_LIGHT_GERMAN);
    desk.go("today").signIn(scene.ownerEmail());
    this.page = desk.page();
  }

  @BeforeEach
  void sitDown() {
    String session = desk.session();
    desk.close();
    desk = Desk.open(browser, door, Look.WIDE_LIGHT_GERMAN, session);
    page = desk.page();
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @Test
  void logsHoursInTwoClicks() {
    desk.go("today/brauhaus").settled();
    int before = entries();

    page.locator(".choice", new Page.LocatorOptions().setHasText("LinkedIn")).click();
    desk.button("45 min").click();

    assertThat(page.locator(".toast")).containsText("45 min");
    assertThat(entries()).isEqualTo(before + 1);
  }

  @Test
  void createsClientAndSaysWhichIdIsTaken() {
    desk.go("clients?new=1").settled();
    desk.field("displayName").fill("Bräu & Söhne");
    assertThat(desk.field("clientId")).hasValue("braeu-soehne");
    desk.field("clientId").fill("brauhaus");
    desk.field("retainer").fill("-1");
    desk.button("Kunde anlegen").click();
    assertThat(page.locator(".field.invalid")).containsText("Nicht unter null.");

    desk.field("retainer").fill("1800.50");
    desk.button("Kunde anlegen").click();
    assertThat(page.locator("[role=alert]")).containsText("vergeben");

    desk.field("clientId").fill("braeu");
    desk.button("Kunde anlegen").click();

    assertThat(page.locator("h1")).hasText("Bräu & Söhne");
    var retainer = scene.agency().owner().get("/v1/clients/braeu").json().path("contract");
    assertThat(Json.minorUnits(retainer, "monthlyRetainer")).isEqualTo(180_050);
  }

  @Test
  void approvesWhatAnotherWroteAndNotWhatOneWroteOneself() {
    desk.go("calendar/brauhaus").settled();
    page.locator(".chip", chip(Scene.POST_IN_REVIEW)).click();
    desk.button("Freigeben").click();
    assertThat(page.locator("dialog[open] .badge")).hasText("Freigegeben");
    page.keyboard().press("Escape");

    desk.button("Neuer Beitrag").click();
    desk.field("title").fill("Selbst geschrieben");
    page.locator(".choice", new Page.LocatorOptions().setHasText("Gibt:")).click();
    desk.button("Speichern").click();
    desk.button("Zur Prüfung geben").click();
    desk.button("Freigeben").click();

    assertThat(page.locator("dialog[open] [role=alert]")).containsText("Vier Augen");
  }

  @Test
  void warnsWhenTextIsLongerThanTheNetworkAllows() {
    desk.go("calendar/brauhaus?post=new").settled();
    desk.field("channel").selectOption(channel("instagram"));
    desk.field("text").fill("a".repeat(2201));

    assertThat(page.locator(".counter.over")).containsText("1 zu viel");
    assertThat(page.locator(".counter.over")).containsText("2.201 / 2.200");
  }

  @Test
  void publishesByHandWhatIsDue() {
    desk.go("today").settled();
    page.locator("a.title", new Page.LocatorOptions().setHasText(Scene.POST_DUE)).first().click();
    desk.button("Als veröffentlicht melden").click();
    desk.field("url").fill("https://www.linkedin.example/posts/1");
    desk.button("Als veröffentlicht melden").click();

    assertThat(page.locator("dialog[open] .badge")).hasText("Veröffentlicht");
  }

  @Test
  void convertsLeadToPerson() {
    scene.agency().owner().post(scene.path("leads"), Scene.lead("Aylin Bauer")).require();
    desk.go("leads/brauhaus?state=QUALIFIED").settled();
    desk.go("leads/brauhaus?state=NEW").settled();
    desk.button("Aylin Bauer").click();
    desk.button("Als Person übernehmen").click();

    assertThat(page.locator("dialog[open] .badge")).hasText("Übernommen");
    page.locator("dialog[open] a.button").click();
    assertThat(page.locator("#person dialog")).containsText("Aylin Bauer");
  }

  @Test
  void importsPeopleAfterTrying() {
    String csv = "Vorname,Nachname,E-Mail\nJulia,Okafor,julia@okafor.example\nKarl,Bauer,no mail\n";
    desk.go("people/brauhaus?import=1").settled();
    page.setInputFiles(
        "#import-file",
        new FilePayload("people.csv", "text/csv", csv.getBytes(StandardCharsets.UTF_8)));
    assertThat(desk.field("column1")).hasValue("FAMILY_NAME");
    desk.button("Prüfen, ohne zu schreiben").click();
    assertThat(page.locator("#import .notice"))
        .containsText("1 neu, 0 schon bekannt, 1 mit Fehlern");
    assertThat(page.locator("#import tbody")).containsText("no mail");

    desk.button("Eine Person importieren").click();

    assertThat(page.locator("#import .notice")).containsText("1 angelegt");
    page.keyboard().press("Escape");
    page.locator("#people-search").fill("okaf");
    assertThat(page.locator("ag-people tbody tr")).hasCount(1);
    assertThat(page.locator("ag-people tbody")).containsText("julia@okafor.example");
  }

  @Test
  void keepsTheReportOnReloadAndGivesItAsCsv() throws IOException {
    desk.go("report/brauhaus").settled();
    desk.field("per").selectOption("WEEK");
    desk.field("preset").selectOption("last90");
    page.reload();
    desk.settled();

    assertThat(desk.field("per")).hasValue("WEEK");
    assertThat(desk.field("preset")).hasValue("last90");
    assertThat(page.locator("ag-chart[data-drawn]")).isVisible();
    Download download = page.waitForDownload(() -> desk.button("CSV").click());
    assertThat(Files.readString(download.path())).contains("Nettoumsatz;").contains("129");
  }

  @Test
  void signsInAgainOverThePageWithoutLosingIt() {
    desk.go("calendar/brauhaus?post=new").settled();
    desk.field("title").fill("Halb fertig");
    assertThat(desk.field("channel")).not().hasValue("");
    page.context().clearCookies();
    page.route(
        "**/v1/clients/*/posts*",
        route -> route.fulfill(new Route.FulfillOptions().setStatus(401)),
        new Page.RouteOptions().setTimes(1));
    desk.button("Speichern").click();

    Page beside = page.waitForPopup(() -> page.locator("#again .button.primary").click());
    assertThat(beside.locator("[name=email]")).hasValue(scene.ownerEmail());
    beside.locator("[name=password]").fill(Agency.PASSWORD);
    beside.keyboard().press("Enter");

    assertThat(page.locator("#again dialog")).isHidden();
    assertThat(desk.field("title")).hasValue("Halb fertig");
    desk.button("Speichern").click();
    assertThat(page.locator("#again dialog")).isHidden();
  }

  private int entries() {
    return scene.agency().owner().list(scene.path("timeEntries"), "timeEntries").size();
  }

  private static Page.LocatorOptions chip(String title) {
    return new Page.LocatorOptions().setHasText(title);
  }

  private String channel(String id) {
    return "clients/" + scene.client() + "/channels/" + id;
  }
}
