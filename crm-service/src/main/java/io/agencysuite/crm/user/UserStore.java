package io.agencysuite.crm.user;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.crm.unique.UniqueValues;
import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.error.AlreadyExists;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Claims;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.springframework.stereotype.Component;

/// Users in the store. An e-mail address belongs to one user of the installation.
@Component
public final class UserStore {

  private static final String KIND = "user";
  private static final String INSTALLATION = "-";

  private final Documents<User> documents;
  private final UniqueValues<User> emails;

  public UserStore(MongoDatabase database, Claims claims) {
    this.documents = Documents.of(database, "users", User.class, UserStore::countPasswords);
    this.emails =
        new UniqueValues<>(
            claims,
            documents,
            (user, value) ->
                emailKey(user.email()).equals(value)
                    || emailKey(user.claimingEmail()).equals(value));
  }

  private static BsonDocument countPasswords(BsonDocument user) {
    return user.append("passwordVersion", new BsonInt64(0));
  }

  public static Key key(String tenant, String id) {
    return Key.ofTenant(tenant, KIND, id);
  }

  private static Key emailKey(String email) {
    return UniqueValues.key(INSTALLATION, Key.NO_CLIENT, "user-email", email);
  }

  /// Takes the address for a user that is about to be stored.
  public void reserve(Key key, String email) {
    if (!emails.take(emailKey(email), key).equals(key)) {
      throw taken();
    }
  }

  /// Gives up an address that was reserved for nothing.
  public void giveUp(Key key, String email) {
    emails.release(emailKey(email), key);
  }

  /// Stores a user, or answers the one that a former try has stored under the key.
  public Stored<User> create(Key key, User user) {
    reserve(key, user.email());
    return documents.insertOnce(key, user);
  }

  Optional<Stored<User>> get(Key key) {
    return documents.get(key);
  }

  Stored<User> require(String tenant, String id) {
    return get(key(tenant, id)).orElseThrow(() -> NotFound.resource("users/" + id));
  }

  Optional<Stored<User>> byEmail(String email) {
    return emails
        .owner(emailKey(email))
        .flatMap(documents::get)
        .filter(stored -> stored.value().email().equals(email));
  }

  List<Stored<User>> getAll(Collection<Key> keys) {
    return documents.getAll(keys);
  }

  Page<Stored<User>> list(String tenant, PageRequest page) {
    return documents.list(Key.prefix(tenant, Key.NO_CLIENT, KIND), null, page);
  }

  /// Applies a change that leaves the address as it is.
  Optional<Stored<User>> update(Key key, String etag, UnaryOperator<User> change) {
    return documents.updateOnce(key, etag, change);
  }

  /// Applies a change that may also be one of the address: the user first writes down which address
  /// it wants, then takes it, then has it and gives the old one up.
  Optional<Stored<User>> updateWithEmail(Key key, String etag, UnaryOperator<User> change) {
    Stored<User> current = documents.get(key).orElse(null);
    if (current == null) {
      return Optional.empty();
    }
    User next = change.apply(current.value());
    if (next.email().equals(current.value().email())) {
      return update(key, etag, change);
    }
    if (!etag.isEmpty() && !etag.equals(current.etag())) {
      throw Aborted.stale("users/" + key.id(), etag, current.etag());
    }
    Stored<User> wanting = documents.replace(current, current.value().claiming(next.email()));
    if (!emails.take(emailKey(next.email()), key).equals(key)) {
      documents.replace(wanting, wanting.value().claiming(""));
      throw taken();
    }
    Stored<User> changed = documents.replace(wanting, next);
    emails.release(emailKey(current.value().email()), key);
    return Optional.of(changed);
  }

  private static AlreadyExists taken() {
    return new AlreadyExists(
        "EMAIL_TAKEN", "email: a user has this address (expected: an address nobody uses)");
  }
}
