package io.agencysuite.demo;

import io.agencysuite.demo.DemoClient.Fate;
import io.agencysuite.demo.DemoClient.Lead;
import io.agencysuite.demo.DemoClient.Order;
import io.agencysuite.demo.DemoClient.Person;
import io.agencysuite.demo.DemoClient.Visit;
import io.agencysuite.rest.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Captures a client's leads and people, and records its orders and refunds.
final class SalesLoad {

  private static final int BATCH = 500;

  private final DemoAgency agency;
  private final Callers callers;

  SalesLoad(DemoAgency agency, Callers callers) {
    this.agency = agency;
    this.callers = callers;
  }

  /// The stored leads in the order of their numbers.
  List<JsonNode> leads(DemoClient client, List<JsonNode> posts) {
    return callers.fanout().map(client.leads(), lead -> lead(client.story(), lead, posts));
  }

  private JsonNode lead(Story.Client client, Lead lead, List<JsonNode> posts) {
    JsonNode stored =
        callers.sales().post("/v1/clients/" + client.id() + "/leads", body(lead, posts)).json();
    if (!Json.text(stored, "state").equals("NEW") || lead.fate() == Fate.NEW) {
      return stored;
    }
    String name = "/v1/" + Json.text(stored, "name");
    return switch (lead.fate()) {
      case NEW -> stored;
      case QUALIFIED -> callers.sales().post(name + ":qualify", Json.object()).json();
      case DISQUALIFIED ->
          callers.sales().post(name + ":disqualify", Json.object("reason", "Werbung")).json();
      case CONVERTED -> callers.sales().post(name + ":convert", Json.object()).json().path("lead");
    };
  }

  private static ObjectNode body(Lead lead, List<JsonNode> posts) {
    return Json.object(
        "captureTime", lead.time().toString(),
        "captureMethod", "FORM",
        "givenName", lead.name().given(),
        "familyName", lead.name().family(),
        "email", lead.name().email(),
        "phone", lead.phone(),
        "company", lead.company(),
        "message", lead.message(),
        "form", "kontakt",
        "visitorId", lead.visit().consent() ? lead.visit().visitor() : "",
        "origin", origin(lead.visit(), posts),
        "externalId", "form-" + lead.number(),
        "estimatedValue", Json.money(lead.estimatedCents(), "EUR"));
  }

  private static ObjectNode origin(Visit visit, List<JsonNode> posts) {
    return Json.object(
        "channel", visit.channel(),
        "campaign", visit.campaign(),
        "post",
            visit.post() == DemoClient.NONE
                ? ""
                : Json.id(Json.text(posts.get(visit.post()), "name")));
  }

  int people(DemoClient client) {
    List<List<Person>> batches = batches(client.people());
    callers
        .fanout()
        .map(
            batches,
            batch -> {
              List<ObjectNode> people = batch.stream().map(SalesLoad::person).toList();
              return results(
                  client.story().id(),
                  callers
                      .sales()
                      .post(
                          "/v1/clients/" + client.story().id() + "/people:batchCreate",
                          Json.object("people", people))
                      .json());
            });
    return client.people().size();
  }

  private static ObjectNode person(Person person) {
    return Json.object(
        "givenName", person.name().given(),
        "familyName", person.name().family(),
        "emails", List.of(Json.object("address", person.name().email())),
        "address", Json.object("city", person.city()),
        "languageCode", "de",
        "tags", List.of(person.tag()),
        "externalIds", List.of(Json.object("system", "newsletter", "id", "nl-" + person.number())));
  }

  /// Records the orders, then gives back what is to be given back.
  int orders(DemoClient client, List<JsonNode> posts, List<JsonNode> leads) {
    String parent = "/v1/clients/" + client.story().id();
    callers
        .fanout()
        .map(
            batches(client.orders()),
            batch -> {
              List<ObjectNode> orders =
                  batch.stream().map(order -> body(client, order, posts, leads)).toList();
              JsonNode results =
                  results(
                      client.story().id(),
                      callers
                          .sales()
                          .post(parent + "/orders:batchCreate", Json.object("orders", orders))
                          .json());
              refund(batch, results);
              return results;
            });
    return client.orders().size();
  }

  private ObjectNode body(
      DemoClient client, Order order, List<JsonNode> posts, List<JsonNode> leads) {
    JsonNode lead = order.lead() == DemoClient.NONE ? Json.object() : leads.get(order.lead());
    return Json.object(
        "externalId", client.story().prefix() + "-" + (10_000 + order.number()),
        "orderTime", order.time().toString(),
        "total", Json.money(order.cents(), "EUR"),
        "lead", Json.text(lead, "name"),
        "person", Json.text(lead, "person"),
        "visitorId", order.visit().consent() ? order.visit().visitor() : "",
        "origin", origin(order.visit(), posts));
  }

  private void refund(List<Order> batch, JsonNode results) {
    for (int i = 0; i < batch.size(); i++) {
      Order order = batch.get(i);
      if (order.refundCents() > 0) {
        String name = Json.text(results.get(i).path("order"), "name");
        callers
            .sales()
            .post(
                "/v1/" + name + ":refund",
                Json.object(
                    "refundId",
                    "r1",
                    "amount",
                    Json.money(order.refundCents(), "EUR"),
                    "refundTime",
                    order.refundTime().toString(),
                    "reason",
                    "Rückgabe"))
            .require();
      }
    }
  }

  private JsonNode results(String client, JsonNode answer) {
    JsonNode results = answer.path("results");
    for (JsonNode result : results) {
      if (result.has("error")) {
        throw new IllegalStateException(
            agency.story().tenant() + "/" + client + ": refused: " + result.path("error"));
      }
    }
    return results;
  }

  private static <T> List<List<T>> batches(List<T> items) {
    List<List<T>> batches = new ArrayList<>();
    for (int from = 0; from < items.size(); from += BATCH) {
      batches.add(items.subList(from, Math.min(from + BATCH, items.size())));
    }
    return batches;
  }
}
