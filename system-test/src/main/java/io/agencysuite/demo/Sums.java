package io.agencysuite.demo;

import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import tools.jackson.databind.JsonNode;

/// The sums of a client that its report and the generator must agree on.
record Sums(
    long visits,
    long leads,
    long orders,
    long revenueCents,
    long refundCents,
    long minutes,
    long costCents,
    long clicks,
    long reach,
    long likes) {

  private static final int BEFORE_DAYS = 10;

  static Sums expected(DemoClient client) {
    return new Sums(
        client.visits().size(),
        client.countedLeads(),
        client.orders().size(),
        client.revenueCents(),
        client.refundCents(),
        client.minutes(),
        client.costCents(),
        client.clicks(),
        client.reach(),
        client.likes());
  }

  static Sums reported(Rest caller, DemoAgency agency, DemoClient client) {
    JsonNode totals =
        caller
            .post(
                "/v1/clients/" + client.story().id() + "/reports:query",
                Json.object(
                    "fromDate", new Weeks(agency.today()).start().minusDays(BEFORE_DAYS).toString(),
                    "toDate", agency.today().toString(),
                    "waitForApplied", true))
            .json()
            .path("totals");
    return new Sums(
        Json.number(totals, "visits"),
        Json.number(totals, "leads"),
        Json.number(totals, "orders"),
        Json.minorUnits(totals, "revenue"),
        Json.minorUnits(totals, "refunds"),
        Json.number(totals, "minutes"),
        Json.minorUnits(totals, "adCost"),
        Json.number(totals, "clicks"),
        Json.number(totals.path("network"), "reach"),
        Json.number(totals.path("network"), "likes"));
  }

  /// Everything of the other is in this one, and perhaps more that people added later.
  boolean covers(Sums other) {
    return visits >= other.visits
        && leads >= other.leads
        && orders >= other.orders
        && revenueCents >= other.revenueCents
        && refundCents >= other.refundCents
        && minutes >= other.minutes
        && costCents >= other.costCents
        && clicks >= other.clicks
        && reach >= other.reach
        && likes >= other.likes;
  }

  Sums plus(Sums other) {
    return new Sums(
        visits + other.visits,
        leads + other.leads,
        orders + other.orders,
        revenueCents + other.revenueCents,
        refundCents + other.refundCents,
        minutes + other.minutes,
        costCents + other.costCents,
        clicks + other.clicks,
        reach + other.reach,
        likes + other.likes);
  }

  @Override
  public String toString() {
    return ("%d visits, %d leads, %d orders, %s EUR revenue, %s EUR refunds, "
            + "%d h %02d min, %s EUR ads, %d clicks, reach %d, %d likes")
        .formatted(
            visits,
            leads,
            orders,
            euros(revenueCents),
            euros(refundCents),
            minutes / 60,
            minutes % 60,
            euros(costCents),
            clicks,
            reach,
            likes);
  }

  private static String euros(long cents) {
    return "%d.%02d".formatted(cents / 100, cents % 100);
  }
}
