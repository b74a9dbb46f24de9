package io.agencysuite.metrics.clientreport;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.mongo.Claims;
import io.agencysuite.kit.mongo.Documents;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// The links of reports. The hash of a link's secret is a claim that names the link.
public final class ShareStore {

  private static final String KIND = "clientReportShare";

  private final Documents<Share> shares;
  private final Claims claims;

  public ShareStore(MongoDatabase database, Claims claims) {
    this.shares = Documents.of(database, "clientReportShares", Share.class);
    this.claims = claims;
  }

  /// Stores the link before its secret leads to it.
  Stored<Share> insert(Key key, Share share, String secretHash) {
    Stored<Share> stored = shares.insertOnce(key, share);
    claims.claim(claim(secretHash), key.toString(), "", null);
    return stored;
  }

  Optional<Stored<Share>> bySecret(String secretHash) {
    return claims.find(claim(secretHash)).flatMap(claim -> shares.get(Key.parse(claim.target())));
  }

  Optional<Stored<Share>> update(Key key, UnaryOperator<Share> change) {
    return shares.update(key, "", change);
  }

  /// Oldest first.
  Page<Stored<Share>> list(Key report, PageRequest page) {
    return shares.list(
        Key.prefix(report.tenant(), report.client(), KIND) + report.id() + '.', null, page);
  }

  static Key key(Key report, String id) {
    return new Key(report.tenant(), report.client(), KIND, report.id() + '.' + id);
  }

  /// The report that a link opens.
  static Key report(Key share) {
    String id = share.id().substring(0, share.id().indexOf('.'));
    return ClientReportStore.key(share.tenant(), share.client(), id);
  }

  /// The id of a link within its report.
  static String id(Key share) {
    return share.id().substring(share.id().indexOf('.') + 1);
  }

  private static Key claim(String secretHash) {
    return new Key("-", Key.NO_CLIENT, "claim", "client-report-share:" + secretHash);
  }
}
