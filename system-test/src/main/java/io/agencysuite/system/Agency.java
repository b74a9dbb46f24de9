package io.agencysuite.system;

import io.agencysuite.rest.Json;
import io.agencysuite.rest.Rest;
import io.agencysuite.rest.SignedIn;
import java.security.SecureRandom;
import java.util.HexFormat;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// A fresh agency of its own in a suite, so that tests and proofs do not see each other.
///
/// @param anonymous calls without a credential
/// @param owner calls with all rights inside the tenant
public record Agency(String tenant, Rest anonymous, Rest owner) {

  /// Password of every user of these agencies, which live as long as a test.
  public static final String PASSWORD = "a long enough password";

  private static final int SUFFIX_BYTES = 5;
  private static final SecureRandom RANDOM = new SecureRandom();

  public static Agency create(Suite suite, String prefix) {
    return create(suite.door(), suite.operatorAuthorization(), prefix);
  }

  public static Agency create(Rest anonymous, String operator, String prefix) {
    byte[] suffix = new byte[SUFFIX_BYTES];
    RANDOM.nextBytes(suffix);
    String tenant = prefix + "-" + HexFormat.of().formatHex(suffix);
    String email = "owner@" + tenant + ".example";
    anonymous
        .as(() -> operator)
        .post(
            "/v1/tenants",
            Json.object(
                "tenantId", tenant,
                "tenant", Json.object("displayName", tenant),
                "ownerEmail", email,
                "ownerDisplayName", "Owner of " + tenant,
                "ownerPassword", PASSWORD,
                "requestId", tenant))
        .require();
    return new Agency(tenant, anonymous, SignedIn.user(anonymous, email, PASSWORD));
  }

  /// A caller with one role on one client, or on `clients/-` for all.
  public Rest user(String id, String role, String client) {
    String email = id + "@" + tenant + ".example";
    JsonNode user =
        owner
            .post(
                "/v1/users",
                Json.object(
                    "user",
                    Json.object("email", email, "displayName", id),
                    "password",
                    PASSWORD,
                    "requestId",
                    tenant + "-" + id))
            .json();
    String name = Json.text(user, "name");
    owner.post("/v1/grants", Json.object("user", name, "client", client, "role", role)).require();
    return SignedIn.user(anonymous, email, PASSWORD);
  }

  public JsonNode client(String id) {
    return client(id, Json.object());
  }

  /// @param fields what differs from a client in Berlin that counts in euros
  public JsonNode client(String id, ObjectNode fields) {
    ObjectNode client =
        Json.object("displayName", id, "timeZone", "Europe/Berlin", "currencyCode", "EUR");
    client.setAll(fields);
    return owner.post("/v1/clients?clientId=" + id, client).json();
  }

  public JsonNode channel(String client, String id, String type) {
    return owner
        .post(
            "/v1/clients/" + client + "/channels?channelId=" + id,
            Json.object("channelType", "channelTypes/" + type))
        .json();
  }
}
