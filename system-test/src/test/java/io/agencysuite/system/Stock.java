package io.agencysuite.system;

import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// What a client has, read back by REST: to see that a refused call left nothing behind.
record Stock(Map<String, List<JsonNode>> lists, JsonNode totals) {

  private static final Map<String, String> LISTS =
      Map.of(
          "people", "people",
          "leads", "leads",
          "orders", "orders",
          "imports", "imports",
          "posts", "posts",
          "timeEntries", "timeEntries",
          "costs", "costs",
          "links", "links");

  static Stock of(Rest owner, String client) {
    Map<String, List<JsonNode>> lists = new TreeMap<>();
    LISTS.forEach(
        (path, field) -> lists.put(path, owner.list("/v1/clients/" + client + "/" + path, field)));
    JsonNode report =
        owner
            .post(
                "/v1/clients/" + client + "/reports:query",
                Json.object(
                    "fromDate", "2025-01-01", "toDate", "2027-12-31", "waitForApplied", true))
            .json();
    return new Stock(lists, report.path("totals"));
  }
}
