package io.agencysuite.demo;

import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// Makes the links of a client's campaigns and registers its website.
final class LinkLoad {

  private final DemoAgency agency;
  private final Callers callers;

  LinkLoad(DemoAgency agency, Callers callers) {
    this.agency = agency;
    this.callers = callers;
  }

  /// One of each channel for each campaign, campaign by campaign.
  List<JsonNode> links(Story.Client client) {
    record Place(String campaign, String channel) {}
    List<Place> places =
        client.campaigns().stream()
            .flatMap(campaign ->
                client.channels().stream().map(channel -> new Place(campaign, channel.id())))
            .toList();
    return callers
        .fanout()
        .map(
            places,
            place ->
                callers
                    .writer()
                    .post(
                        "/v1/clients/%s/links?requestId=%s"
                            .formatted(
                                client.id(),
                                id("link-" + client.id(), place.campaign(), place.channel())),
                        Json.object(
                            "targetUrl", client.site() + "/" + place.campaign(),
                            "channel", place.channel(),
                            "campaign", place.campaign()))
                    .json());
  }

  int site(Story.Client client) {
    callers
        .owner()
        .post(
            "/v1/clients/%s/sites?requestId=%s".formatted(client.id(), id("site", client.id())),
            Json.object("displayName", client.displayName(), "origins", List.of(client.site())))
        .require();
    return 1;
  }

  private String id(String... what) {
    return Rest.encode(agency.requestId(String.join("-", what)));
  }
}
