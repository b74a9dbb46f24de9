package io.agencysuite.system.console;

import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import io.agencysuite.system.Agency;
import io.agencysuite.system.Suite;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import tools.jackson.databind.JsonNode;

/// An agency with one client that has a little of everything, so that every page has data.
record Scene(Agency agency, String client) {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final String CLIENT = "brauhaus";

  static final String POST_IN_REVIEW = "Rezept der Woche";
  static final String POST_DUE = "Herbstbock ist angezapft";
  static final String LEAD = "Laura Schneider";
  static final String KEY = "Onlineshop";

  /// A week of an ad account: two rows to count, one that is wrong.
  static final String SPEND =
      """
      Day,Campaign name,Amount spent (EUR),Reach,Impressions
      2026-11-09,Herbstbock,12.50,300,420
      2026-11-10,Herbstbock,10.00,250,380
      2026-11-11,Herbstbock,a lot,250,380
      """;

  static Scene set(Suite suite) {
    Agency agency = Agency.create(suite, "console");
    Rest owner = agency.owner();
    agency.client(CLIENT, Json.object("displayName", "Brauhaus Sonnenberg"));
    agency.channel(CLIENT, "instagram", "instagram");
    agency.channel(CLIENT, "linkedin", "linkedin");
    String user = Json.text(owner.get("/v1/sessions/current").json().path("user"), "name");
    owner
        .post("/v1/team?teamMemberId=olga", Json.object("displayName", "Olga", "user", user))
        .require();
    Scene scene = new Scene(agency, CLIENT);
    scene.posts(agency.user("mia", "COMMUNITY_MANAGER", "clients/" + CLIENT));
    scene.sales();
    scene.money();
    scene.key();
    return scene;
  }

  String ownerEmail() {
    return "owner@" + agency.tenant() + ".example";
  }

  String path(String collection) {
    return "/v1/clients/" + client + "/" + collection;
  }

  static LocalDate today() {
    return LocalDate.now(BERLIN);
  }

  private void posts(Rest writer) {
    submitted(writer, POST_IN_REVIEW, "instagram", "11:00");
    String due = "/v1/" + Json.text(submitted(writer, POST_DUE, "linkedin", "00:01"), "name");
    agency.owner().post(due + ":approve", Json.object()).require();
    agency.owner().post(due + ":schedule", Json.object()).require();
  }

  private JsonNode submitted(Rest writer, String title, String channel, String time) {
    JsonNode post =
        writer
            .post(
                path("posts"),
                Json.object(
                    "channel",
                    "clients/" + client + "/channels/" + channel,
                    "title",
                    title,
                    "text",
                    "Kommt vorbei! #brauhaus",
                    "intention",
                    "GIVE",
                    "plannedLocalTime",
                    today() + "T" + time))
            .json();
    writer.post("/v1/" + Json.text(post, "name") + ":submit", Json.object()).require();
    return post;
  }

  private void sales() {
    Rest owner = agency.owner();
    owner.post(path("leads"), lead(LEAD)).require();
    owner.post(path("leads"), lead("Mehmet Yılmaz")).require();
    owner
        .post(
            path("orders"),
            Json.object(
                "externalId", "1001",
                "total", Json.money(12_900, "EUR"),
                "origin", Json.object("channel", "instagram")))
        .require();
    owner
        .post(
            path("people"),
            Json.object(
                "givenName", "Thomas",
                "familyName", "Krüger",
                "emails", List.of(Json.object("address", "thomas@krueger.example"))))
        .require();
    owner
        .post(
            path("timeEntries"),
            Json.object(
                "teamMember",
                "team/olga",
                "workDate",
                today().toString(),
                "minutes",
                90,
                "channel",
                "clients/" + client + "/channels/instagram",
                "activity",
                "COMMUNITY"))
        .require();
  }

  private void money() {
    Rest owner = agency.owner();
    String today = today().toString();
    owner
        .post(
            path("costs"),
            Json.object(
                "externalId",
                "posters",
                "costDate",
                today,
                "amount",
                Json.money(25_000, "EUR"),
                "note",
                "Plakate"))
        .require();
    owner
        .post(
            path("insights"),
            Json.object(
                "externalId",
                "i1",
                "insightDate",
                today,
                "channel",
                "instagram",
                "reach",
                4711L,
                "likes",
                120L))
        .require();
    owner
        .post(path("exchangeRates:import"), Json.object("csv", today + ";USD;EUR;0,8643;ECB"))
        .require();
    owner
        .post(
            path("spendImports"),
            Json.object(
                "spendImport",
                Json.object("displayName", "week46.csv"),
                "content",
                Base64.getEncoder().encodeToString(SPEND.getBytes(StandardCharsets.UTF_8))))
        .require();
    owner
        .post(
            path("links"),
            Json.object(
                "targetUrl", "https://brauhaus.example/karte",
                "channel", "instagram",
                "campaign", "herbstbock"))
        .require();
    owner
        .post(
            path("sites"),
            Json.object("displayName", "Shop", "origins", List.of("https://brauhaus.example")))
        .require();
  }

  private void key() {
    agency
        .owner()
        .post(
            "/v1/apiKeys",
            Json.object(
                "displayName",
                KEY,
                "expireTime",
                today().plusDays(90) + "T00:00:00Z",
                "grants",
                List.of(Json.object("client", "clients/" + client, "role", "PARTNER")),
                "scopes",
                List.of("leads.write", "orders.write")))
        .require();
  }

  static JsonNode lead(String name) {
    return Json.object(
        "fullName",
        name,
        "email",
        "lead" + name.hashCode() + "@example.org",
        "message",
        "Haben Sie am 12. Dezember noch einen Saal frei?",
        "captureMethod",
        "FORM",
        "origin",
        Json.object("channel", "instagram"));
  }
}
