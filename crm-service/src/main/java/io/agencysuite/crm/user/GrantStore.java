package io.agencysuite.crm.user;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.time.Instant;
import java.util.List;
import org.bson.conversions.Bson;
import org.springframework.stereotype.Component;

/// Grants in the store. Their ids begin with the user, so that a user's grants are one range.
@Component
public final class GrantStore {

  private static final String KIND = "grant";
  private static final int MOST_GRANTS = 1_000;
  private static final Bson HELD = Filters.eq("doc.revoked", false);

  private final Documents<Grant> documents;
  private final UserStore users;

  public GrantStore(MongoDatabase database, UserStore users) {
    this.documents = Documents.of(database, "grants", Grant.class);
    this.users = users;
  }

  /// Grants, also again what was taken back.
  public Stored<Grant> grant(String tenant, Grant grant, Instant now) {
    Key key = key(tenant, grant.id());
    documents.insertOnce(key, grant);
    return documents.updateOnce(key, "", current -> current.granted(now)).orElseThrow();
  }

  Page<Stored<Grant>> list(String tenant, String user, PageRequest page) {
    return documents.list(prefix(tenant, user), HELD, page);
  }

  /// All grants of one user.
  List<Stored<Grant>> ofUser(String tenant, String user) {
    return documents
        .list(prefix(tenant, user), HELD, new PageRequest(MOST_GRANTS, List.of(), 0))
        .items();
  }

  void revoke(String tenant, String id) {
    Key key = key(tenant, id);
    Grant grant =
        documents
            .get(key)
            .map(Stored::value)
            .filter(g -> !g.revoked())
            .orElseThrow(() -> NotFound.resource("grants/" + id));
    if (grant.ownsTenant()) {
      requireAnotherOwner(tenant, grant.user());
    }
    documents.update(key, "", Grant::revokedNow);
  }

  /// Refuses to go on if this user is the last active owner of all clients.
  void requireAnotherOwner(String tenant, String user) {
    List<Key> others =
        documents
            .list(
                prefix(tenant, ""),
                Filters.and(
                    HELD,
                    Filters.eq("doc.role", "OWNER"),
                    Filters.eq("doc.client", Grant.ALL_CLIENTS),
                    Filters.ne("doc.user", user)),
                new PageRequest(MOST_GRANTS, List.of(), 0))
            .items()
            .stream()
            .map(stored -> UserStore.key(tenant, stored.value().user()))
            .toList();
    boolean active =
        users.getAll(others).stream().anyMatch(u -> u.value().state() == User.State.ACTIVE);
    if (!active) {
      throw new FailedPrecondition(
          "LAST_OWNER",
          "users/" + user + " is the last active owner (expected: another owner of all clients)");
    }
  }

  private static Key key(String tenant, String id) {
    return Key.ofTenant(tenant, KIND, id);
  }

  private static String prefix(String tenant, String user) {
    String all = Key.prefix(tenant, Key.NO_CLIENT, KIND);
    return user.isEmpty() ? all : all + user + '.';
  }
}
