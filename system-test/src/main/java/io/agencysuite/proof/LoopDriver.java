package io.agencysuite.proof;

import io.agencysuite.proof.Ledger.Kind;
import io.agencysuite.rest.Answer;
import io.agencysuite.rest.Json;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Plays the whole loop once a number: post, click, visit, lead, person, order, refund, hours,
/// cost; and writes into the ledger what was acknowledged.
final class LoopDriver {

  static final String CLIENT = "shop";
  static final String CHANNEL = "instagram";
  static final LocalDate DAY = LocalDate.parse("2026-11-02");
  private static final Instant TIME = Instant.parse("2026-11-02T09:00:00Z");
  private static final String PARENT = "/v1/clients/" + CLIENT;
  private static final int FIRST_ERROR = 400;

  private final Doors owners;
  private final Doors writers;
  private final Ledger ledger;

  LoopDriver(Doors owners, Doors writers, Ledger ledger) {
    this.owners = owners;
    this.writers = writers;
    this.ledger = ledger;
  }

  /// Ends early when the run ends and an answer is missing.
  void play(int number) {
    String id = "n" + number;
    JsonNode post = publish(id, number);
    if (post == null) {
      return;
    }
    click(id, post);
    visit(id, post);
    JsonNode lead = lead(id);
    if (lead == null || !convert(id, lead)) {
      return;
    }
    order(id, number, lead);
    hours(id, number, post);
    cost(id, number);
  }

  private @Nullable JsonNode publish(String id, int number) {
    JsonNode post =
        writers.post(
            Kind.POST,
            id,
            PARENT + "/posts?requestId=post-" + id,
            Json.object(
                "channel", "clients/" + CLIENT + "/channels/" + CHANNEL,
                "title", "Post " + number,
                "text", "Mehr davon: {link}",
                "linkTargetUrl", "https://shop.example/" + number,
                "format", "image",
                "intention", "GIVE",
                "plannedLocalTime", DAY + "T10:00"));
    for (String step : List.of("submit", "approve", "schedule", "publish")) {
      post = post == null ? null : step(id, step, post);
    }
    if (post != null) {
      ledger.acknowledge(Kind.POST, id, Json.text(post, "name"), 0);
    }
    return post;
  }

  /// A try whose answer was lost may have moved the post; then its state tells.
  private @Nullable JsonNode step(String id, String step, JsonNode post) {
    String path = "/v1/" + Json.text(post, "name");
    String state = Json.text(post, "state");
    ObjectNode body =
        step.equals("publish")
            ? Json.object("url", "https://social.example/" + id, "publishTime", TIME.toString())
            : Json.object();
    Doors doors = step.equals("approve") ? owners : writers;
    Answer answer = doors.call(Kind.POST, id, door -> door.post(path + ":" + step, body));
    if (answer == null) {
      return null;
    }
    if (answer.succeeded()) {
      return answer.json();
    }
    Answer now = writers.call(Kind.POST, id, door -> door.get(path));
    if (now == null) {
      return null;
    }
    if (Json.text(now.json(), "state").equals(state)) {
      throw new Doors.RefusedByMistake(answer);
    }
    return now.json();
  }

  /// A click has no id of its own: a lost answer is not tried again and stays unknown.
  private void click(String id, JsonNode post) {
    String path = "/r/" + Json.text(post.path("link"), "code");
    Doors once = new Doors(writers.doors(), ledger, () -> false);
    Answer answer = once.call(Kind.CLICK, id, door -> door.get(path));
    if (answer != null && answer.status() < FIRST_ERROR) {
      ledger.acknowledge(Kind.CLICK, id, "", 0);
    } else if (answer != null) {
      throw new Doors.RefusedByMistake(answer);
    }
  }

  private void visit(String id, JsonNode post) {
    JsonNode answer =
        owners.post(
            Kind.VISIT,
            id,
            PARENT + "/events:ingest",
            Json.object(
                "events",
                List.of(
                    Json.object(
                        "eventId",
                        id,
                        "occurTime",
                        TIME.toString(),
                        "type",
                        "VISIT",
                        "visitorId",
                        "visitor-" + id,
                        "consent",
                        "GRANTED",
                        "channel",
                        CHANNEL,
                        "post",
                        Json.id(Json.text(post, "name"))))));
    if (answer != null) {
      ledger.acknowledge(Kind.VISIT, id, "", 0);
    }
  }

  private @Nullable JsonNode lead(String id) {
    JsonNode lead =
        owners.post(
            Kind.LEAD,
            id,
            PARENT + "/leads",
            Json.object(
                "captureTime", TIME.plusSeconds(60).toString(),
                "fullName", "Person " + id,
                "email", id + "@people.example",
                "visitorId", "visitor-" + id,
                "externalId", id));
    if (lead != null) {
      ledger.acknowledge(Kind.LEAD, id, Json.text(lead, "name"), 0);
    }
    return lead;
  }

  private boolean convert(String id, JsonNode lead) {
    JsonNode answer =
        owners.post(Kind.PERSON, id, "/v1/" + Json.text(lead, "name") + ":convert", Json.object());
    if (answer == null) {
      return false;
    }
    ledger.acknowledge(Kind.PERSON, id, Json.text(answer.path("person"), "name"), 0);
    return true;
  }

  private void order(String id, int number, JsonNode lead) {
    long cents = 1000L + number;
    JsonNode order =
        owners.post(
            Kind.ORDER,
            id,
            PARENT + "/orders",
            Json.object(
                "externalId", id,
                "orderTime", TIME.plusSeconds(3600).toString(),
                "total", Json.money(cents, "EUR"),
                "lead", Json.text(lead, "name")));
    if (order == null) {
      return;
    }
    ledger.acknowledge(Kind.ORDER, id, Json.text(order, "name"), cents);
    if (number % 3 == 0) {
      refund(id, order, cents / 4);
    }
  }

  private void refund(String id, JsonNode order, long cents) {
    JsonNode refunded =
        owners.post(
            Kind.REFUND,
            id,
            "/v1/" + Json.text(order, "name") + ":refund",
            Json.object(
                "refundId", "r1",
                "amount", Json.money(cents, "EUR"),
                "refundTime", TIME.plusSeconds(7200).toString()));
    if (refunded != null) {
      ledger.acknowledge(Kind.REFUND, id, Json.text(order, "name"), cents);
    }
  }

  private void hours(String id, int number, JsonNode post) {
    int minutes = 1 + number % 90;
    JsonNode entry =
        writers.post(
            Kind.HOURS,
            id,
            PARENT + "/timeEntries?requestId=hours-" + id,
            Json.object(
                "teamMember",
                "team/mia",
                "workDate",
                DAY.toString(),
                "minutes",
                minutes,
                "post",
                Json.text(post, "name"),
                "activity",
                "COMMUNITY"));
    if (entry != null) {
      ledger.acknowledge(Kind.HOURS, id, Json.text(entry, "name"), minutes);
    }
  }

  private void cost(String id, int number) {
    long cents = 10L + number % 500;
    JsonNode cost =
        owners.post(
            Kind.COST,
            id,
            PARENT + "/costs",
            Json.object(
                "externalId",
                id,
                "costDate",
                DAY.toString(),
                "channel",
                CHANNEL,
                "amount",
                Json.money(cents, "EUR")));
    if (cost != null) {
      ledger.acknowledge(Kind.COST, id, Json.text(cost, "name"), cents);
    }
  }
}
