package io.agencysuite.system.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import io.agencysuite.system.console.Desk.Look;
import java.net.URI;
import java.util.EnumMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// Every page in both languages, wide and light, narrow and dark: it shows data, axe finds nothing
/// serious, nothing sticks out, nothing is asked from another host.
@ExtendWith({BrowserExtension.class, SuiteExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {

  private final Browser browser;
  private final URI door;
  private final Scene scene;
  private final Map<Look, String> sessions = new EnumMap<>(Look.class);

  PagesTest(Browser browser, Suite suite) {
    this.browser = browser;
    this.door = suite.doors().getFirst();
    this.scene = Scene.set(suite);
  }

  private static Stream<Arguments> pages() {
    return Stream.of(
            Arguments.of("today", Scene.POST_DUE),
            Arguments.of("today/brauhaus", Scene.LEAD),
            Arguments.of("clients", "Brauhaus Sonnenberg"),
            Arguments.of("clients?new=1", "EUR"),
            Arguments.of("clients/brauhaus", "Europe/Berlin"),
            Arguments.of("clients/brauhaus?tab=channels", "LinkedIn"),
            Arguments.of("clients/brauhaus?tab=channels&new=1", "LinkedIn"),
            Arguments.of("clients/brauhaus?tab=links&new=1", "UTM"),
            Arguments.of("calendar/brauhaus", Scene.POST_DUE),
            Arguments.of("calendar/brauhaus?view=week", Scene.POST_IN_REVIEW),
            Arguments.of("calendar/brauhaus?post=new", "{link}"),
            Arguments.of("leads/brauhaus", Scene.LEAD),
            Arguments.of("people/brauhaus", "Krüger"),
            Arguments.of("people/brauhaus?import=1", "CSV"),
            Arguments.of("report/brauhaus", "129"),
            Arguments.of("report/brauhaus?per=DAY", "129"),
            Arguments.of("client-report/brauhaus", "PDF"),
            Arguments.of("users", "mia@"),
            Arguments.of("users?new=1", "English"),
            Arguments.of("keys", Scene.KEY),
            Arguments.of("keys?new=1", "leads.write"),
            Arguments.of("security", "owner@"))
        .flatMap(page ->
            Stream.of(Look.values()).map(look -> Arguments.of(page.get()[0], page.get()[1], look)));
  }

  @ParameterizedTest
  @MethodSource("pages")
  void showsDataWithoutBarriers(String route, String text, Look look) {
    try (Desk desk = signedIn(route, look)) {
      sessions.put(look, desk.settled().session());

      assertThat(desk.page().locator("ag-app")).containsText(text);
      assertThat(desk.barriers()).isEmpty();
      assertThat(desk.overflows()).isFalse();
      assertThat(desk.complaints()).isEmpty();
    }
  }

  /// Signs in once in each look; later windows go on with that session.
  private Desk signedIn(String route, Look look) {
    String session = sessions.remove(look);
    return session == null
        ? Desk.open(browser, door, look).go(route).signIn(scene.ownerEmail())
        : Desk.open(browser, door, look, session).go(route);
  }

  @ParameterizedTest
  @MethodSource("looks")
  void showsSignInWithoutBarriers(Look look) {
    try (Desk desk = Desk.open(browser, door, look)) {
      desk.go("today");

      assertThat(desk.field("password")).isVisible();
      assertThat(desk.barriers()).isEmpty();
      assertThat(desk.overflows()).isFalse();
      assertThat(desk.complaints()).isEmpty();
    }
  }

  private static Look[] looks() {
    return Look.values();
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
