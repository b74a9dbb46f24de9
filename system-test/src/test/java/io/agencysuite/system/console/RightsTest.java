package io.agencysuite.system.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import io.agencysuite.rest.Rest;
import io.agencysuite.system.Agency;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import io.agencysuite.system.console.Desk.Look;
import java.net.URI;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/// Users, their rights, keys of other systems, and one's own sign-in.
@ExtendWith({BrowserExtension.class, SuiteExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RightsTest {
  private static final String SHOWN = "#shown-once";

  private final Browser browser;
  private final URI door;
  private final Agency agency;
  private final String email;

  RightsTest(Browser browser, Suite suite) {
    this.browser = browser;
    this.door = suite.doors().getFirst();
    this.agency = Agency.create(suite, "rights");
    this.email = "owner@" + agency.tenant() + ".example";
    agency.client("brauhaus");
  }

  @Test
  void invitesAUserWhoSetsAPasswordAndSeesNoRights() {
    String link;
    try (Desk desk = Desk.open(browser, door, Look.WIDE_LIGHT_GERMAN)) {
      desk.go("users").signIn(email).settled();
      desk.button("Benutzer einladen").click();
      desk.field("name").fill("Mia Berg");
      desk.field("email").fill("mia@" + agency.tenant() + ".example");
      desk.field("role").selectOption("SALES");
      desk.field("client").selectOption("clients/brauhaus");
      desk.page().keyboard().press("Tab");
      desk.button("Link erstellen").click();
      link = desk.page().locator(SHOWN).inputValue();
      assertThat(desk.barriers()).isEmpty();
      desk.button("Ich habe es verwahrt").click();
      assertThat(desk.page().locator("tbody")).containsText("Eingeladen");
      assertThat(desk.complaints()).isEmpty();
    }

    try (Desk desk = Desk.open(browser, door, Look.NARROW_DARK_ENGLISH)) {
      desk.page().navigate(link);
      assertThat(desk.page().locator("main")).containsText("Welcome");
      assertThat(desk.barriers()).isEmpty();
      desk.field("password").fill(Agency.PASSWORD);
      desk.page().keyboard().press("Enter");
      assertThat(desk.field("email")).hasValue("mia@" + agency.tenant() + ".example");
      desk.field("password").fill(Agency.PASSWORD);
      desk.page().keyboard().press("Enter");

      assertThat(desk.page().locator("nav.nav")).containsText("Security");
      assertThat(desk.page().locator("nav.nav")).not().containsText("API keys");
    }
  }

  @Test
  void givesAndTakesRightsAndDisables() {
    agency.user("sven", "ANALYST", "clients/brauhaus");
    try (Desk desk = Desk.open(browser, door, Look.WIDE_LIGHT_GERMAN)) {
      Page page = desk.go("users").signIn(email).page();
      desk.settled();
      desk.button("sven").click();
      page.locator("#user [name=role]").selectOption("PLANNER");
      desk.button("Recht vergeben").click();
      assertThat(page.locator("#user .due")).containsText("Planung");
      assertThat(desk.barriers()).isEmpty();
      page.locator("#user .due li").filter(filter("Auswertung")).locator("button").click();
      assertThat(page.locator("#user .due")).not().containsText("Auswertung");
      desk.button("Sperren").click();
      desk.button("Ja, jetzt sperren").click();

      assertThat(page.locator("#user .badge")).hasText("Gesperrt");
      assertThat(desk.complaints()).isEmpty();
    }
  }

  @Test
  void makesRotatesAndRevokesAKey() {
    try (Desk desk = Desk.open(browser, door, Look.WIDE_LIGHT_GERMAN)) {
      Page page = desk.go("keys").signIn(email).page();
      desk.settled();
      page.locator(".page-head .button").click();
      desk.field("name").fill("Shop");
      page.locator("[name=clients][value='clients/brauhaus']").check();
      page.locator("[name=scopes][value='leads.read']").check();
      assertThat(desk.barriers()).isEmpty();
      desk.button("Schlüssel erstellen").click();
      String first = page.locator(SHOWN).inputValue();
      assertThat(leads(first)).isEqualTo(200);
      desk.button("Ich habe es verwahrt").click();
      desk.button("Shop").click();
      assertThat(page.locator("#key .facts")).containsText("leads.read");
      page.locator("#key [name=overlap]").selectOption("3600s");
      desk.button("Neues Geheimnis erstellen").click();
      String second = page.locator(SHOWN).inputValue();
      assertThat(second).isNotEqualTo(first);
      assertThat(leads(first)).isEqualTo(200);
      assertThat(leads(second)).isEqualTo(200);
      desk.button("Ich habe es verwahrt").click();
      desk.button("Widerrufen").click();
      desk.button("Ja, endgültig widerrufen").click();

      assertThat(page.locator("#key .badge")).hasText("Widerrufen");
      assertThat(leads(second)).isEqualTo(401);
      assertThat(desk.complaints()).isEmpty();
    }
  }

  @Test
  void changesOnesPassword() {
    agency.user("paul", "ANALYST", "clients/-");
    String paul = "paul@" + agency.tenant() + ".example";
    try (Desk desk = Desk.open(browser, door, Look.NARROW_DARK_ENGLISH)) {
      desk.go("security").signIn(paul).settled();
      desk.field("current").fill("not this one");
      desk.field("next").fill("another long password");
      desk.button("Change password").click();
      assertThat(desk.page().locator("form [role=alert]")).containsText("wrong");
      desk.field("current").fill(Agency.PASSWORD);
      desk.button("Change password").click();

      assertThat(desk.page().locator(".toast")).containsText("The password is changed.");
      assertThat(desk.barriers()).isEmpty();
    }
  }

  @Test
  void asksForACodeOnceTheSecondFactorIsOn() throws GeneralSecurityException {
    agency.user("tom", "ANALYST", "clients/-");
    String tom = "tom@" + agency.tenant() + ".example";
    try (Desk desk = Desk.open(browser, door, Look.NARROW_DARK_ENGLISH)) {
      Page page = desk.go("security").signIn(tom).page();
      desk.settled();
      desk.button("Set up").click();
      String shown = page.locator("#second-factor code").innerText();
      Authenticator app = new Authenticator(shown.replace(" ", ""));
      assertThat(desk.barriers()).isEmpty();
      desk.field("code").fill(app.code(0));
      desk.button("Switch on").click();
      String recovery = page.locator(SHOWN).inputValue().split("\\s", 2)[0];
      page.context().clearCookies();

      desk.go("today").page().reload();
      desk.field("password").fill(Agency.PASSWORD);
      page.keyboard().press("Enter");
      assertThat(desk.heading("Enter the code")).isVisible();
      assertThat(desk.barriers()).isEmpty();
      assertThat(desk.overflows()).isFalse();
      desk.field("code").fill("000000");
      page.keyboard().press("Enter");
      assertThat(page.locator("[role=alert]")).containsText("not right");
      desk.field("code").fill(recovery);
      page.keyboard().press("Enter");

      assertThat(page.locator("nav.nav")).isVisible();
      assertThat(desk.complaints()).isEmpty();
    }
  }

  private int leads(String key) {
    Rest rest = agency.anonymous().as(() -> "Bearer " + key);
    return rest.get("/v1/clients/brauhaus/leads").status();
  }

  private static com.microsoft.playwright.Locator.FilterOptions filter(String text) {
    return new com.microsoft.playwright.Locator.FilterOptions().setHasText(text);
  }
}
