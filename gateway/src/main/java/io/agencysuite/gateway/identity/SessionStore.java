package io.agencysuite.gateway.identity;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Sessions in the store that all doors share. Their ids begin with the user, so that a user's
/// sessions are one range.
final class SessionStore {
  private static final String COLLECTION = "sessions";
  private static final String KIND = "session";
  private static final int AT_ONCE = 200;

  private final Documents<StoredSession> documents;

  SessionStore(MongoDatabase database) {
    this.documents = Documents.of(database, COLLECTION, StoredSession.class);
    database
        .getCollection(COLLECTION)
        .createIndex(
            Indexes.ascending("doc.expireAt"),
            new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
  }

  void begin(Session session, StoredSession stored) {
    documents.insertOnce(key(session), stored);
  }

  Optional<StoredSession> get(Session session) {
    return documents.get(key(session)).map(Stored::value);
  }

  void renewed(Session session, Instant now) {
    documents.update(key(session), "", stored -> stored.renewedAt(now));
  }

  void revoke(Session session) {
    documents.update(key(session), "", StoredSession::revokedNow);
  }

  /// @param session the last part of its name
  Optional<Stored<StoredSession>> revoke(String tenant, String user, String session) {
    return documents.update(key(tenant, user, session), "", StoredSession::revokedNow);
  }

  /// The sessions of a user that have not ended, newest first.
  Page<Stored<StoredSession>> list(String tenant, String user, Instant now, PageRequest page) {
    return documents.listNewestFirst(
        prefix(tenant, user),
        Filters.and(Filters.eq("doc.revoked", false), Filters.gt("doc.expireAt", now)),
        page);
  }

  /// Ends every session of a user. Answers their ids.
  List<String> revokeAll(String tenant, String user, Instant now) {
    List<String> ended = new ArrayList<>();
    List<Stored<StoredSession>> found;
    do {
      found = list(tenant, user, now, new PageRequest(AT_ONCE, List.of(), 0)).items();
      for (Stored<StoredSession> session : found) {
        documents.update(session.key(), "", StoredSession::revokedNow);
        ended.add(id(session));
      }
    } while (found.size() == AT_ONCE);
    return ended;
  }

  /// The id of a session, without its user's.
  static String id(Stored<StoredSession> session) {
    String id = session.key().id();
    return id.substring(id.indexOf('.') + 1);
  }

  private static Key key(Session session) {
    return key(Principal.id(session.tenant()), Principal.id(session.user()), session.id());
  }

  private static Key key(String tenant, String user, String session) {
    return Key.ofTenant(tenant, KIND, user + '.' + session);
  }

  private static String prefix(String tenant, String user) {
    return Key.prefix(tenant, Key.NO_CLIENT, KIND) + user + '.';
  }
}
