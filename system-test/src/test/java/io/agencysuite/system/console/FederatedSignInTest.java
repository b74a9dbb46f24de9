package io.agencysuite.system.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.SameSiteAttribute;
import io.agencysuite.system.Agency;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import io.agencysuite.system.SuiteProcess;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// The way to an issuer of another site and back, with what a real browser does to cookies and
/// redirects on it.
@ExtendWith({BrowserExtension.class, SuiteExtension.class})
class FederatedSignInTest {

  private static final String NAME = "Haus-Login";

  @Test
  void comesBackSignedIn(Browser browser, Suite suite, @TempDir Path folder) throws Exception {
    assumeTrue(!suite.processes().isEmpty(), "the suite at -Dagency.url gets no further gateway");
    String tenant = Agency.create(suite, "federated").tenant();
    try (SmallIssuer issuer = new SmallIssuer("owner@" + tenant + ".example");
        BrowserContext context =
            browser.newContext(new Browser.NewContextOptions().setLocale("de-DE"))) {
      SuiteProcess door =
          suite.anotherDoor(
              folder,
              "--gateway.oidc.issuer=" + issuer.issuer(),
              "--gateway.oidc.tenant=" + tenant,
              "--gateway.oidc.client-id=" + SmallIssuer.CLIENT,
              "--gateway.oidc.display-name=" + NAME);
      try {
        signIn(context, "http://127.0.0.1:" + door.port() + "/console/");
      } finally {
        door.stop();
      }
    }
  }

  private static void signIn(BrowserContext context, String console) {
    Page page = context.newPage();
    List<String> refused = new ArrayList<>();
    page.onResponse(answer -> {
      if (answer.status() >= 400) {
        refused.add(answer.status() + " " + answer.url());
      }
    });

    page.navigate(console);
    press(page, "Mit " + NAME + " anmelden");
    press(page, SmallIssuer.BUTTON);

    assertThat(page.locator("nav.nav")).isVisible();
    assertThat(page.url()).startsWith(console);
    assertThat(refused).isEmpty();
    assertThat(context.cookies())
        .filteredOn(cookie -> cookie.name.equals("agency_renewal"))
        .extracting(cookie -> cookie.sameSite)
        .containsExactly(SameSiteAttribute.STRICT);
  }

  private static void press(Page page, String name) {
    page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name)).click();
  }
}
