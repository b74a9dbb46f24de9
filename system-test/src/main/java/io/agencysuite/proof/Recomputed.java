package io.agencysuite.proof;

import io.agencysuite.rest.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/// Every figure of a client's reports, computed from the exported records alone.
final class Recomputed {

  private static final Map<String, String> EVENT_FIGURES =
      Map.of(
          "VISIT", "visits",
          "PAGE_VIEW", "pageViews",
          "CLICK", "clicks",
          "FORM_SUBMIT", "formSubmits",
          "CUSTOM", "customEvents");
  private static final List<String> NETWORK_FIGURES =
      List.of("reach", "impressions", "likes", "comments", "shares", "networkClicks");

  private final Export export;
  private final Origins origins;
  private final Rates rates;
  private final Map<Place, Tally> tallies = new HashMap<>();
  private final Map<String, Map<String, Long>> otherCurrencies = new TreeMap<>();

  private Recomputed(Export export) {
    this.export = export;
    this.origins = new Origins(export);
    this.rates = new Rates(export);
  }

  static Recomputed from(Export export) {
    Recomputed recomputed = new Recomputed(export);
    export.events().forEach(recomputed::event);
    export.leads().values().forEach(recomputed::lead);
    export.orders().forEach(recomputed::order);
    export.posts().forEach(recomputed::post);
    export.hours().forEach(recomputed::hours);
    export.costs().forEach(recomputed::cost);
    export.insights().forEach(recomputed::insight);
    return recomputed;
  }

  Map<Place, Tally> tallies() {
    return tallies;
  }

  int ties() {
    return origins.ties();
  }

  /// Sums in other currencies than the client's, by currency and figure.
  Map<String, Map<String, Long>> otherCurrencies() {
    return otherCurrencies;
  }

  private void event(JsonNode event) {
    LocalDate day = export.day(Instant.parse(Json.text(event, "occurTime")));
    Tally tally =
        at(
            new Place(
                day,
                Json.text(event, "channel"),
                Json.text(event, "campaign"),
                Json.text(event, "post")));
    String type = Json.text(event, "type");
    tally.add(EVENT_FIGURES.getOrDefault(type, type), 1);
    if (!type.equals("VISIT")) {
      return;
    }
    boolean granted = Json.text(event, "consent").equals("GRANTED");
    String visitor = Json.text(event, "visitorId");
    tally.add("consentedVisits", granted ? 1 : 0);
    if (!visitor.isEmpty() && granted) {
      tally.visitor(visitor);
    } else if (!visitor.isEmpty()) {
      tally.pseudonym(visitor);
    }
  }

  private void lead(JsonNode lead) {
    if (!Json.text(lead, "state").equals("DISQUALIFIED")) {
      Place place = origins.ofLead(lead);
      at(place).add("leads", 1);
      money(place, "estimatedLeadValue", lead.path("estimatedValue"));
    }
  }

  private void order(JsonNode order) {
    if (Json.text(order, "state").equals("CANCELLED")) {
      return;
    }
    Place place = origins.ofOrder(order);
    at(place).add("orders", 1);
    money(place, "revenue", order.path("total"));
    Map<String, Long> refunded = new HashMap<>();
    for (JsonNode refund : order.path("refunds")) {
      LocalDate day = export.day(Instant.parse(Json.text(refund, "refundTime")));
      String currency = Json.text(refund.path("amount"), "currencyCode");
      long before = refunded.getOrDefault(currency, 0L);
      long after = before + Json.number(refund.path("amount"), "minorUnits");
      refunded.put(currency, after);
      amount(place.on(day), "refunds", after, currency, place.day());
      amount(place.on(day), "refunds", -before, currency, place.day());
    }
  }

  private void post(JsonNode post) {
    String time = Json.text(post.path("publication"), "publishTime");
    if (!time.isEmpty()) {
      at(new Place(
              export.day(Instant.parse(time)),
              Json.id(Json.text(post, "channel")),
              Json.text(post, "campaign"),
              Json.id(Json.text(post, "name"))))
          .add("posts", 1);
    }
  }

  private void hours(JsonNode entry) {
    LocalDate day = LocalDate.parse(Json.text(entry, "workDate"));
    Place place =
        new Place(
            day,
            Json.id(Json.text(entry, "channel")),
            Json.text(entry, "campaign"),
            Json.id(Json.text(entry, "post")));
    long minutes = entry.path("minutes").asLong(0);
    at(place).add("minutes", minutes);
    JsonNode rate = rate(Json.text(entry, "teamMember"), day);
    if (rate.isMissingNode()) {
      at(place).add("unratedMinutes", minutes);
    } else {
      long cents = Tally.halfUp(minutes * Json.number(rate, "minorUnits"), 60);
      amount(place, "labourCost", cents, Json.text(rate, "currencyCode"), day);
    }
  }

  /// The hourly cost that is valid on the day: the one with the latest first day not after it.
  private JsonNode rate(String member, LocalDate day) {
    JsonNode found = MissingNode.getInstance();
    LocalDate since = LocalDate.MIN;
    JsonNode rates = export.team().getOrDefault(member, Json.object()).path("rates");
    for (JsonNode rate : rates) {
      LocalDate from = LocalDate.parse(Json.text(rate, "validFrom"));
      if (!from.isAfter(day) && !from.isBefore(since)) {
        since = from;
        found = rate.path("hourlyCost");
      }
    }
    return found;
  }

  private void cost(JsonNode cost) {
    Place place =
        new Place(
            LocalDate.parse(Json.text(cost, "costDate")),
            Json.text(cost, "channel"),
            Json.text(cost, "campaign"),
            Json.text(cost, "post"));
    money(place, "adCost", cost.path("amount"));
  }

  private void insight(JsonNode insight) {
    Place place =
        new Place(
            LocalDate.parse(Json.text(insight, "insightDate")),
            Json.text(insight, "channel"),
            Json.text(insight, "campaign"),
            Json.text(insight, "post"));
    NETWORK_FIGURES.forEach(name -> at(place).add("network." + name, Json.number(insight, name)));
  }

  private void money(Place place, String figure, JsonNode money) {
    if (!money.isMissingNode()) {
      String currency = Json.text(money, "currencyCode");
      amount(place, figure, Json.number(money, "minorUnits"), currency, place.day());
    }
  }

  /// @param day whose rate counts
  private void amount(Place place, String figure, long minorUnits, String currency, LocalDate day) {
    OptionalLong home = rates.home(minorUnits, currency, day);
    if (home.isPresent()) {
      at(place).add(figure, home.getAsLong());
    } else {
      otherCurrencies
          .computeIfAbsent(currency, _ -> new TreeMap<>())
          .merge(figure, minorUnits, Long::sum);
    }
  }

  private Tally at(Place place) {
    return tallies.computeIfAbsent(place, _ -> new Tally());
  }
}
