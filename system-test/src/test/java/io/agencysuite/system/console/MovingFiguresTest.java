package io.agencysuite.system.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import io.agencysuite.rest.Json;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import io.agencysuite.system.console.Desk.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Figures that move while one looks, that were others before, or that cannot be right.
@ExtendWith({BrowserExtension.class, SuiteExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MovingFiguresTest {

  private static final String LONG_AGO = "2026-01-31";

  private final Scene scene;
  private final Desk desk;
  private final Page page;

  MovingFiguresTest(Browser browser, Suite suite) {
    this.scene = Scene.set(suite);
    this.desk = Desk.open(browser, suite.doors().getFirst(), Look.WIDE_LIGHT_GERMAN);
    this.page = desk.page();
    desk.go("security").signIn(scene.ownerEmail()).settled();
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @Test
  void showsWhatComesInWhileOneLooksWithAndWithoutAStream() {
    desk.show("today/brauhaus").settled();
    assertThat(page.locator(".live-state.live")).containsText("Zählt mit");
    int before = Integer.parseInt(visits().textContent());
    visit("live-1");
    assertThat(visits()).hasText(String.valueOf(before + 1));

    page.route("**/reports:watchToday*", Route::abort);
    desk.show("security").show("today/brauhaus").settled();
    assertThat(page.locator(".live-state.waiting")).containsText("wird wieder versucht");
    visit("live-2");
    assertThat(visits()).hasText(String.valueOf(before + 2));

    page.unroute("**/reports:watchToday*");
    assertThat(page.locator(".live-state.live")).isVisible();
    visit("live-3");
    assertThat(visits()).hasText(String.valueOf(before + 3));
  }

  @Test
  void saysWhatAnEarlierDayKnewAndWhatHasChangedSince() throws IOException {
    desk.show("report/brauhaus?since=" + LONG_AGO).settled();
    Locator items = page.locator("ag-report-differences tbody");
    assertThat(items).containsText("Bestellung");
    assertThat(items).containsText("+129,00");
    assertThat(items).containsText("Kosten");
    assertThat(page.locator("ag-report-differences dl")).containsText("+250,00");

    desk.show("report/brauhaus?asOf=" + LONG_AGO).settled();
    assertThat(page.locator(".notice").first()).containsText("31. Januar 2026 vorbei war");
    assertThat(page.locator("ag-report .figure .value").first()).containsText("0 €");
    desk.button("Zurück zum heutigen Stand").click();
    assertThat(page.locator("ag-report .figure .value").first()).containsText("129");

    desk.field("cmp").selectOption("PREVIOUS_YEAR");
    assertThat(page.locator("ag-report tbody").first()).containsText("neu");
    Download csv = page.waitForDownload(() -> desk.button("CSV").click());
    assertThat(Files.readString(csv.path())).contains("129");
  }

  @Test
  void marksAFigureWhoseProofFailed() {
    page.route(
        "**/reports:query",
        route -> {
          APIResponse real = route.fetch();
          ObjectNode report = (ObjectNode) Json.read(real.text());
          report.set(
              "proof",
              Json.object(
                  "checks",
                  List.of(
                      Json.object(
                          "kind", "STATES_EQUAL_TOTAL",
                          "figure", "leads",
                          "result", "FAILED",
                          "expected", 5L,
                          "actual", 2L))));
          route.fulfill(new Route.FulfillOptions().setResponse(real).setBody(Json.write(report)));
        });
    desk.show("security").show("report/brauhaus").settled();

    assertThat(page.locator(".figure.failed")).hasCount(1);
    assertThat(page.locator(".figure.failed")).containsText("Leads");
    assertThat(page.locator("[role=alert]")).containsText("Der Bericht sagt 2, die Probe 5");
    page.unroute("**/reports:query");
    desk.show("security").show("report/brauhaus").settled();
    assertThat(page.locator(".figure.failed")).hasCount(0);
    desk.button("Einzeln nachzählen").click();
    assertThat(page.locator(".report-notes")).containsText("einzeln nachgezählt");
  }

  private Locator visits() {
    return page.locator("ag-today-live .figure .value").last();
  }

  private void visit(String id) {
    JsonNode event =
        Json.object("eventId", id, "type", "VISIT", "occurTime", Instant.now().toString());
    scene
        .agency()
        .owner()
        .post(scene.path("events:ingest"), Json.object("events", List.of(event)))
        .require();
  }
}
