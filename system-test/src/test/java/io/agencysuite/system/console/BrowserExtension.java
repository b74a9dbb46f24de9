package io.agencysuite.system.console;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import io.agencysuite.system.Rooms;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/// Hands tests one Chromium for the whole run: `-Dchromium=PATH`, or the first on the path. Without
/// it, or without a suite to look at, the tests are skipped and say so.
public final class BrowserExtension implements ExecutionCondition, ParameterResolver {

  private static final ExtensionContext.Namespace NAMESPACE =
      ExtensionContext.Namespace.create(BrowserExtension.class);
  private static final double PATIENCE_MILLIS = 20_000;
  private static final List<String> NAMES =
      List.of("chromium", "chromium-browser", "google-chrome", "chrome");
  private static final List<String> ROOMS =
      List.of("crm-service", "planning-service", "metrics-service", "gateway");
  private static final List<String> ARGUMENTS =
      List.of(
          "--no-sandbox",
          "--disable-gpu",
          "--disable-quic",
          "--no-first-run",
          "--disable-background-networking",
          "--disable-component-update",
          "--disable-sync",
          // What a page sends while it is left says what the browser is, not what its context says;
          // the website snippet counts no robots.
          "--user-agent=Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) "
              + "Chrome/141.0.0.0 Safari/537.36");

  /// What the store closes at the end of the run.
  private record Shared(Playwright playwright, Browser browser) implements AutoCloseable {
    @Override
    public void close() {
      browser.close();
      playwright.close();
    }
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    if (context.getTestMethod().isPresent()) {
      return ConditionEvaluationResult.enabled("decided for the class");
    }
    String missing = missing();
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("everything is there");
    }
    System.out.printf("SKIPPED %s: %s%n", context.getDisplayName(), missing);
    return ConditionEvaluationResult.disabled(missing);
  }

  private static String missing() {
    if (chromium().isEmpty()) {
      return "no browser (expected: -Dchromium=PATH, or chromium on the path)";
    }
    if (System.getProperty("agency.url") != null) {
      return "";
    }
    List<String> unbuilt = ROOMS.stream().filter(room -> Rooms.jar(room).isEmpty()).toList();
    return unbuilt.isEmpty() ? "" : "not built: " + unbuilt + " (expected: -Dagency.url or jars)";
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Browser.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .computeIfAbsent("browser", _ -> launch(), Shared.class)
        .browser();
  }

  private static Shared launch() {
    PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
    Playwright playwright =
        Playwright.create(
            new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
    Browser browser =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(chromium().orElseThrow())
                    .setArgs(ARGUMENTS));
    return new Shared(playwright, browser);
  }

  private static Optional<Path> chromium() {
    String given = System.getProperty("chromium");
    if (given != null) {
      return Optional.of(Path.of(given));
    }
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.of(path.split(File.pathSeparator, -1))
        .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
