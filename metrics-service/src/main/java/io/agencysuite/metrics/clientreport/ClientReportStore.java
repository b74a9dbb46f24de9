package io.agencysuite.metrics.clientreport;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The client reports.
public final class ClientReportStore {

  private static final String KIND = "clientReport";

  private final Documents<ClientReport> reports;

  public ClientReportStore(MongoDatabase database) {
    this.reports = Documents.of(database, "clientReports", ClientReport.class);
  }

  Stored<ClientReport> insertOnce(Key key, ClientReport report) {
    return reports.insertOnce(key, report);
  }

  Optional<Stored<ClientReport>> find(Key key) {
    return reports.get(key);
  }

  Stored<ClientReport> require(Key key) {
    return find(key).orElseThrow(() -> NotFound.resource(name(key)));
  }

  Stored<ClientReport> update(Key key, String etag, UnaryOperator<ClientReport> change) {
    return reports.updateOnce(key, etag, change).orElseThrow(() -> NotFound.resource(name(key)));
  }

  void delete(Stored<ClientReport> draft) {
    reports.delete(draft);
  }

  /// Newest first.
  Page<Stored<ClientReport>> list(
      String tenant, String client, boolean issuedOnly, PageRequest page) {
    return reports.listNewestFirst(
        Key.prefix(tenant, client, KIND),
        issuedOnly ? Filters.eq("doc.state", ClientReport.State.ISSUED.name()) : null,
        page);
  }

  static Key key(String tenant, String client, String id) {
    return new Key(tenant, client, KIND, id);
  }

  static String name(Key key) {
    return "clients/" + key.client() + "/clientReports/" + key.id();
  }
}
