package io.agencysuite.system.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import io.agencysuite.system.console.Desk.Look;
import java.net.URI;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every page in both languages, wide and light, narrow and dark: it shows data, axe finds nothing
/// serious, nothing sticks out, nothing is asked from another host. One window shows them all and
/// changes its look in place.
@ExtendWith({BrowserExtension.class, SuiteExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {

  private final Browser browser;
  private final URI door;
  private final Scene scene;
  private final Desk desk;

  PagesTest(Browser browser, Suite suite) {
    this.browser = browser;
    this.door = suite.doors().getFirst();
    this.scene = Scene.set(suite);
    this.desk = Desk.open(browser, door, Look.WIDE_LIGHT_GERMAN);
    desk.go("security").signIn(scene.ownerEmail()).settled();
  }

  @AfterAll
  void close() {
    desk.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          today                                     | Herbstbock ist angezapft
          today/brauhaus                            | Laura Schneider
          clients                                   | Brauhaus Sonnenberg
          clients?new=1                             | EUR
          clients/brauhaus                          | Europe/Berlin
          clients/brauhaus?tab=channels             | LinkedIn
          clients/brauhaus?tab=channels&new=1       | LinkedIn
          calendar/brauhaus                         | Herbstbock ist angezapft
          calendar/brauhaus?view=week               | Rezept der Woche
          calendar/brauhaus?post=new                | {link}
          leads/brauhaus                            | Laura Schneider
          people/brauhaus                           | Krüger
          people/brauhaus?import=1                  | CSV
          report/brauhaus                           | 129
          report/brauhaus?per=DAY                   | 129
          report/brauhaus?asOf=2026-01-31           | 2026
          report/brauhaus?since=2026-01-31          | 129
          client-report/brauhaus                    | PDF
          costs/brauhaus                            | Plakate
          costs/brauhaus?new=1                      | EUR
          costs/brauhaus?tab=imports                | week46.csv
          costs/brauhaus?tab=imports&import=new     | CSV
          costs/brauhaus?tab=insights               | 120
          costs/brauhaus?tab=insights&new=1         | Instagram
          costs/brauhaus?tab=rates                  | USD
          costs/brauhaus?tab=rates&new=1            | EUR
          links/brauhaus                            | herbstbock
          links/brauhaus?tab=sites                  | /t.js
          links/brauhaus?new=1                      | UTM
          links/brauhaus?tab=sites&site=new         | https://www.example.de
          users                                     | mia@
          users?new=1                               | English
          keys                                      | Onlineshop
          keys?new=1                                | leads.write
          security                                  | owner@
          """)
  void showsDataWithoutBarriers(String route, String text) {
    desk.look(Look.WIDE_LIGHT_GERMAN).show(route);
    for (Look look : Look.values()) {
      desk.look(look).settled();

      assertThat(desk.page().locator("ag-app")).containsText(text);
      assertThat(desk.barriers()).as(look.name()).isEmpty();
      assertThat(desk.overflows()).as(look.name()).isFalse();
      assertThat(desk.complaints()).as(look.name()).isEmpty();
    }
  }

  @Test
  void showsSignInWithoutBarriers() {
    for (Look look : Look.values()) {
      try (Desk desk = Desk.open(browser, door, look)) {
        desk.go("today");

        assertThat(desk.field("password")).isVisible();
        assertThat(desk.barriers()).isEmpty();
        assertThat(desk.overflows()).isFalse();
        assertThat(desk.complaints()).isEmpty();
      }
    }
  }

  @Test
  void speaksTheLanguageOfTheBrowserAndRemembersAnother() {
    try (Desk desk = Desk.open(browser, door, Look.WIDE_LIGHT_GERMAN)) {
      desk.go("leads/brauhaus").signIn(scene.ownerEmail());
      assertThat(desk.page().locator("nav.nav")).containsText("Kalender");

      desk.field("language").selectOption("en");
      desk.page().reload();

      assertThat(desk.page().locator("nav.nav")).containsText("Calendar");
      assertThat(desk.page().locator("html")).hasAttribute("lang", "en");
    }
  }

  @Test
  void hasEveryTextInBothLanguages() {
    try (Desk desk = Desk.open(browser, door, Look.WIDE_LIGHT_GERMAN)) {
      desk.go("setup");

      Object missing =
          desk.page()
              .evaluate(
                  """
                  async () => {
                    const { en } = await import("/console/i18n/en.js");
                    const { de } = await import("/console/i18n/de.js");
                    return [...Object.keys(en), ...Object.keys(de)]
                      .filter((key) => !en[key] || !de[key])
                      .join();
                  }
                  """);

      assertThat(missing).isEqualTo("");
    }
  }
}
