package io.agencysuite.proof;

import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/// Exports the raw records of every client by REST, computes every figure of every report anew by
/// code of its own, and compares: money and counts to the last cent, unique visitors within the
/// error that the report states.
public final class Recount {

  static final String USAGE =
      """
      usage: proof recount [--client ID] [--url URL --email EMAIL --password-file FILE]
      Without --url a suite of its own is started and loaded with the demo agency.\
      """;

  /// The stated error is the half-width of a 95 % interval; of many sketches some lie outside.
  private static final double ERRORS = 2.5;

  private static final int PAGE = 10_000;

  private final Rest caller;
  private final PrintStream out;
  private final List<String> differences = new ArrayList<>();
  private long figures;

  public Recount(Rest caller, PrintStream out) {
    this.caller = caller;
    this.out = out;
  }

  /// One way to ask for a report, and the row of a report that a place belongs to.
  private record Question(String granularity, List<String> groupBy, Function<Place, Place> row) {}

  private static final List<Question> QUESTIONS =
      List.of(
          new Question("TOTAL", List.of(), place -> new Place(LocalDate.MIN, "", "", "")),
          new Question(
              "TOTAL",
              List.of("CHANNEL"),
              place -> new Place(LocalDate.MIN, place.channel(), "", "")),
          new Question(
              "TOTAL",
              List.of("CAMPAIGN"),
              place -> new Place(LocalDate.MIN, "", place.campaign(), "")),
          new Question(
              "TOTAL", List.of("CHANNEL", "CAMPAIGN", "POST"), place -> place.on(LocalDate.MIN)),
          new Question(
              "DAY", List.of("CHANNEL"), place -> new Place(place.day(), place.channel(), "", "")),
          new Question(
              "WEEK",
              List.of("CHANNEL"),
              place -> new Place(monday(place.day()), place.channel(), "", "")),
          new Question(
              "MONTH",
              List.of("POST"),
              place -> new Place(place.day().withDayOfMonth(1), "", "", place.post())));

  public static void main(String[] args) {
    Arguments arguments;
    try {
      List<String> options = new ArrayList<>(Stage.OPTIONS);
      options.add("client");
      arguments = Arguments.parse(args, options);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage() + "\n" + USAGE);
      System.exit(2);
      return;
    }
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    boolean equal;
    try (Stage stage = Stage.demo(arguments)) {
      equal = new Recount(stage.owner(), Evidence.kept(kept)).prove(arguments.option("client", ""));
    }
    Evidence.write(
        Evidence.page("recount"),
        "Every figure of the reports, computed again from the raw records",
        "./agency proof recount",
        "the four processes, loopback",
        kept.toString(StandardCharsets.UTF_8),
        "Money and counts are compared to the last cent, unique visitors within the stated error.");
    System.exit(equal ? 0 : 1);
  }

  /// @param only id of the client to recount; empty for all
  public boolean prove(String only) {
    out.printf("%-16s %9s %9s %9s%n", "client", "records", "figures", "differ");
    for (JsonNode client : caller.list("/v1/clients?showArchived=true", "clients")) {
      if (only.isEmpty() || Json.id(Json.text(client, "name")).equals(only)) {
        client(client);
      }
    }
    if (differences.isEmpty()) {
      out.printf("%d figures recomputed, all equal%n", figures);
    } else {
      out.printf("%n%d of %d figures differ:%n", differences.size(), figures);
      differences.stream().limit(100).forEach(out::println);
    }
    return differences.isEmpty();
  }

  private void client(JsonNode client) {
    Export export = Export.of(caller, client);
    Recomputed recomputed = Recomputed.from(export);
    long before = figures;
    int differing = differences.size();
    Set<LocalDate> days = new TreeSet<>();
    recomputed.tallies().keySet().forEach(place -> days.add(place.day()));
    if (!days.isEmpty()) {
      LocalDate first = days.stream().findFirst().orElseThrow();
      LocalDate last = new ArrayList<>(days).getLast();
      for (Question question : QUESTIONS) {
        compare(export, recomputed, question, first, last);
      }
    }
    out.printf(
        "%-16s %9d %9d %9d%s%n",
        export.client(),
        export.records(),
        figures - before,
        differences.size() - differing,
        recomputed.ties() == 0 ? "" : "  (" + recomputed.ties() + " touches at the same moment)");
  }

  private void compare(
      Export export, Recomputed recomputed, Question question, LocalDate first, LocalDate last) {
    Map<Place, Tally> expected = new HashMap<>();
    recomputed
        .tallies()
        .forEach((place, tally) ->
            expected.computeIfAbsent(question.row().apply(place), _ -> new Tally()).plus(tally));
    Tally all = new Tally();
    recomputed.tallies().values().forEach(all::plus);
    String token = "";
    do {
      JsonNode page = page(export.client(), question, first, last, token);
      for (JsonNode row : page.path("rows")) {
        Place place = place(row, question, first);
        Tally tally = expected.remove(place);
        figures(
            export.client() + " " + question.granularity() + " " + place,
            row.path("figures"),
            tally == null ? new Tally() : tally);
      }
      if (token.isEmpty()) {
        figures(export.client() + " totals", page.path("totals"), all);
        otherCurrencies(export, recomputed, page);
      }
      token = Json.text(page, "nextPageToken");
    } while (!token.isEmpty());
    expected.forEach((place, tally) -> {
      if (!tally.isEmpty()) {
        differences.add(
            export.client() + " " + question.granularity() + " " + place + ": row is missing");
      }
    });
  }

  private JsonNode page(
      String client, Question question, LocalDate first, LocalDate last, String token) {
    return Reports.query(
        caller,
        client,
        Json.object(
            "fromDate",
            first.toString(),
            "toDate",
            last.toString(),
            "granularity",
            question.granularity(),
            "groupBy",
            question.groupBy().isEmpty() ? "" : question.groupBy(),
            "waitForApplied",
            true,
            "pageSize",
            PAGE,
            "pageToken",
            token));
  }

  /// The first week or month of a report begins at its first day.
  private static Place place(JsonNode row, Question question, LocalDate first) {
    LocalDate start = LocalDate.parse(Json.text(row, "startDate"));
    LocalDate day =
        switch (question.granularity()) {
          case "WEEK" -> monday(start);
          case "MONTH" -> start.withDayOfMonth(1);
          case "DAY" -> start;
          default -> LocalDate.MIN;
        };
    if (start.isBefore(first)) {
      throw new IllegalStateException(
          "a row begins at " + start + " (expected: from " + first + ")");
    }
    return new Place(
        day, Json.text(row, "channel"), Json.text(row, "campaign"), Json.text(row, "post"));
  }

  private static LocalDate monday(LocalDate day) {
    return day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
  }

  private void figures(String where, JsonNode reported, Tally expected) {
    Map<String, Long> shown = new TreeMap<>();
    JsonNode network = reported.path("network");
    for (String name : network.propertyNames()) {
      // A level, no sum.
      if (!name.equals("followers")) {
        shown.put("network." + name, Json.number(network, name));
      }
    }
    for (String name : reported.propertyNames()) {
      if (!name.equals("network")
          && !name.equals("uniqueVisitors")
          && !name.equals("anonymousDailyVisitors")
          && !name.equals("uniqueVisitorsError")) {
        long value =
            Tally.MONEY.contains(name)
                ? Json.minorUnits(reported, name)
                : Json.number(reported, name);
        shown.put(name, value);
      }
    }
    shown.values().removeIf(value -> value == 0);
    Map<String, Long> right = expected.figures();
    Set<String> names = new TreeSet<>(shown.keySet());
    names.addAll(right.keySet());
    for (String name : names) {
      figures++;
      long value = shown.getOrDefault(name, 0L);
      long truth = right.getOrDefault(name, 0L);
      if (value != truth) {
        differences.add("%s %s: report %d, recomputed %d".formatted(where, name, value, truth));
      }
    }
    double error = reported.path("uniqueVisitorsError").asDouble(0);
    estimate(
        where + " uniqueVisitors",
        Json.number(reported, "uniqueVisitors"),
        expected.visitors(),
        error);
    estimate(
        where + " anonymousDailyVisitors",
        Json.number(reported, "anonymousDailyVisitors"),
        expected.pseudonyms(),
        error);
  }

  private void estimate(String where, long shown, long truth, double error) {
    figures++;
    if (Math.abs(shown - truth) > ERRORS * error * truth) {
      differences.add(
          "%s: report %d (error %.4f), recomputed %d".formatted(where, shown, error, truth));
    }
  }

  private void otherCurrencies(Export export, Recomputed recomputed, JsonNode page) {
    Map<String, Map<String, Long>> shown = new TreeMap<>();
    for (JsonNode other : page.path("otherCurrencies")) {
      Map<String, Long> sums = new TreeMap<>();
      for (String name : other.propertyNames()) {
        if (!name.equals("currencyCode") && Json.minorUnits(other, name) != 0) {
          sums.put(name, Json.minorUnits(other, name));
        }
      }
      shown.put(Json.text(other, "currencyCode"), sums);
    }
    figures++;
    if (!shown.equals(recomputed.otherCurrencies())) {
      differences.add(
          "%s other currencies: report %s, recomputed %s"
              .formatted(export.client(), shown, recomputed.otherCurrencies()));
    }
  }
}
