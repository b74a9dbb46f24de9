package io.agencysuite.demo;

import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.time.YearMonth;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Gives reports the agency's look, and makes each client the one of the last month. What is there
/// already stays as it is, because people may have changed it.
final class ReportLoad {

  private static final double WEEKS_A_MONTH = 30 / 7.0;

  private final DemoAgency agency;
  private final Rest owner;

  ReportLoad(DemoAgency agency, Rest owner) {
    this.agency = agency;
    this.owner = owner;
  }

  private void look() {
    Story story = agency.story();
    JsonNode present = owner.get("/v1/reportBranding").json();
    if (Json.text(present, "agencyName").isEmpty()) {
      owner
          .patch(
              "/v1/reportBranding",
              Json.object(
                  "agencyName", story.agency(),
                  "claim", story.claim(),
                  "color", story.color(),
                  "footer", story.imprint(),
                  "logo", Base64.getEncoder().encodeToString(story.logo())))
          .require();
    }
  }

  /// Issues the report of the last month; that of the last client stays a draft to look at.
  int report(DemoClient client) {
    look();
    String path = "/v1/clients/" + client.story().id() + "/clientReports";
    String month = YearMonth.from(agency.today()).minusMonths(1).toString();
    boolean there =
        owner.list(path, "clientReports").stream()
            .anyMatch(report -> Json.text(report, "month").equals(month));
    if (!there) {
      String request = Rest.encode(agency.requestId("report-" + client.story().id()));
      JsonNode made = owner.post(path + "?requestId=" + request, body(client, month)).json();
      if (!client.equals(agency.clients().getLast())) {
        String name = "/v1/" + Json.text(made, "name");
        owner.post(name + ":issue", Json.object()).require();
        owner.post(name + ":share", Json.object("days", 90)).require();
      }
    }
    return 1;
  }

  private static ObjectNode body(DemoClient client, String month) {
    return Json.object(
        "month",
        month,
        "language",
        "GERMAN",
        "comment",
        "Die Zahlen des Monats, wie besprochen mit Zielen und Stunden.",
        "targets",
        targets(client.story()));
  }

  /// What the month would bring if it went as planned, in round numbers.
  private static List<ObjectNode> targets(Story.Client client) {
    double visits = 0;
    double leads = 0;
    double cents = 0;
    for (Story.Channel channel : client.channels()) {
      double came = channel.visitsPerWeek() * WEEKS_A_MONTH;
      visits += came;
      leads += came * channel.leadPerVisit();
      cents += came * channel.orderPerVisit() * channel.meanOrderCents();
    }
    cents += leads * client.leadToOrder() * client.leadOrderCents();
    return List.of(
        target("NET_REVENUE", cents, 10_000),
        target("LEADS", leads, 1),
        target("VISITS", visits, 50));
  }

  private static ObjectNode target(String measure, double value, long step) {
    return Json.object("measure", measure, "value", Math.max(1, Math.round(value / step)) * step);
  }
}
