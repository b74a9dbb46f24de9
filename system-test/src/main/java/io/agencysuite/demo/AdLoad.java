package io.agencysuite.demo;

import io.agencysuite.demo.DemoClient.Cost;
import io.agencysuite.demo.DemoClient.Insight;
import io.agencysuite.demo.DemoClient.Rate;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/// Stores what a client's ads cost, the exchange rates for that, and what the networks say.
final class AdLoad {

  private static final int BATCH = 1000;

  private final Rest owner;

  AdLoad(Rest owner) {
    this.owner = owner;
  }

  int rates(DemoClient client) {
    return load(client, "exchangeRates", client.rates(), AdLoad::body);
  }

  int costs(DemoClient client) {
    return load(client, "costs", client.costs(), AdLoad::body);
  }

  int insights(DemoClient client) {
    return load(client, "insights", client.insights(), AdLoad::body);
  }

  private <T> int load(
      DemoClient client, String collection, List<T> items, Function<T, ObjectNode> body) {
    String path = "/v1/clients/" + client.story().id() + "/" + collection + ":batchCreate";
    for (int from = 0; from < items.size(); from += BATCH) {
      List<T> batch = items.subList(from, Math.min(from + BATCH, items.size()));
      owner.post(path, Json.object(collection, batch.stream().map(body).toList())).require();
    }
    return items.size();
  }

  private static ObjectNode body(Rate rate) {
    return Json.object(
        "rateDate", rate.day().toString(),
        "fromCurrency", rate.currency(),
        "toCurrency", "EUR",
        "rate", rate.rate().toPlainString(),
        "source", "Demo");
  }

  private static ObjectNode body(Cost cost) {
    return Json.object(
        "externalId", "ads-" + cost.number(),
        "costDate", cost.day().toString(),
        "channel", cost.channel(),
        "campaign", cost.campaign(),
        "amount", Json.money(cost.minorUnits(), cost.currency()),
        "note", cost.note());
  }

  private static ObjectNode body(Insight insight) {
    return Json.object(
        "externalId", insight.channel() + "-" + insight.day(),
        "insightDate", insight.day().toString(),
        "channel", insight.channel(),
        "reach", insight.reach(),
        "impressions", insight.impressions(),
        "likes", insight.likes(),
        "comments", insight.comments(),
        "shares", insight.shares(),
        "networkClicks", insight.clicks(),
        "followers", insight.followers());
  }
}
