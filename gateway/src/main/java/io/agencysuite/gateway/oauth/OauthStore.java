package io.agencysuite.gateway.oauth;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// Authorizations, hashes of tokens, sign-ins on their way and consents, in the store that all
/// doors share. All but the consents are forgotten when they have ended.
final class OauthStore {
  private static final String NOBODY = "-";

  private final Documents<StoredAuthorization> authorizations;
  private final Documents<StoredToken> tokens;
  private final Documents<StoredTicket> tickets;
  private final Documents<StoredFlight> flights;
  private final Documents<StoredConsent> consents;

  OauthStore(MongoDatabase database) {
    this.authorizations = passing(database, "oauth-authorizations", StoredAuthorization.class);
    this.tokens = passing(database, "oauth-tokens", StoredToken.class);
    this.tickets = passing(database, "oauth-tickets", StoredTicket.class);
    this.flights = passing(database, "oauth-flights", StoredFlight.class);
    this.consents = Documents.of(database, "oauth-consents", StoredConsent.class);
  }

  private static <T extends Record> Documents<T> passing(
      MongoDatabase database, String name, Class<T> type) {
    database
        .getCollection(name)
        .createIndex(
            Indexes.ascending("doc.expireAt"),
            new IndexOptions().expireAfter(0L, TimeUnit.SECONDS));
    return Documents.of(database, name, type);
  }

  Optional<Stored<StoredAuthorization>> authorization(String id) {
    return authorizations.get(Key.ofTenant(NOBODY, "authorization", id));
  }

  void begin(String id, StoredAuthorization value) {
    authorizations.insertOnce(Key.ofTenant(NOBODY, "authorization", id), value);
  }

  /// @throws io.agencysuite.kit.error.Aborted if somebody else was faster
  void replace(Stored<StoredAuthorization> current, StoredAuthorization next) {
    authorizations.replace(current, next);
  }

  void forget(Stored<StoredAuthorization> current) {
    authorizations.delete(current);
  }

  Optional<StoredToken> token(String hash) {
    return tokens.get(token0(hash)).map(Stored::value);
  }

  void remember(String hash, StoredToken token) {
    tokens.insertOnce(token0(hash), token);
  }

  Optional<StoredTicket> ticket(String hash) {
    return tickets.get(ticket0(hash)).map(Stored::value);
  }

  void remember(String hash, StoredTicket ticket) {
    tickets.insertOnce(ticket0(hash), ticket);
  }

  void forgetTicket(String hash) {
    tickets.get(ticket0(hash)).ifPresent(tickets::delete);
  }

  void remember(String hash, StoredFlight flight) {
    flights.insertOnce(flight0(hash), flight);
  }

  /// A flight that comes back for the first time, whichever door it comes to.
  Optional<StoredFlight> land(String hash) {
    Optional<Stored<StoredFlight>> found =
        flights.get(flight0(hash)).filter(flight -> !flight.value().back());
    try {
      found.ifPresent(flight ->
          flights.replace(
              flight, new StoredFlight(flight.value().query(), true, flight.value().expireAt())));
    } catch (Aborted e) {
      // It came back twice at the same moment.
      return Optional.empty();
    }
    return found.map(Stored::value);
  }

  Optional<StoredConsent> consent(String tenant, String user, String client) {
    return consents.get(consent0(tenant, user, client)).map(Stored::value);
  }

  void allow(String tenant, String user, String client, List<String> scopes) {
    Key key = consent0(tenant, user, client);
    StoredConsent next = new StoredConsent(scopes);
    if (consents.update(key, "", _ -> next).isEmpty()) {
      consents.insertOnce(key, next);
    }
  }

  private static Key token0(String hash) {
    return Key.ofTenant(NOBODY, "token", hash);
  }

  private static Key ticket0(String hash) {
    return Key.ofTenant(NOBODY, "ticket", hash);
  }

  private static Key flight0(String hash) {
    return Key.ofTenant(NOBODY, "flight", hash);
  }

  private static Key consent0(String tenant, String user, String client) {
    return Key.ofTenant(tenant, "consent", user + '.' + client);
  }
}
