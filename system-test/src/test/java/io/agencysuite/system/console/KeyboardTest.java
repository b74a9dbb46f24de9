package io.agencysuite.system.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.agencysuite.system.Agency;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import io.agencysuite.system.console.Desk.Look;
import java.net.URI;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// The console without a mouse, and the ways in.
@ExtendWith({BrowserExtension.class, SuiteExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class KeyboardTest {

  private static final int STEPS_MAX = 60;

  private final Browser browser;
  private final Suite suite;
  private final URI door;
  private final Scene scene;

  KeyboardTest(Browser browser, Suite suite) {
    this.browser = browser;
    this.suite = suite;
    this.door = suite.doors().getFirst();
    this.scene = Scene.set(suite);
  }

  @Test
  void refusesWrongPasswordWithoutSayingWhatIsWrong() {
    try (Desk desk = Desk.open(browser, door, Look.NARROW_DARK_ENGLISH)) {
      desk.go("today");
      desk.field("email").fill(scene.ownerEmail());
      desk.field("password").fill("not the password");
      desk.page().keyboard().press("Enter");

      assertThat(desk.page().locator("[role=alert]"))
          .hasText("E-mail address or password are not right.");
    }
  }

  @Test
  void setsUpAnAgencyByTheOperatorsLink() throws java.io.IOException {
    String token = Files.readString(suite.operatorTokenFile()).strip();
    String id = scene.agency().tenant() + "-second";
    try (Desk desk = Desk.open(browser, door, Look.NARROW_DARK_ENGLISH)) {
      desk.go("setup?token=" + token);
      assertThat(desk.barriers()).isEmpty();
      desk.field("agency").fill("Second agency");
      desk.field("tenantId").fill(id);
      desk.field("name").fill("Sigrid");
      desk.field("email").fill("sigrid@" + id + ".example");
      desk.field("password").fill("short");
      desk.button("Create agency").click();
      assertThat(desk.page().locator(".field.invalid")).containsText("At least 12 characters.");
      desk.field("password").fill(Agency.PASSWORD);
      desk.page().keyboard().press("Enter");
      assertThat(desk.page().locator("h1")).hasText("Sign in");
      desk.signIn("sigrid@" + id + ".example");

      assertThat(desk.page().locator(".toast")).containsText("Your agency is ready.");
      assertThat(desk.page().locator("h1")).hasText("Clients");
      assertThat(desk.page().locator("tbody")).containsText("Second agency");
      assertThat(desk.complaints()).isEmpty();
    }
  }

  @Test
  void answersLeadWithoutMouse() {
    try (Desk desk = Desk.open(browser, door, Look.WIDE_LIGHT_GERMAN)) {
      Page page = desk.go("leads/brauhaus").signIn(scene.ownerEmail()).page();
      desk.settled();

      tabTo(page, Scene.LEAD);
      page.keyboard().press("Enter");
      assertThat(page.locator("#lead h2")).isFocused();
      tabTo(page, "Qualifizieren");
      page.keyboard().press("Enter");
      assertThat(page.locator("#lead .badge")).hasText("Qualifiziert");
      page.keyboard().press("Escape");

      assertThat(page.locator("#lead dialog")).isHidden();
    }
  }

  @Test
  void returnsFocusToWhereADialogWasOpened() {
    try (Desk desk = Desk.open(browser, door, Look.WIDE_LIGHT_GERMAN)) {
      Page page = desk.go("people/brauhaus").signIn(scene.ownerEmail()).page();
      desk.settled();
      desk.button("Thomas Krüger").focus();
      page.keyboard().press("Enter");
      assertThat(page.locator("#person dialog")).isVisible();
      page.keyboard().press("Escape");

      assertThat(desk.button("Thomas Krüger")).isFocused();
    }
  }

  @Test
  void skipsToTheContent() {
    try (Desk desk = Desk.open(browser, door, Look.WIDE_LIGHT_GERMAN)) {
      Page page = desk.go("clients").signIn(scene.ownerEmail()).page();
      page.reload();
      desk.settled();
      page.keyboard().press("Tab");
      assertThat(page.locator(".skip")).isFocused();
      page.keyboard().press("Enter");

      assertThat(page.locator("h1")).isFocused();
    }
  }

  private static void tabTo(Page page, String text) {
    for (int i = 0; i < STEPS_MAX; i++) {
      Object focused = page.evaluate("document.activeElement.textContent.trim()");
      if (text.equals(focused)) {
        return;
      }
      page.keyboard().press("Tab");
    }
    assertThat(text).as("not reached by Tab").isNull();
  }
}
