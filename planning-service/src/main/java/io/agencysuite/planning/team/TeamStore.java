package io.agencysuite.planning.team;

import static com.mongodb.client.model.Filters.eq;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.error.AlreadyExists;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.planning.resource.ResourceNames;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// Team members, keyed by tenant.
public final class TeamStore {

  public static final String COLLECTION = "team";
  private static final String KIND = "teamMember";

  private final Documents<TeamMember> members;

  public TeamStore(MongoDatabase database) {
    this.members =
        Documents.of(database, "teamMembers", TeamMember.class).sendsStates().index("user");
  }

  public Documents<TeamMember> documents() {
    return members;
  }

  Stored<TeamMember> create(String tenant, String id, TeamMember member) {
    Key key = Key.ofTenant(tenant, KIND, id);
    return members
        .insert(key, member)
        .or(() -> members.get(key).filter(found -> sameCreation(found.value(), member)))
        .orElseThrow(() ->
            new AlreadyExists(
                "RESOURCE_EXISTS",
                "team_member_id: " + id + " is taken (expected: a new id)",
                Map.of("resource", ResourceNames.name(COLLECTION, id))));
  }

  Stored<TeamMember> get(String tenant, String name) {
    return members
        .get(ResourceNames.ofTenant(tenant, name, COLLECTION, KIND))
        .orElseThrow(() -> NotFound.resource(name));
  }

  public Optional<TeamMember> find(String tenant, String id) {
    return members.get(Key.ofTenant(tenant, KIND, id)).map(Stored::value);
  }

  /// The id of the active member with this login; of the first one if there are several.
  public Optional<String> idOfUser(String tenant, String user) {
    PageRequest first = PageRequest.of(1, "");
    return members
        .listBy(
            tenant + "/" + Key.NO_CLIENT,
            "user",
            user,
            user + "\u0000",
            eq("doc.active", true),
            first,
            TeamMember::user)
        .items()
        .stream()
        .map(found -> found.key().id())
        .findFirst();
  }

  Page<Stored<TeamMember>> list(String tenant, boolean inactiveToo, PageRequest page) {
    return members.list(
        Key.prefix(tenant, Key.NO_CLIENT, KIND), inactiveToo ? null : eq("doc.active", true), page);
  }

  Stored<TeamMember> update(
      String tenant, String name, String etag, UnaryOperator<TeamMember> change) {
    return members
        .update(ResourceNames.ofTenant(tenant, name, COLLECTION, KIND), etag, change)
        .orElseThrow(() -> NotFound.resource(name));
  }

  private static boolean sameCreation(TeamMember found, TeamMember asked) {
    return !asked.creation().isEmpty() && asked.creation().equals(found.creation());
  }
}
