package io.agencysuite.system.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import io.agencysuite.system.Agency;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import io.agencysuite.system.console.Desk.Look;
import java.net.URI;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// A session over the minutes; the browser's clock is turned, the suite's is not.
@ExtendWith({BrowserExtension.class, SuiteExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RenewalTest {

  private static final String RENEW = "**/oauth2/token";
  private static final String TOKEN = "(await import('/console/session.js')).session.token";
  private static final long MINUTE_MILLIS = 60_000;

  private final Browser browser;
  private final URI door;
  private final String email;
  private Desk desk;
  private Page page;

  RenewalTest(Browser browser, Suite suite) {
    this.browser = browser;
    this.door = suite.doors().getFirst();
    this.email = "owner@" + Agency.create(suite, "renewal").tenant() + ".example";
    this.desk = Desk.open(browser, door, Look.WIDE_LIGHT_GERMAN);
    this.page = desk.page();
  }

  @BeforeEach
  void sitDown() {
    desk.close();
    desk = Desk.open(browser, door, Look.WIDE_LIGHT_GERMAN);
    page = desk.page();
    page.clock().install();
    desk.go("clients?new=1").signIn(email).settled();
    desk.field("displayName").fill("Angefangen");
  }

  @Test
  void keepsTokensWhereNoOtherScriptFindsThem() {
    Object token = page.evaluate("async () => " + TOKEN);

    assertThat(token.toString()).contains(".");
    assertThat(
            page.evaluate(
                """
                document.cookie + JSON.stringify(localStorage) + JSON.stringify(sessionStorage)
                """))
        .asString()
        .doesNotContain(token.toString(), "agency_renewal", "accessToken");
    assertThat(page.url()).doesNotContain("code=", "state=").endsWith("#/clients?new=1");
  }

  @Test
  void goesOnAfterAReloadAndEndsWithTheSignOutForAllTabs() {
    page.reload();
    desk.settled();
    Page other = page.context().newPage();
    other.navigate(page.url());
    assertThat(other.locator("nav.nav")).isVisible();

    page.keyboard().press("Escape");
    desk.button("Abmelden").click();

    assertThat(page.locator("[name=password]")).isVisible();
    assertThat(other.locator("#again dialog")).isVisible();
    desk.go("clients");
    assertThat(page.locator("[name=password]")).isVisible();
  }

  @AfterEach
  void getUp() {
    desk.close();
  }

  @Test
  void renewsInTheBackgroundAndLeavesThePageAlone() {
    Object first = page.evaluate("async () => " + TOKEN);

    Response renewal =
        page.waitForResponse(RENEW, () -> page.clock().fastForward(12 * MINUTE_MILLIS + 6_000));

    assertThat(renewal.status()).isEqualTo(200);
    page.waitForFunction("async first => " + TOKEN + " !== first", first);
    page.clock().fastForward(4 * MINUTE_MILLIS);
    assertThat(desk.field("displayName")).hasValue("Angefangen");
    assertThat(page.locator("#again dialog")).not().isVisible();
    assertThat(desk.complaints()).isEmpty();
  }

  @Test
  void asksForThePasswordWhenRenewalIsRefused() {
    page.route(
        RENEW, route -> route.fulfill(new Route.FulfillOptions().setStatus(401).setBody("{}")));

    page.clock().fastForward(12 * MINUTE_MILLIS + 6_000);

    assertThat(page.locator("#again dialog")).isVisible();
    assertThat(desk.field("displayName")).hasValue("Angefangen");
  }
}
