package io.agencysuite.demo;

import io.agencysuite.rest.Fanout;
import io.agencysuite.rest.Patience;
import io.agencysuite.rest.Rest;
import io.agencysuite.rest.SignedIn;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToIntFunction;
import tools.jackson.databind.JsonNode;

/// Loads the demo agency into a running suite. Every call can be repeated, so a broken run is
/// completed by the next one, and a run on a loaded suite changes nothing.
public final class DemoLoader {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final LoaderSettings settings;
  private final Progress progress;
  private final PrintStream out;

  DemoLoader(LoaderSettings settings, PrintStream out) {
    this.settings = settings;
    this.out = out;
    this.progress = new Progress(out);
  }

  public static void main(String[] args) {
    try {
      new DemoLoader(LoaderSettings.parse(args), System.out).run();
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(LoaderSettings.USAGE);
      System.exit(2);
    }
  }

  /// Loads the demo agency and signs its owner in.
  ///
  /// @param folder keeps the password
  public static Rest load(URI url, Path operatorTokenFile, Path folder) {
    LoaderSettings settings =
        LoaderSettings.parse(
            new String[] {
              "--url", url.toString(),
              "--operator-token-file", operatorTokenFile.toString(),
              "--password-file", folder.resolve("demo.password").toString()
            });
    new DemoLoader(settings, System.out).run();
    Rest anonymous = Rest.at(url).patiently(new Patience(PATIENCE));
    return user(anonymous, Story.told(), 0, settings.password());
  }

  /// Loads what is missing and prints the login.
  void run() {
    Story story = Story.told();
    String password = settings.password();
    Rest anonymous = Rest.at(settings.url()).patiently(new Patience(PATIENCE));
    Rest owner = user(anonymous, story, 0, password);
    boolean known = Known.agency(owner);
    LocalDate calendar = LoaderSettings.calendarToday();
    LocalDate today =
        settings.todayOr(known ? Known.today(owner, story).orElse(calendar) : calendar);
    DemoAgency agency = DemoAgency.generate(settings.seed(), today, settings.people());
    if (known && !settings.resend() && loaded(owner, agency)) {
      out.println("The demo agency is loaded already: nothing was sent, nothing changed.");
    } else {
      load(agency, anonymous, owner, known, password);
    }
    out.printf("Login: %s  Password: %s%n", story.team().getFirst().email(), password);
  }

  private static Rest user(Rest anonymous, Story story, int member, String password) {
    return SignedIn.user(anonymous, story.team().get(member).email(), password);
  }

  private static boolean loaded(Rest owner, DemoAgency agency) {
    return Known.today(owner, agency.story()).isPresent()
        && agency.clients().stream()
            .allMatch(client ->
                owner.get("/v1/clients/" + client.story().id()).succeeded()
                    && Sums.reported(owner, agency, client).covers(Sums.expected(client)));
  }

  private void load(DemoAgency agency, Rest anonymous, Rest owner, boolean known, String password) {
    AgencyLoad load = new AgencyLoad(agency);
    if (!known) {
      progress.step(
          "agency",
          () -> {
            load.tenant(anonymous.as(settings::operatorAuthorization), password);
            return 1;
          });
    }
    progress.step("team", () -> load.users(owner, password));
    Callers callers =
        new Callers(
            owner,
            user(anonymous, agency.story(), 1, password),
            user(anonymous, agency.story(), 2, password),
            user(anonymous, agency.story(), 4, password),
            new Fanout(settings.width()));
    progress.step("clients", () -> load.clients(callers));
    progress.step("channels", () -> load.channels(callers));
    Sums before = known ? reported(owner, agency) : null;
    happenings(agency, callers);
    Sums after = settle(owner, agency);
    // Reports copy their figures, so they come when everything is counted.
    each("reports", agency, i -> new ReportLoad(agency, owner).report(client(agency, i)));
    out.println("Report and generator agree: " + after);
    if (after.equals(before)) {
      out.println("Everything was there already: nothing changed.");
    }
  }

  private void happenings(DemoAgency agency, Callers callers) {
    PostLoad posts = new PostLoad(agency, callers);
    SalesLoad sales = new SalesLoad(agency, callers);
    EffortLoad effort = new EffortLoad(agency, callers.owner());
    AdLoad ads = new AdLoad(callers.owner());
    LinkLoad links = new LinkLoad(agency, callers);
    TrafficLoad traffic = new TrafficLoad(callers.owner(), callers.fanout());
    List<List<JsonNode>> stored = new ArrayList<>();
    List<List<JsonNode>> leads = new ArrayList<>();
    List<List<JsonNode>> campaigns = new ArrayList<>();
    each("posts", agency, i -> count(stored, posts.load(client(agency, i))));
    each("links", agency, i -> count(campaigns, links.links(client(agency, i).story())));
    each("websites", agency, i -> links.site(client(agency, i).story()));
    each("events", agency, i -> traffic.load(client(agency, i), stored.get(i), campaigns.get(i)));
    each("leads", agency, i -> count(leads, sales.leads(client(agency, i), stored.get(i))));
    each("people", agency, i -> sales.people(client(agency, i)));
    each("orders", agency, i -> sales.orders(client(agency, i), stored.get(i), leads.get(i)));
    each("hours", agency, i -> effort.hours(client(agency, i), stored.get(i)));
    each("rates", agency, i -> ads.rates(client(agency, i)));
    each("costs", agency, i -> ads.costs(client(agency, i)));
    each("insights", agency, i -> ads.insights(client(agency, i)));
  }

  private void each(String what, DemoAgency agency, ToIntFunction<Integer> client) {
    progress.step(
        what,
        () -> {
          int sum = 0;
          for (int i = 0; i < agency.clients().size(); i++) {
            sum += client.applyAsInt(i);
          }
          return sum;
        });
  }

  private static DemoClient client(DemoAgency agency, int index) {
    return agency.clients().get(index);
  }

  private static int count(List<List<JsonNode>> all, List<JsonNode> stored) {
    all.add(stored);
    return stored.size();
  }

  private static Sums reported(Rest owner, DemoAgency agency) {
    return agency.clients().stream()
        .map(client -> Sums.reported(owner, agency, client))
        .reduce(Sums::plus)
        .orElseThrow();
  }

  /// Waits until the reports show what was sent: states travel from service to service.
  private Sums settle(Rest owner, DemoAgency agency) {
    Sums expected = agency.clients().stream().map(Sums::expected).reduce(Sums::plus).orElseThrow();
    long end = System.nanoTime() + PATIENCE.toNanos();
    Sums reported = reported(owner, agency);
    while (!reported.covers(expected) && System.nanoTime() < end) {
      Progress.pause(Duration.ofMillis(250));
      reported = reported(owner, agency);
    }
    if (!reported.covers(expected)) {
      throw new IllegalStateException(
          "the reports show %s%n(expected: %s)".formatted(reported, expected));
    }
    return reported;
  }
}
