package io.agencysuite.system.access;

import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import io.agencysuite.system.Agency;
import io.agencysuite.system.Suite;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/// An agency that has one of everything, by the pattern of its name.
record Stage(Agency agency, Map<String, String> names) {
  static final String CLIENT = "brauhaus";
  static final String OTHER_CLIENT = "zahnarzt";
  private static final String BELOW = "/v1/clients/" + CLIENT + "/";

  static Stage set(Suite suite) {
    Agency agency = Agency.create(suite, "access");
    agency.client(CLIENT);
    agency.client(OTHER_CLIENT);
    agency.channel(CLIENT, "instagram", "instagram");
    Stage stage = new Stage(agency, new TreeMap<>());
    stage.names.put("clients/*", "clients/" + CLIENT);
    stage.names.put("clients/*/channels/*", "clients/" + CLIENT + "/channels/instagram");
    stage.people();
    stage.planned();
    stage.reports();
    stage.credentials();
    return stage;
  }

  private void people() {
    Rest owner = agency.owner();
    JsonNode user = owner.get("/v1/sessions/current").json().path("user");
    String name = Json.text(user, "name");
    names.put("users/*", name);
    names.put("users/*/totp", name + "/totp");
    JsonNode sessions = owner.get("/v1/" + name + "/sessions").document().path("sessions");
    names.put("users/*/sessions/*", Json.text(sessions.path(0), "name"));
    names.put("grants/*", Json.text(owner.get("/v1/grants").json().path("grants").path(0), "name"));
    made("team/*", "/v1/team?teamMemberId=olga", Json.object("displayName", "Olga"));
    made(
        "clients/*/people/*",
        BELOW + "people",
        Json.object("givenName", "Thomas", "familyName", "Krüger"));
    made(
        "clients/*/leads/*",
        BELOW + "leads",
        Json.object("fullName", "Laura", "email", "l@example.org", "captureMethod", "FORM"));
    made(
        "clients/*/orders/*",
        BELOW + "orders",
        Json.object("externalId", "1", "total", Json.money(100, "EUR")));
  }

  private void planned() {
    String channel = "clients/" + CLIENT + "/channels/instagram";
    String today = LocalDate.now(ZoneId.of("Europe/Berlin")).toString();
    made(
        "clients/*/posts/*",
        BELOW + "posts",
        Json.object("channel", channel, "title", "Post", "text", "Text", "intention", "GIVE"));
    made(
        "clients/*/timeEntries/*",
        BELOW + "timeEntries",
        Json.object(
            "teamMember", "team/olga", "workDate", today, "minutes", 30, "activity", "COMMUNITY"));
    made(
        "clients/*/links/*",
        BELOW + "links",
        Json.object("targetUrl", "https://example.org/", "channel", "instagram"));
    made(
        "clients/*/costs/*",
        BELOW + "costs",
        Json.object(
            "externalId",
            "1",
            "costDate",
            today,
            "channel",
            "instagram",
            "amount",
            Json.money(100, "EUR")));
    made(
        "clients/*/insights/*",
        BELOW + "insights",
        Json.object("externalId", "1", "insightDate", today, "channel", "instagram", "reach", "7"));
    JsonNode rates =
        agency
            .owner()
            .post(BELOW + "exchangeRates:import", Json.object("csv", today + ",USD,EUR,0.86"))
            .json();
    names.put("clients/*/exchangeRates/*", Json.text(rates.path("exchangeRates").path(0), "name"));
    made(
        "clients/*/spendImports/*",
        BELOW + "spendImports",
        Json.object(
            "spendImport",
            Json.object("displayName", "Week 46"),
            "content",
            Base64.getEncoder()
                .encodeToString(
                    "Day,Campaign name,Amount spent (EUR)\n2026-11-09,Brand,5.00\n"
                        .getBytes(StandardCharsets.UTF_8))));
    made(
        "clients/*/sites/*",
        BELOW + "sites",
        Json.object("displayName", "Shop", "origins", List.of("https://brauhaus.example")));
    made(
        "clients/*/imports/*",
        BELOW + "imports",
        Json.object(
            "import",
            Json.object(
                "displayName",
                "One person",
                "mappings",
                List.of(Json.object("column", "name", "field", "FULL_NAME"))),
            "content",
            Base64.getEncoder()
                .encodeToString("name\nRenate Hansen\n".getBytes(StandardCharsets.UTF_8))));
  }

  private void reports() {
    String month = YearMonth.now(ZoneId.of("Europe/Berlin")).minusMonths(1).toString();
    made("clients/*/clientReports/*", BELOW + "clientReports", Json.object("month", month));
    String report = "/v1/" + names.get("clients/*/clientReports/*");
    agency.owner().post(report + ":issue", Json.object()).require();
    made("clients/*/clientReports/*/shares/*", report + ":share", Json.object());
  }

  private void credentials() {
    made(
        "apiKeys/*",
        "/v1/apiKeys",
        Json.object(
            "displayName",
            "Shop",
            "expireTime",
            LocalDate.now(ZoneId.of("UTC")).plusDays(30) + "T00:00:00Z",
            "grants",
            List.of(Json.object("client", "clients/" + CLIENT, "role", "PARTNER"))));
  }

  private void made(String pattern, String path, JsonNode body) {
    names.put(pattern, Json.text(agency.owner().post(path, body).json(), "name"));
  }
}
