package io.agencysuite.demo;

import io.agencysuite.demo.DemoClient.Visit;
import io.agencysuite.rest.Fanout;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Sends a client's clicks, visits and page views.
final class TrafficLoad {

  private static final int BATCH = 4000;

  private final Rest sender;
  private final Fanout fanout;

  TrafficLoad(Rest sender, Fanout fanout) {
    this.sender = sender;
    this.fanout = fanout;
  }

  /// @param posts the stored posts by number
  /// @param links the stored links of the campaigns by number
  int load(DemoClient client, List<JsonNode> posts, List<JsonNode> links) {
    List<ObjectNode> events = new ArrayList<>();
    client.visits().forEach(visit -> add(visit, posts, links, events));
    List<List<ObjectNode>> batches = new ArrayList<>();
    for (int from = 0; from < events.size(); from += BATCH) {
      batches.add(events.subList(from, Math.min(from + BATCH, events.size())));
    }
    fanout.map(batches, batch -> send(client.story().id(), batch));
    return events.size();
  }

  private JsonNode send(String client, List<ObjectNode> batch) {
    JsonNode answer =
        sender
            .post("/v1/clients/" + client + "/events:ingest", Json.object("events", batch))
            .json();
    if (answer.path("rejectedCount").asInt(0) != 0) {
      throw new IllegalStateException(client + ": events were rejected: " + answer);
    }
    return answer;
  }

  private static void add(
      Visit visit, List<JsonNode> posts, List<JsonNode> links, List<ObjectNode> events) {
    JsonNode post = visit.post() == DemoClient.NONE ? Json.object() : posts.get(visit.post());
    if (visit.clicked()) {
      ObjectNode click = event(visit, "CLICK", "c" + visit.number(), post);
      JsonNode link = visit.link() == DemoClient.NONE ? post.path("link") : links.get(visit.link());
      click.put("linkCode", Json.text(link, "code"));
      events.add(click);
    }
    ObjectNode arrival = event(visit, "VISIT", "v" + visit.number(), post);
    arrival.put("occurTime", visit.time().plusSeconds(2).toString());
    events.add(arrival);
    for (int page = 1; page <= visit.pages(); page++) {
      ObjectNode view = event(visit, "PAGE_VIEW", "p" + visit.number() + "." + page, post);
      view.put("occurTime", visit.time().plusSeconds(40L * page).toString());
      events.add(view);
    }
  }

  private static ObjectNode event(Visit visit, String type, String id, JsonNode post) {
    return Json.object(
        "eventId", id,
        "occurTime", visit.time().toString(),
        "type", type,
        "visitorId", visit.visitor(),
        "consent", visit.consent() ? "GRANTED" : "DENIED",
        "sessionId", "s" + visit.number(),
        "channel", visit.channel(),
        "campaign", visit.campaign(),
        "post", Json.id(Json.text(post, "name")));
  }
}
