package io.agencysuite.demo;

import io.agencysuite.demo.DemoClient.Hours;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Logs a client's hours.
final class EffortLoad {

  private static final int BATCH = 1000;

  private final DemoAgency agency;
  private final Rest owner;

  EffortLoad(DemoAgency agency, Rest owner) {
    this.agency = agency;
    this.owner = owner;
  }

  int hours(DemoClient client, List<JsonNode> posts) {
    String id = client.story().id();
    List<Hours> hours = client.hours();
    for (int from = 0; from < hours.size(); from += BATCH) {
      List<ObjectNode> entries =
          hours.subList(from, Math.min(from + BATCH, hours.size())).stream()
              .map(entry -> body(id, entry, posts))
              .toList();
      owner
          .post(
              "/v1/clients/" + id + "/timeEntries:batchCreate",
              Json.object(
                  "timeEntries",
                  entries,
                  "requestId",
                  agency.requestId("hours-" + id + "-" + from)))
          .require();
    }
    return hours.size();
  }

  private static ObjectNode body(String client, Hours entry, List<JsonNode> posts) {
    String channel = "clients/" + client + "/channels/" + entry.channel();
    return Json.object(
        "teamMember", "team/" + entry.member(),
        "workDate", entry.day().toString(),
        "minutes", entry.minutes(),
        "channel", entry.channel().isEmpty() ? "" : channel,
        "campaign", entry.campaign(),
        "post", entry.post() == DemoClient.NONE ? "" : Json.text(posts.get(entry.post()), "name"),
        "activity", entry.activity(),
        "note", entry.note());
  }
}
