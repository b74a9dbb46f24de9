package io.agencysuite.crm.lead;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Leads in the store.
@Component
public final class LeadStore {

  private static final String KIND = "lead";
  private static final String CAPTURE_TIME = "capture.captureTime";

  private final Documents<Lead> documents;

  public LeadStore(MongoDatabase database) {
    this.documents = Documents.of(database, "leads", Lead.class).sendsStates().index(CAPTURE_TIME);
  }

  public static Key key(String tenant, String client, String id) {
    return new Key(tenant, client, KIND, id);
  }

  Documents<Lead> documents() {
    return documents;
  }

  Stored<Lead> insertOnce(Key key, Lead lead) {
    return documents.insertOnce(key, lead);
  }

  /// The lead, or NOT_FOUND.
  public Stored<Lead> require(Key key) {
    return documents.get(key).orElseThrow(() -> NotFound.resource(LeadMessages.name(key)));
  }

  /// Those of the keys that exist.
  public List<Key> existing(List<Key> keys) {
    return documents.getAll(keys).stream().map(Stored::key).toList();
  }

  /// The one effect of a call.
  Stored<Lead> update(Key key, String etag, UnaryOperator<Lead> change) {
    return documents
        .updateOnce(key, etag, change)
        .orElseThrow(() -> NotFound.resource(LeadMessages.name(key)));
  }

  /// One of several changes of a call.
  Stored<Lead> step(Key key, UnaryOperator<Lead> change) {
    return documents
        .update(key, "", change)
        .orElseThrow(() -> NotFound.resource(LeadMessages.name(key)));
  }

  /// True if the call on this thread began to change the lead in a former try.
  boolean isAffected(Key key) {
    return documents.affected(key).isPresent();
  }

  Page<Stored<Lead>> list(
      String tenant,
      String client,
      List<Lead.State> states,
      @Nullable Instant from,
      @Nullable Instant until,
      PageRequest page) {
    Bson filter =
        states.isEmpty() ? null : Filters.in("doc.state", states.stream().map(Enum::name).toList());
    return documents.listNewestBy(
        tenant + '/' + client,
        CAPTURE_TIME,
        from,
        until,
        filter,
        page,
        lead -> lead.capture().captureTime());
  }
}
