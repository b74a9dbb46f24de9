package io.agencysuite.proof;

import io.agencysuite.rest.Fanout;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The main job on real input: 12,330 sessions of a real web shop go through REST as visits and
/// orders of one client, with the file's traffic type as channel; the channel report has to equal
/// the file's own counts exactly, also after everything was sent again.
public final class Shoppers {

  static final String USAGE =
      """
      usage: proof shoppers FILE [--client ID] [--url URL --email EMAIL --password-file FILE]
      FILE is `online_shoppers.csv`. Without --url a suite of its own is started for the proof.\
      """;

  private static final int BATCH_EVENTS = 2500;
  private static final int BATCH_ORDERS = 500;
  private static final long ORDER_CENTS = 10_000;

  private final Rest owner;
  private final String client;
  private final Fanout fanout = new Fanout(4);

  public Shoppers(Rest owner, String client) {
    this.owner = owner;
    this.client = client;
  }

  /// Counts of one channel.
  public record Counts(long visits, long orders, long revenueCents) {
    Counts plus(Counts other) {
      return new Counts(
          visits + other.visits, orders + other.orders, revenueCents + other.revenueCents);
    }
  }

  public static void main(String[] args) {
    Arguments arguments;
    try {
      List<String> options = new ArrayList<>(Stage.OPTIONS);
      options.add("client");
      arguments = Arguments.parse(args, options);
      if (arguments.words().size() != 1) {
        throw new IllegalArgumentException("FILE: absent (expected: the path of the CSV file)");
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
      System.exit(2);
      return;
    }
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    boolean equal;
    try (Stage stage = Stage.open(arguments, "shoppers")) {
      Path file = Path.of(arguments.words().getFirst());
      equal =
          new Shoppers(stage.owner(), arguments.option("client", "shop"))
              .prove(file, Evidence.kept(kept));
    }
    Evidence.write(
        Evidence.page("shoppers"),
        "A year of a real web shop: the report equals the file",
        "./agency proof shoppers ../shared/data/events/online_shoppers.csv",
        "the four processes, loopback",
        kept.toString(StandardCharsets.UTF_8),
        "`visits` and `orders` are the file's own counts, `report` beside each what it says.");
    System.exit(equal ? 0 : 1);
  }

  boolean prove(Path file, PrintStream out) {
    List<ShopSession> sessions = ShopSession.read(file);
    Map<String, Counts> truth = truth(sessions);
    createClient(truth.keySet());
    long start = System.nanoTime();
    send(sessions);
    boolean first = compare(truth, report(total(truth)), out);
    out.printf("sent and reported in %.1f s; now everything again%n", seconds(start));
    start = System.nanoTime();
    send(sessions);
    boolean second = compare(truth, report(total(truth)), out);
    out.printf("again in %.1f s%n", seconds(start));
    out.println(first && second ? "The report equals the file, twice." : "THE REPORT DIFFERS.");
    return first && second;
  }

  private static double seconds(long startNanos) {
    return (System.nanoTime() - startNanos) / 1e9;
  }

  /// What the file itself says, by channel.
  public static Map<String, Counts> truth(List<ShopSession> sessions) {
    Map<String, Counts> truth = new TreeMap<>();
    for (ShopSession session : sessions) {
      long orders = session.ordered() ? 1 : 0;
      truth.merge(session.channel(), new Counts(1, orders, orders * ORDER_CENTS), Counts::plus);
    }
    return truth;
  }

  void createClient(Iterable<String> channels) {
    owner
        .post(
            "/v1/clients?clientId=" + client + "&requestId=shoppers-" + client,
            Json.object(
                "displayName", "Online shop",
                "timeZone", ShopSession.ZONE.getId(),
                "currencyCode", "EUR"))
        .require();
    for (String channel : channels) {
      owner
          .post(
              "/v1/clients/%s/channels?channelId=%s&requestId=shoppers-%s-%s"
                  .formatted(client, channel, client, channel),
              Json.object("channelType", "channelTypes/other", "displayName", channel))
          .require();
    }
  }

  void send(List<ShopSession> sessions) {
    fanout.map(
        batches(sessions, BATCH_EVENTS),
        batch -> accepted(post("/events:ingest", "events", batch, Shoppers::visit), batch.size()));
    List<ShopSession> ordered = sessions.stream().filter(ShopSession::ordered).toList();
    fanout.map(
        batches(ordered, BATCH_ORDERS),
        batch -> stored(post("/orders:batchCreate", "orders", batch, Shoppers::order)));
  }

  private JsonNode post(
      String path, String field, List<ShopSession> batch, Function<ShopSession, ObjectNode> body) {
    return owner
        .post("/v1/clients/" + client + path, Json.object(field, batch.stream().map(body).toList()))
        .json();
  }

  private static JsonNode accepted(JsonNode answer, int expected) {
    if (answer.path("acceptedCount").asInt(0) != expected) {
      throw new IllegalStateException("not every visit was accepted: " + answer);
    }
    return answer;
  }

  private static JsonNode stored(JsonNode answer) {
    for (JsonNode result : answer.path("results")) {
      if (!result.has("order")) {
        throw new IllegalStateException("an order was refused: " + result);
      }
    }
    return answer;
  }

  private static ObjectNode visit(ShopSession session) {
    return Json.object(
        "eventId",
        "session-" + session.row(),
        "occurTime",
        session.time().toString(),
        "type",
        "VISIT",
        "visitorId",
        "visitor-" + session.row(),
        "consent",
        "DENIED",
        "channel",
        session.channel());
  }

  private static ObjectNode order(ShopSession session) {
    return Json.object(
        "externalId", "session-" + session.row(),
        "orderTime", session.time().toString(),
        "total", Json.money(ORDER_CENTS, "EUR"),
        "origin", Json.object("channel", session.channel()));
  }

  /// What the report says by channel, as soon as it shows this many visits and orders.
  Map<String, Counts> report(Counts total) {
    JsonNode answer =
        Reports.settled(
            owner,
            client,
            Json.object(
                "fromDate", "2025-01-01", "toDate", "2025-12-31", "groupBy", List.of("CHANNEL")),
            totals ->
                Json.number(totals, "visits") >= total.visits()
                    && Json.number(totals, "orders") >= total.orders());
    Map<String, Counts> report = new TreeMap<>();
    for (JsonNode row : answer.path("rows")) {
      JsonNode figures = row.path("figures");
      report.put(
          Json.text(row, "channel"),
          new Counts(
              Json.number(figures, "visits"),
              Json.number(figures, "orders"),
              Json.minorUnits(figures, "netRevenue")));
    }
    return report;
  }

  static Counts total(Map<String, Counts> counts) {
    return counts.values().stream().reduce(new Counts(0, 0, 0), Counts::plus);
  }

  private static boolean compare(
      Map<String, Counts> truth, Map<String, Counts> report, PrintStream out) {
    out.printf(
        "%-12s %8s %8s %8s %8s %12s%n", "channel", "visits", "report", "orders", "report", "EUR");
    Map<String, Counts> all = new TreeMap<>(truth);
    report.forEach((channel, _) -> all.putIfAbsent(channel, new Counts(0, 0, 0)));
    boolean equal = true;
    for (Map.Entry<String, Counts> entry : all.entrySet()) {
      Counts shown = report.getOrDefault(entry.getKey(), new Counts(0, 0, 0));
      boolean same = shown.equals(entry.getValue());
      line(entry.getKey(), entry.getValue(), shown, same, out);
      equal &= same;
    }
    line("all", total(truth), total(report), total(truth).equals(total(report)), out);
    return equal;
  }

  private static void line(String name, Counts truth, Counts shown, boolean same, PrintStream out) {
    out.printf(
        "%-12s %8d %8d %8d %8d %12s %s%n",
        name,
        truth.visits(),
        shown.visits(),
        truth.orders(),
        shown.orders(),
        Reports.euros(shown.revenueCents()),
        same ? "" : "DIFFERS");
  }

  private static <T> List<List<T>> batches(List<T> items, int size) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < items.size(); from += size) {
      batches.add(items.subList(from, Math.min(from + size, items.size())));
    }
    return batches;
  }
}
