package io.agencysuite.proof;

import io.agencysuite.rest.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/// Says where leads and orders came from, by the rule as the API states it: the last touch with a
/// known channel within 90 days, else what the record itself says.
final class Origins {

  private static final Duration WINDOW = Duration.ofDays(90);

  /// A visit of somebody with consent.
  private record Visit(Instant time, Place place) {}

  private final Export export;
  private final Map<String, List<Visit>> journeys = new HashMap<>();
  private int ties;

  Origins(Export export) {
    this.export = export;
    for (JsonNode event : export.events()) {
      if (Json.text(event, "type").equals("VISIT") && isConsented(event)) {
        Instant time = Instant.parse(Json.text(event, "occurTime"));
        journeys
            .computeIfAbsent(Json.text(event, "visitorId"), _ -> new ArrayList<>())
            .add(new Visit(time, said(event, export.day(time))));
      }
    }
  }

  static boolean isConsented(JsonNode event) {
    return Json.text(event, "consent").equals("GRANTED")
        && !Json.text(event, "visitorId").isEmpty();
  }

  /// Touches of the very same moment that say different things; either answer is right then.
  int ties() {
    return ties;
  }

  Place ofLead(JsonNode lead) {
    Instant time = Instant.parse(Json.text(lead, "captureTime"));
    return touch(lead, time).orElseGet(() -> said(lead.path("origin"), export.day(time)));
  }

  /// By its own visitor, else its lead's visitor, else what the order says, else what its lead
  /// says.
  Place ofOrder(JsonNode order) {
    Instant time = Instant.parse(Json.text(order, "orderTime"));
    JsonNode lead = export.leads().get(Json.text(order, "lead"));
    Optional<Place> touched = touch(order, time);
    if (touched.isEmpty() && lead != null) {
      touched = touch(lead, time);
    }
    if (touched.isPresent()) {
      return touched.get().on(export.day(time));
    }
    Place own = said(order.path("origin"), export.day(time));
    return own.known() || lead == null ? own : said(lead.path("origin"), export.day(time));
  }

  private Optional<Place> touch(JsonNode conversion, Instant time) {
    List<Visit> journey = journeys.getOrDefault(Json.text(conversion, "visitorId"), List.of());
    List<Visit> before =
        journey.stream()
            .filter(visit -> visit.place().known())
            .filter(visit -> !visit.time().isAfter(time))
            .filter(visit -> !visit.time().isBefore(time.minus(WINDOW)))
            .sorted(Comparator.comparing(Visit::time).reversed())
            .toList();
    if (before.isEmpty()) {
      return Optional.empty();
    }
    Visit last = before.getFirst();
    boolean tied =
        before.stream()
            .anyMatch(other ->
                other.time().equals(last.time())
                    && !other
                        .place()
                        .on(export.day(time))
                        .equals(last.place().on(export.day(time))));
    ties += tied ? 1 : 0;
    return Optional.of(last.place().on(export.day(time)));
  }

  /// What a record says about its origin, completed by its tracking link and its UTM source.
  private Place said(JsonNode origin, LocalDate day) {
    String code = Json.text(origin, "linkCode");
    String id = code.substring(code.lastIndexOf('.') + 1);
    JsonNode link =
        export.links().getOrDefault("clients/" + export.client() + "/links/" + id, Json.object());
    return new Place(
        day,
        first(
            Json.text(origin, "channel"),
            Json.text(link, "channel"),
            Json.text(origin, "utmSource").toLowerCase(Locale.ROOT)),
        first(Json.text(origin, "campaign"), Json.text(link, "campaign"), ""),
        first(Json.text(origin, "post"), Json.text(link, "post"), ""));
  }

  private static String first(String one, String two, String three) {
    return !one.isEmpty() ? one : !two.isEmpty() ? two : three;
  }
}
