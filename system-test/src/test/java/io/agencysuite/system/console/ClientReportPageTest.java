package io.agencysuite.system.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import io.agencysuite.system.console.Desk.Look;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// A report from its figures to the link that the client's people open without an account.
@ExtendWith({BrowserExtension.class, SuiteExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ClientReportPageTest {

  private final Browser browser;
  private final URI door;
  private final Scene scene;

  ClientReportPageTest(Browser browser, Suite suite) {
    this.browser = browser;
    this.door = suite.doors().getFirst();
    this.scene = Scene.set(suite);
  }

  @Test
  void goesFromFiguresToALinkWithoutAccount() {
    try (Desk desk = Desk.open(browser, door, Look.WIDE_LIGHT_GERMAN)) {
      desk.go("client-report/brauhaus").signIn(scene.ownerEmail()).settled();
      Page page = desk.page();
      desk.button("Neuer Bericht").click();
      desk.button("Zahlen festhalten").click();
      Locator preview = page.locator("ag-report-frame");
      assertThat(preview.locator(".client")).hasText("Brauhaus Sonnenberg");
      assertThat(preview.locator(".draft")).hasText("Entwurf");

      desk.field("comment").fill("Guten Tag <b>zusammen</b>");
      desk.field("NET_REVENUE").fill("1.500,50");
      desk.button("Speichern").click();
      assertThat(preview.locator(".comment")).containsText("Guten Tag <b>zusammen</b>");
      assertThat(preview.locator(".targets")).containsText("1.500,50");
      assertThat(desk.barriers()).isEmpty();

      desk.button("Ausstellen").click();
      page.locator("ag-dialog dialog[open]").getByText("Ausstellen").last().click();
      assertThat(page.locator("ag-client-report-links")).isVisible();
      desk.button("Link erzeugen").click();
      page.locator("ag-dialog dialog[open] button[type=submit]").click();
      String url = page.locator("#shown-once").inputValue();
      assertThat(desk.barriers()).isEmpty();
      assertThat(desk.complaints()).isEmpty();

      opens(url.substring(url.indexOf("/c/")));
      assertThat(views()).as("one page and one PDF, headers alone are no view").isEqualTo(2);
    }
  }

  private long views() {
    Rest owner = scene.agency().owner();
    String report =
        Json.text(owner.list(scene.path("clientReports"), "clientReports").getFirst(), "name");
    return Json.number(owner.list("/v1/" + report + "/shares", "shares").getFirst(), "views");
  }

  private void opens(String path) {
    try (Desk reader = Desk.open(browser, door, Look.NARROW_DARK_ENGLISH)) {
      Page page = reader.page();
      Response response = Objects.requireNonNull(page.navigate(door.resolve(path).toString()));
      assertThat(response.status()).isEqualTo(200);
      assertThat(response.headers())
          .containsEntry("x-robots-tag", "noindex, nofollow")
          .containsEntry("referrer-policy", "no-referrer")
          .containsEntry("cache-control", "no-store");
      assertThat(response.headers().get("content-security-policy"))
          .startsWith("default-src 'none'; style-src 'sha256-");
      assertThat(page.locator("h1")).containsText("Monatsbericht");
      assertThat(page.locator(".draft")).hasCount(0);
      assertThat(reader.barriers()).isEmpty();
      assertThat(reader.overflows()).isFalse();
      assertThat(reader.complaints()).isEmpty();

      assertThat(page.request().head(door.resolve(path).toString()).status()).isEqualTo(200);
      assertThat(page.request().head(door.resolve(path + "/report.pdf").toString()).status())
          .isEqualTo(200);
      APIResponse pdf = page.request().get(door.resolve(path + "/report.pdf").toString());
      assertThat(pdf.status()).isEqualTo(200);
      assertThat(new String(pdf.body(), 0, 5, StandardCharsets.US_ASCII)).isEqualTo("%PDF-");

      Response unknown =
          Objects.requireNonNull(page.navigate(door.resolve("/c/nothing").toString()));
      assertThat(unknown.status()).isEqualTo(404);
      assertThat(page.locator("main")).containsText("Dieser Link öffnet nichts");
      assertThat(page.locator("main")).containsText("This link opens nothing");
      assertThat(reader.barriers()).isEmpty();
    }
  }
}
