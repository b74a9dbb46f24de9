package io.agencysuite.demo;

import io.agencysuite.demo.DemoClient.Post;
import io.agencysuite.demo.DemoClient.Reached;
import io.agencysuite.rest.Answer;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Brings a client's posts as far as they have come.
final class PostLoad {

  private static final int STEPS_MAX = 12;

  private final DemoAgency agency;
  private final Callers callers;

  PostLoad(DemoAgency agency, Callers callers) {
    this.agency = agency;
    this.callers = callers;
  }

  /// The stored posts in the order of their numbers.
  List<JsonNode> load(DemoClient client) {
    return callers.fanout().map(client.posts(), post -> load(client.story(), post));
  }

  private JsonNode load(Story.Client client, Post post) {
    String request = Rest.encode(agency.requestId("post-" + client.id() + "-" + post.number()));
    JsonNode stored =
        callers
            .writer()
            .post("/v1/clients/" + client.id() + "/posts?requestId=" + request, body(client, post))
            .json();
    for (int i = 0; i < STEPS_MAX; i++) {
      String step = next(Json.text(stored, "state"), post.reached());
      if (step.isEmpty()) {
        return stored;
      }
      stored = step(stored, step, post, client);
    }
    throw new IllegalStateException(
        Json.text(stored, "name")
            + ": "
            + Json.text(stored, "state")
            + " (expected: "
            + post.reached()
            + ")");
  }

  /// The next step on the way; empty when it has come far enough, or somebody took another way.
  private static String next(String state, Reached goal) {
    return switch (state) {
      case "DRAFT" -> goal.compareTo(Reached.DRAFT) > 0 ? "submit" : "";
      case "IN_REVIEW" -> goal.compareTo(Reached.IN_REVIEW) > 0 ? "approve" : "";
      case "APPROVED" -> goal.compareTo(Reached.APPROVED) > 0 ? "schedule" : "";
      case "SCHEDULED" ->
          goal == Reached.PUBLISHED ? "publish" : goal == Reached.HELD ? "hold" : "";
      default -> "";
    };
  }

  private JsonNode step(JsonNode stored, String step, Post post, Story.Client client) {
    String name = Json.text(stored, "name");
    ObjectNode body =
        switch (step) {
          case "approve" -> Json.object("contentHash", Json.text(stored, "contentHash"));
          case "hold" -> Json.object("reason", "Wegen der Vorwürfe im Netz angehalten");
          case "publish" ->
              Json.object(
                  "url",
                      "https://social.example/%s/%s/%d"
                          .formatted(post.channel().type(), client.id(), post.number()),
                  "publishTime", published(post).toString());
          default -> Json.object();
        };
    Rest caller = step.equals("approve") ? callers.planner() : callers.writer();
    Answer answer = caller.post("/v1/" + name + ":" + step, body);
    if (answer.succeeded()) {
      return answer.json();
    }
    // A repeated call may find its own first try done; the stored state then says how to go on.
    JsonNode now = callers.writer().get("/v1/" + name).json();
    if (Json.text(now, "state").equals(Json.text(stored, "state"))) {
      answer.require();
    }
    return now;
  }

  private static Instant published(Post post) {
    return post.plannedInstant().plusSeconds(90);
  }

  private static ObjectNode body(Story.Client client, Post post) {
    return Json.object(
        "channel", "clients/%s/channels/%s".formatted(client.id(), post.channel().id()),
        "title", post.topic().title(),
        "text", post.topic().text(),
        "linkTargetUrl", post.linked() ? client.site() + "/aktuell/" + post.number() : "",
        "format", post.channel().format(),
        "intention", post.topic().intention(),
        "campaign", post.campaign(),
        "plannedLocalTime", post.plannedAt().toString(),
        "responsible", "team/" + post.responsible());
  }
}
