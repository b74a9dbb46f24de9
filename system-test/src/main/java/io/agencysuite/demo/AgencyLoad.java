package io.agencysuite.demo;

import io.agencysuite.rest.Answer;
import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Creates the agency, its users and its team, then its clients with their channels.
final class AgencyLoad {

  private static final String EVERY_CLIENT = "clients/-";

  private final DemoAgency agency;

  AgencyLoad(DemoAgency agency) {
    this.agency = agency;
  }

  void tenant(Rest operator, String password) {
    Story.Member owner = agency.story().team().getFirst();
    operator
        .post(
            "/v1/tenants",
            Json.object(
                "tenantId", agency.story().tenant(),
                "tenant", Json.object("displayName", agency.story().agency()),
                "ownerEmail", owner.email(),
                "ownerDisplayName", owner.displayName(),
                "ownerPassword", password,
                "requestId", agency.requestId("tenant")))
        .require();
  }

  int users(Rest owner, String password) {
    List<JsonNode> known = owner.list("/v1/users", "users");
    for (Story.Member member : agency.story().team()) {
      String user = user(owner, member, known, password);
      owner
          .post(
              "/v1/team?teamMemberId=" + member.id() + "&requestId=" + id("team", member.id()),
              member(member, user))
          .require();
    }
    return agency.story().team().size();
  }

  private String user(Rest owner, Story.Member member, List<JsonNode> known, String password) {
    for (JsonNode user : known) {
      if (Json.text(user, "email").equals(member.email())) {
        return Json.text(user, "name");
      }
    }
    ObjectNode user =
        Json.object(
            "email", member.email(), "displayName", member.displayName(), "languageCode", "de");
    ObjectNode request =
        Json.object("user", user, "password", password, "requestId", id("user", member.id()));
    String name = Json.text(owner.post("/v1/users", request).json(), "name");
    owner
        .post(
            "/v1/grants", Json.object("user", name, "client", EVERY_CLIENT, "role", member.role()))
        .require();
    return name;
  }

  private ObjectNode member(Story.Member member, String user) {
    List<ObjectNode> rates =
        member.rates().stream()
            .map(rate ->
                Json.object(
                    "validFrom", agency.today().minusWeeks(rate.weeksAgo()).toString(),
                    "hourlyCost", Json.money(rate.cents(), "EUR")))
            .toList();
    return Json.object(
        "displayName", member.displayName(),
        "user", user,
        "skills", member.skills(),
        "weeklyCapacityMinutes", member.weeklyCapacityMinutes(),
        "rates", rates);
  }

  int clients(Callers callers) {
    callers
        .fanout()
        .map(agency.clients(), client -> client(callers.owner(), client.story()).require());
    return agency.clients().size();
  }

  int channels(Callers callers) {
    int channels = 0;
    for (DemoClient client : agency.clients()) {
      Story.Client story = client.story();
      callers
          .fanout()
          .map(story.channels(), channel -> channel(callers.owner(), story, channel).require());
      channels += story.channels().size();
    }
    return channels;
  }

  private Answer client(Rest owner, Story.Client client) {
    ObjectNode contract =
        Json.object(
            "startDate", Known.contractStart(agency.today()).toString(),
            "monthlyRetainer", Json.money(client.retainerCents(), "EUR"),
            "includedMinutes", client.includedMinutes(),
            "billingRates",
                List.of(
                    Json.object(
                        "validFrom", Known.contractStart(agency.today()).toString(),
                        "hourlyRate", Json.money(9500, "EUR"))));
    return owner.post(
        "/v1/clients?clientId=" + client.id() + "&requestId=" + id("client", client.id()),
        Json.object(
            "displayName", client.displayName(),
            "timeZone", client.zone(),
            "currencyCode", "EUR",
            "countryCode", client.country(),
            "holidayRegion", client.holidayRegion(),
            "contract", contract));
  }

  private Answer channel(Rest owner, Story.Client client, Story.Channel channel) {
    return owner.post(
        "/v1/clients/%s/channels?channelId=%s&requestId=%s"
            .formatted(client.id(), channel.id(), id("channel", client.id() + "-" + channel.id())),
        Json.object(
            "displayName", channel.displayName(),
            "channelType", "channelTypes/" + channel.type(),
            "handle", channel.handle(),
            "timeZone", client.zone(),
            "defaultTeamMember", "team/mia",
            "weeklyBaseMinutes", channel.weeklyBaseMinutes()));
  }

  private String id(String kind, String what) {
    return Rest.encode(agency.requestId(kind + "-" + what));
  }
}
