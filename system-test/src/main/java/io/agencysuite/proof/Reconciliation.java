package io.agencysuite.proof;

import io.agencysuite.proof.Ledger.Acknowledged;
import io.agencysuite.proof.Ledger.Kind;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Compares the ledger with what REST answers afterwards: an acknowledged thing that is not there
/// is lost; a thing that is there twice, or that nobody sent, is doubled.
final class Reconciliation {

  private static final String PARENT = "/v1/clients/" + LoopDriver.CLIENT;
  private static final int RAW_PAGE = 5000;

  private final Rest owner;
  private final Ledger ledger;
  private final Map<Kind, Line> lines = new EnumMap<>(Kind.class);
  private final List<String> mistakes = new ArrayList<>();

  Reconciliation(Rest owner, Ledger ledger) {
    this.owner = owner;
    this.ledger = ledger;
  }

  /// @param found how many are there
  /// @param unknown how many of those without an answer are there
  record Line(long acknowledged, long tries, long found, long lost, long doubled, long unknown) {}

  Map<Kind, Line> lines() {
    return lines;
  }

  List<String> mistakes() {
    return mistakes;
  }

  boolean clean() {
    return mistakes.isEmpty()
        && lines.values().stream().allMatch(line -> line.lost() == 0 && line.doubled() == 0);
  }

  void run() {
    List<JsonNode> people = owner.list(PARENT + "/people", "people");
    List<JsonNode> orders = owner.list(PARENT + "/orders", "orders");
    compare(Kind.LEAD, owner.list(PARENT + "/leads", "leads"), byText("externalId"), _ -> 0L);
    compare(Kind.PERSON, people, Reconciliation::personId, _ -> 0L);
    compare(Kind.ORDER, orders, byText("externalId"), order -> Json.minorUnits(order, "total"));
    compare(
        Kind.REFUND, refunds(orders), byText("order"), refund -> Json.minorUnits(refund, "amount"));
    compare(Kind.POST, published(), post -> idOf(Json.text(post, "title")), _ -> 0L);
    compare(
        Kind.HOURS,
        owner.list(PARENT + "/timeEntries", "timeEntries"),
        entry -> hoursId(Json.text(entry, "name")),
        entry -> entry.path("minutes").asLong());
    compare(
        Kind.COST,
        owner.list(PARENT + "/costs", "costs"),
        byText("externalId"),
        cost -> Json.minorUnits(cost, "amount"));
    compare(Kind.VISIT, visits(), byText("eventId"), _ -> 0L);
    report();
  }

  private static Function<JsonNode, String> byText(String field) {
    return thing -> Json.text(thing, field);
  }

  private static String personId(JsonNode person) {
    String address = Json.text(person.path("emails").path(0), "address");
    return address.substring(0, Math.max(0, address.indexOf('@')));
  }

  private static String idOf(String title) {
    return "n" + title.substring("Post ".length());
  }

  /// Time entries carry nothing of ours; those that were acknowledged are known by their name.
  private String hoursId(String name) {
    for (Map.Entry<String, Acknowledged> entry : ledger.of(Kind.HOURS).entrySet()) {
      if (entry.getValue().name().equals(name)) {
        return entry.getKey();
      }
    }
    return name;
  }

  private static List<JsonNode> refunds(List<JsonNode> orders) {
    List<JsonNode> refunds = new ArrayList<>();
    for (JsonNode order : orders) {
      for (JsonNode refund : order.path("refunds")) {
        refunds.add(
            Json.object("order", Json.text(order, "externalId"), "amount", refund.path("amount")));
      }
    }
    return refunds;
  }

  private List<JsonNode> published() {
    return owner.list(PARENT + "/posts", "posts").stream()
        .filter(post -> Json.text(post, "state").equals("PUBLISHED"))
        .toList();
  }

  private List<JsonNode> visits() {
    return owner.list(PARENT + "/rawRecords", "records", RAW_PAGE).stream()
        .map(record -> record.path("event"))
        .filter(event -> Json.text(event, "type").equals("VISIT"))
        .toList();
  }

  private void compare(
      Kind kind,
      List<JsonNode> things,
      Function<JsonNode, String> id,
      Function<JsonNode, Long> amount) {
    Map<String, Integer> found = new HashMap<>();
    Map<String, Acknowledged> acknowledged = ledger.of(kind);
    for (JsonNode thing : things) {
      String key = id.apply(thing);
      found.merge(key, 1, Integer::sum);
      Acknowledged expected = acknowledged.get(key);
      if (expected != null && expected.amount() != amount.apply(thing)) {
        mistakes.add(
            kind
                + " "
                + key
                + ": "
                + amount.apply(thing)
                + " (expected: "
                + expected.amount()
                + ")");
      }
    }
    long lost = acknowledged.keySet().stream().filter(key -> !found.containsKey(key)).count();
    long unknown = found.keySet().stream().filter(ledger.unknownOf(kind)::contains).count();
    long doubled =
        found.values().stream().filter(count -> count > 1).count() + unsent(kind, found, unknown);
    lines.put(
        kind,
        new Line(acknowledged.size(), ledger.doubts(kind), things.size(), lost, doubled, unknown));
  }

  /// Things that are there although nobody was told so, beyond those whose outcome is unknown.
  private long unsent(Kind kind, Map<String, Integer> found, long unknown) {
    long surplus =
        found.keySet().stream().filter(key -> !ledger.of(kind).containsKey(key)).count() - unknown;
    boolean nameless = kind == Kind.HOURS;
    return Math.max(0, nameless ? surplus - ledger.unknownOf(kind).size() : surplus);
  }

  private void report() {
    JsonNode totals =
        Reports.settled(
                owner,
                LoopDriver.CLIENT,
                Json.object(
                    "fromDate", LoopDriver.DAY.minusDays(1).toString(), "toDate", "2027-12-31"),
                this::complete)
            .path("totals");
    figure("visits", Json.number(totals, "visits"), found(Kind.VISIT));
    figure("leads", Json.number(totals, "leads"), found(Kind.LEAD));
    figure("orders", Json.number(totals, "orders"), found(Kind.ORDER));
    figure("posts", Json.number(totals, "posts"), found(Kind.POST));
    if (ledger.unknownOf(Kind.ORDER).isEmpty()) {
      figure("revenue", Json.minorUnits(totals, "revenue"), ledger.amount(Kind.ORDER));
    }
    if (ledger.unknownOf(Kind.REFUND).isEmpty()) {
      figure("refunds", Json.minorUnits(totals, "refunds"), ledger.amount(Kind.REFUND));
    }
    if (ledger.unknownOf(Kind.HOURS).isEmpty()) {
      figure("minutes", Json.number(totals, "minutes"), ledger.amount(Kind.HOURS));
    }
    if (ledger.unknownOf(Kind.COST).isEmpty()) {
      figure("adCost", Json.minorUnits(totals, "adCost"), ledger.amount(Kind.COST));
    }
    clicks(Json.number(totals, "clicks"));
  }

  private boolean complete(JsonNode totals) {
    return Json.number(totals, "orders") >= found(Kind.ORDER)
        && Json.number(totals, "leads") >= found(Kind.LEAD)
        && Json.number(totals, "posts") >= found(Kind.POST)
        && Json.number(totals, "minutes") >= ledger.amount(Kind.HOURS)
        && Json.minorUnits(totals, "refunds") >= ledger.amount(Kind.REFUND);
  }

  private long found(Kind kind) {
    Line line = lines.get(kind);
    return line == null ? 0 : line.found();
  }

  private void clicks(long shown) {
    long acknowledged = ledger.of(Kind.CLICK).size();
    long unknown = ledger.unknownOf(Kind.CLICK).size();
    long lost = Math.max(0, acknowledged - shown);
    long doubled = Math.max(0, shown - acknowledged - unknown);
    lines.put(
        Kind.CLICK,
        new Line(
            acknowledged,
            ledger.doubts(Kind.CLICK),
            shown,
            lost,
            doubled,
            Math.max(0, shown - acknowledged)));
  }

  private void figure(String name, long shown, long expected) {
    if (shown != expected) {
      mistakes.add("report " + name + ": " + shown + " (expected: " + expected + ")");
    }
  }

  void print(PrintStream out) {
    out.printf(
        "%-22s %8s %10s %8s %6s %8s %10s%n",
        "what", "acked", "unanswered", "found", "lost", "doubled", "of unknown");
    lines.forEach((kind, line) ->
        out.printf(
            "%-22s %8d %10d %8d %6d %8d %10d%n",
            kind.label(),
            line.acknowledged(),
            line.tries(),
            line.found(),
            line.lost(),
            line.doubled(),
            line.unknown()));
    mistakes.forEach(mistake -> out.println("MISTAKE " + mistake));
  }
}
