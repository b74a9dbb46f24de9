package io.agencysuite.system.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.agencysuite.rest.Json;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import io.agencysuite.system.console.Desk.Look;
import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Funnel and retention in the console.
@ExtendWith({BrowserExtension.class, SuiteExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FunnelPageTest {

  private final Browser browser;
  private final URI door;
  private final Scene scene;

  FunnelPageTest(Browser browser, Suite suite) {
    this.browser = browser;
    this.door = suite.doors().getFirst();
    this.scene = Scene.set(suite);
    List<JsonNode> events = new ArrayList<>();
    for (int visitor = 0; visitor < 6; visitor++) {
      String channel = visitor < 4 ? "instagram" : "linkedin";
      events.add(event("VISIT", visitor, 0, "/").put("channel", channel));
      if (visitor < 3) {
        events.add(event("PAGE_VIEW", visitor, 20 * (visitor + 1), "/menu"));
      }
    }
    events.add(event("FORM_SUBMIT", 0, 90, "/menu"));
    scene
        .agency()
        .owner()
        .post(scene.path("events:ingest"), Json.object("events", events))
        .require();
    String today = Scene.today().toString();
    scene
        .agency()
        .owner()
        .post(
            scene.path("reports:query"),
            Json.object("fromDate", today, "toDate", today, "waitForApplied", true))
        .require();
  }

  @Test
  void buildsFunnelByKeyboardAndKeepsIt() {
    try (Desk desk = Desk.open(browser, door, Look.WIDE_LIGHT_GERMAN)) {
      desk.go("funnel/brauhaus").signIn(scene.ownerEmail()).settled();
      Page page = desk.page();
      desk.field("kind1").selectOption("PAGE_VIEW");
      desk.field("detail1").selectOption("path");
      assertThat(page.locator(".notice").first()).containsText("Schritt zu Ende");
      assertThat(page.locator("#funnel-value-1-list option")).hasCount(2);
      desk.field("value1").focus();
      page.keyboard().type("/menu");
      page.keyboard().press("Enter");
      desk.button("Schritt 3 entfernen").focus();
      page.keyboard().press("Enter");

      assertThat(page.locator(".funnel-bars > li")).hasCount(2);
      assertThat(page.locator(".funnel-bars")).containsText("50 %");
      assertThat(page.locator(".funnel-bars")).containsText("3 verloren");
      assertThat(page.locator("ag-funnel .report-notes")).containsText("Proben stimmen");
      assertThat(page.locator("ag-retention tbody tr")).hasCount(8);

      desk.button("Schritt 2 nach oben").focus();
      page.keyboard().press("Enter");
      assertThat(desk.field("kind0")).isFocused();
      assertThat(desk.field("kind0")).hasValue("PAGE_VIEW");
      page.reload();
      desk.settled();
      assertThat(desk.field("value0")).hasValue("/menu");
      desk.field("group").selectOption("none");
      desk.field("count").selectOption("SESSION");
      assertThat(page.locator("[name=kind0] option[value=ORDER]")).hasCount(0);
      assertThat(desk.complaints()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Look.class)
  void showsBarsAndCohortsWithoutBarriers(Look look) {
    try (Desk desk = Desk.open(browser, door, look)) {
      desk.go("funnel/brauhaus?steps=VISIT~PAGE_VIEW.path./menu~FORM_SUBMIT")
          .signIn(scene.ownerEmail())
          .settled();

      assertThat(desk.page().locator(".funnel-bars > li")).hasCount(3);
      assertThat(desk.page().locator("ag-table tbody")).hasCount(2);
      assertThat(desk.page().locator(".retention-cell").first()).isVisible();
      desk.page()
          .screenshot(
              new Page.ScreenshotOptions()
                  .setFullPage(true)
                  .setPath(Path.of("target", "funnel-" + look + ".png")));
      assertThat(desk.barriers()).isEmpty();
      assertThat(desk.overflows()).isFalse();
      assertThat(desk.complaints()).isEmpty();
    }
  }

  private static ObjectNode event(String type, int visitor, int seconds, String path) {
    return Json.object(
        "eventId", type + '-' + visitor,
        "type", type,
        "occurTime", Instant.now().minusSeconds(600L - seconds).toString(),
        "visitorId", "visitor-" + visitor,
        "consent", "GRANTED",
        "sessionId", "session-" + visitor,
        "url", "https://brauhaus.example" + path);
  }
}
