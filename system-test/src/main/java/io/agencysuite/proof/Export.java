package io.agencysuite.proof;

import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// Everything about one client that the REST API hands out, each record by the service that owns
/// it: leads and orders by crm, posts, hours and rates by planning, events, costs, insights and
/// links by metrics.
record Export(
    String client,
    ZoneId zone,
    String currency,
    List<JsonNode> events,
    Map<String, JsonNode> leads,
    List<JsonNode> orders,
    List<JsonNode> posts,
    List<JsonNode> hours,
    List<JsonNode> costs,
    List<JsonNode> rates,
    List<JsonNode> insights,
    Map<String, JsonNode> links,
    Map<String, JsonNode> team) {

  private static final int RAW_PAGE = 5000;

  static Export of(Rest caller, JsonNode client) {
    String name = Json.text(client, "name");
    String root = "/v1/" + name;
    List<JsonNode> events = new ArrayList<>();
    for (JsonNode raw : caller.list(root + "/rawRecords", "records", RAW_PAGE)) {
      if (raw.has("event")) {
        events.add(raw.path("event"));
      }
    }
    return new Export(
        Json.id(name),
        ZoneId.of(Json.text(client, "timeZone")),
        Json.text(client, "currencyCode"),
        List.copyOf(events),
        byName(caller.list(root + "/leads", "leads")),
        caller.list(root + "/orders", "orders"),
        caller.list(root + "/posts", "posts"),
        caller.list(root + "/timeEntries", "timeEntries"),
        caller.list(root + "/costs", "costs"),
        caller.list(root + "/exchangeRates", "exchangeRates"),
        caller.list(root + "/insights", "insights"),
        byName(caller.list(root + "/links", "links")),
        byName(caller.list("/v1/team?showInactive=true", "teamMembers")));
  }

  private static Map<String, JsonNode> byName(List<JsonNode> items) {
    Map<String, JsonNode> byName = new HashMap<>();
    items.forEach(item -> byName.put(Json.text(item, "name"), item));
    return byName;
  }

  int records() {
    return events.size()
        + leads.size()
        + orders.size()
        + posts.size()
        + hours.size()
        + costs.size()
        + rates.size()
        + insights.size();
  }

  LocalDate day(Instant time) {
    return time.atZone(zone).toLocalDate();
  }
}
