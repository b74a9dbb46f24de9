package io.agencysuite.system.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import io.agencysuite.system.Agency;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/// A browser window with one person in front of it. Remembers what the page complained about and
/// which hosts it asked.
final class Desk implements AutoCloseable {

  private static final List<String> RULES =
      List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice");
  private static final Set<String> BAD = Set.of("serious", "critical");

  private static final String AXE = axe();
  private static final String FINDINGS =
      """
      async ([tags, bad]) => {
        const { violations } = await axe.run(document, {
          runOnly: { type: "tag", values: tags },
          resultTypes: ["violations"],
        });
        return violations
          .filter(({ impact }) => bad.includes(impact))
          .map(({ id, nodes }) => id + ": " + nodes[0].html);
      }
      """;

  /// How the window looks.
  enum Look {
    WIDE_LIGHT_GERMAN("de-DE", 1360, 850, ColorScheme.LIGHT),
    NARROW_DARK_ENGLISH("en-GB", 390, 844, ColorScheme.DARK);

    private final String locale;
    private final int width;
    private final int height;
    private final ColorScheme colors;

    Look(String locale, int width, int height, ColorScheme colors) {
      this.locale = locale;
      this.width = width;
      this.height = height;
      this.colors = colors;
    }

    private Browser.NewContextOptions options() {
      return new Browser.NewContextOptions()
          .setLocale(locale)
          .setTimezoneId("Europe/Berlin")
          .setViewportSize(width, height)
          .setColorScheme(colors)
          .setReducedMotion(ReducedMotion.REDUCE);
    }
  }

  private final URI door;
  private final BrowserContext context;
  private final Page page;
  private final List<String> complaints = new ArrayList<>();

  private Desk(URI door, BrowserContext context) {
    this.door = door;
    this.context = context;
    this.page = context.newPage();
    page.onPageError(complaints::add);
    page.onConsoleMessage(message -> {
      // The browser itself reports every answer of 400 and above; the tests provoke some.
      if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
        complaints.add(message.text());
      }
    });
    page.onRequest(request -> {
      String host = URI.create(request.url().split("[?#]", 2)[0]).getHost();
      if (host != null && !host.equals(door.getHost())) {
        complaints.add("asked another host: " + request.url());
      }
    });
  }

  private static String axe() {
    try (InputStream in = Desk.class.getResourceAsStream("/axe.min.js")) {
      return new String(
          Objects.requireNonNull(in, "axe.min.js").readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Desk open(Browser browser, URI door, Look look) {
    return new Desk(door, browser.newContext(look.options()));
  }

  /// A window of somebody who signed in elsewhere, see [#session()].
  static Desk open(Browser browser, URI door, Look look, String session) {
    return new Desk(door, browser.newContext(look.options().setStorageState(session)));
  }

  /// What this browser remembers, the session included.
  String session() {
    return context.storageState();
  }

  Desk go(String route) {
    page.navigate(door.resolve("/console/") + "#/" + route);
    return this;
  }

  /// Another page of the same window, without loading the console anew.
  Desk show(String route) {
    page.evaluate(
        """
        async (hash) => {
          const shown = () => document.querySelector("#main > *");
          const before = shown()?.route;
          if (location.hash !== hash) {
            location.hash = hash;
            while (!shown() || shown().route === before) {
              await new Promise(requestAnimationFrame);
            }
            await shown().updateComplete;
          }
        }
        """,
        "#/" + route);
    return this;
  }

  /// The same window in another look, as if its owner had changed their mind.
  Desk look(Look look) {
    page.setViewportSize(look.width, look.height);
    page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(look.colors));
    page.evaluate(
        "async (code) => (await import('/console/settings.js')).setLanguage(code)",
        look.locale.substring(0, 2));
    return this;
  }

  Desk signIn(String email) {
    page.locator("input[name=email]").fill(email);
    page.locator("input[name=password]").fill(Agency.PASSWORD);
    page.keyboard().press("Enter");
    assertThat(page.locator("nav.nav")).isVisible();
    return this;
  }

  Page page() {
    return page;
  }

  Locator button(String name) {
    return page.getByRole(
        AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name).setExact(true));
  }

  Locator heading(String name) {
    return page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName(name));
  }

  Locator field(String name) {
    return page.locator("[name=" + name + "]");
  }

  /// Waits until nothing is being loaded.
  Desk settled() {
    assertThat(page.locator("#main h1")).isVisible();
    assertThat(page.locator(".skeleton")).hasCount(0);
    return this;
  }

  /// Serious and critical findings of axe, in the page as it is now. It is loaded once a page,
  /// where the builder would load it, and open another page, for every look.
  List<String> barriers() {
    if (!(boolean) page.evaluate("'axe' in window")) {
      page.evaluate(AXE);
    }
    Object found = page.evaluate(FINDINGS, List.of(List.copyOf(RULES), List.copyOf(BAD)));
    return ((List<?>) found).stream().map(String::valueOf).toList();
  }

  /// Whether something sticks out at the side.
  boolean overflows() {
    return (boolean) page.evaluate("document.documentElement.scrollWidth > innerWidth");
  }

  /// What the page complained about since the last question.
  List<String> complaints() {
    List<String> said = List.copyOf(complaints);
    complaints.clear();
    return said;
  }

  @Override
  public void close() {
    context.close();
  }
}
