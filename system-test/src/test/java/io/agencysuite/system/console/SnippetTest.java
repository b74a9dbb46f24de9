package io.agencysuite.system.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agencysuite.rest.Json;
import io.agencysuite.system.Agency;
import io.agencysuite.system.Suite;
import io.agencysuite.system.SuiteExtension;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/// A shop of another origin that carries the snippet, in a real browser.
@ExtendWith({BrowserExtension.class, SuiteExtension.class})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SnippetTest {

  private static final String CLIENT = "brauhaus";
  private static final String ROOT = "/v1/clients/" + CLIENT;
  private static final Pattern VISITOR = Pattern.compile("agency_visitor=([0-9a-f]{32})");
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Browser browser;
  private final Agency agency;
  private final HttpServer shop;
  private final String origin;
  private final String page;
  private final Queue<String> forms = new ConcurrentLinkedQueue<>();

  SnippetTest(Browser browser, Suite suite) throws IOException {
    this.browser = browser;
    this.agency = Agency.create(suite, "snippet");
    agency.client(CLIENT);
    agency.channel(CLIENT, "instagram", "instagram");
    this.shop = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    this.origin = "http://localhost:" + shop.getAddress().getPort();
    JsonNode site =
        agency
            .owner()
            .post(ROOT + "/sites", Json.object("displayName", "Shop", "origins", List.of(origin)))
            .json();
    this.page =
        "<!doctype html><title>Shop</title>"
            + Json.text(site, "snippet")
            + "<form method=post action=/order><button>Order</button></form>";
    shop.createContext("/", this::answer);
    shop.start();
  }

  @AfterAll
  void close() {
    shop.stop(0);
  }

  @Test
  void countsADayAnonymouslyUntilThereIsConsentAndThenTheWayToTheOrder() {
    try (BrowserContext context = context()) {
      Page visitor = context.newPage();
      visitor.navigate(origin + "/?utm_source=instagram");
      visitor.waitForFunction("() => 'agency' in window");
      visitor.locator("button").click();
      visitor.waitForURL(origin + "/order");
      visitor.navigate("about:blank");

      JsonNode anonymous = awaited("visits", 1).path("totals");
      assertThat(Json.number(anonymous, "consentedVisits")).isZero();
      assertThat(Json.number(anonymous, "anonymousDailyVisitors")).isEqualTo(1);
      assertThat(forms.remove()).doesNotContain("agency_visitor");
      assertThat(context.cookies()).isEmpty();
    }
    try (BrowserContext context = context()) {
      Page visitor = context.newPage();
      visitor.navigate(origin + "/?utm_source=instagram&utm_campaign=bock");
      visitor.waitForFunction("() => 'agency' in window");
      visitor.waitForResponse("**/t", () -> visitor.evaluate("agency('consent', true)"));
      assertThat(visitor.evaluate("agency()")).isEqualTo(cookie(context));
      visitor.locator("button").click();
      visitor.waitForURL(origin + "/order");

      String form = forms.remove();
      Matcher id = VISITOR.matcher(form);
      assertThat(id.find()).as(form).isTrue();
      assertThat(id.group(1)).isEqualTo(cookie(context));
      order(id.group(1));
    }

    awaited("formSubmits", 2);
    JsonNode report = awaited("orders", 1);
    assertThat(Json.number(report.path("totals"), "visits")).isEqualTo(2);
    assertThat(Json.number(report.path("totals"), "uniqueVisitors")).isEqualTo(1);
    assertThat(report.path("rows")).as("pages without a channel, and two ways").hasSize(3);
    JsonNode bock = report.path("rows").path(2);
    assertThat(Json.text(bock, "campaign")).isEqualTo("bock");
    assertThat(Json.number(bock.path("figures"), "consentedVisits")).isEqualTo(1);
    assertThat(Json.number(bock.path("figures"), "orders")).isEqualTo(1);
    assertThat(Json.minorUnits(bock.path("figures"), "revenue")).isEqualTo(4_900);
  }

  private BrowserContext context() {
    return browser.newContext();
  }

  private static String cookie(BrowserContext context) {
    return context.cookies().stream()
        .filter(cookie -> cookie.name.equals("agency_visitor"))
        .map(cookie -> cookie.value)
        .findFirst()
        .orElse("none");
  }

  private void order(String visitor) {
    agency
        .owner()
        .post(
            ROOT + "/orders",
            Json.object("externalId", "1", "total", Json.money(4_900, "EUR"), "visitorId", visitor))
        .require();
  }

  /// What the browser sends arrives when it arrives, and orders travel from service to service.
  private JsonNode awaited(String figure, long count) {
    String today = LocalDate.now(ZoneId.of("Europe/Berlin")).toString();
    long end = System.nanoTime() + PATIENCE.toNanos();
    JsonNode report;
    do {
      report =
          agency
              .owner()
              .post(
                  ROOT + "/reports:query",
                  Json.object(
                      "fromDate",
                      LocalDate.parse(today).minusDays(1).toString(),
                      "toDate",
                      today,
                      "groupBy",
                      List.of("CHANNEL", "CAMPAIGN"),
                      "waitForApplied",
                      true))
              .json();
    } while (Json.number(report.path("totals"), figure) < count && System.nanoTime() < end);
    assertThat(Json.number(report.path("totals"), figure)).as(figure).isEqualTo(count);
    return report;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      if (exchange.getRequestMethod().equals("POST")) {
        forms.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
      }
      byte[] body =
          exchange.getRequestURI().getPath().equals("/favicon.ico")
              ? new byte[0]
              : page.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
      exchange.sendResponseHeaders(200, body.length == 0 ? -1 : body.length);
      exchange.getResponseBody().write(body);
    }
  }
}
