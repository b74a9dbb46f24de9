package io.agencysuite.metrics.clientreport;

import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.error.ResourceExhausted;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.page.Page;
import io.agencysuite.kit.page.PageRequest;
import io.agencysuite.kit.time.Ids;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Pattern;

/// Links by which people without an account read a report. Of the secret only its hash is kept, so
/// that whoever reads the store can open nothing.
final class Shares {

  private static final int SECRET_BYTES = 32;
  private static final int DEFAULT_DAYS = 30;
  private static final int MOST = 100;
  private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{43}");

  private final ShareStore shares;
  private final ClientReportStore reports;
  private final Ids ids;
  private final InstantSource clock;
  private final Chance chance;

  Shares(
      ShareStore shares, ClientReportStore reports, Ids ids, InstantSource clock, Chance chance) {
    this.shares = shares;
    this.reports = reports;
    this.ids = ids;
    this.clock = clock;
    this.chance = chance;
  }

  /// Fills bytes with chance.
  @FunctionalInterface
  interface Chance {
    void fill(byte[] bytes);
  }

  /// A link with its secret, which nobody can learn later.
  record NewShare(Stored<Share> share, String secret) {}

  /// @param days 0 for the default
  NewShare make(Key report, int days) {
    if (!reports.require(report).value().isIssued()) {
      throw new FailedPrecondition(
          "STATE_FORBIDS",
          ClientReportStore.name(report) + ": it is a draft (expected: an issued report)");
    }
    if (shares.list(report, new PageRequest(MOST, List.of(), 0)).items().size() >= MOST) {
      throw new ResourceExhausted(
          "LIMIT_REACHED", ClientReportStore.name(report) + ": it has " + MOST + " links");
    }
    byte[] bytes = new byte[SECRET_BYTES];
    chance.fill(bytes);
    String secret = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    Instant now = clock.instant();
    Instant expiry = now.plus(Duration.ofDays(days == 0 ? DEFAULT_DAYS : days));
    Share share = new Share(now, expiry, false, 0, null);
    return new NewShare(
        shares.insert(ShareStore.key(report, ids.next()), share, hash(secret)), secret);
  }

  Page<Stored<Share>> list(Key report, PageRequest page) {
    reports.require(report);
    return shares.list(report, page);
  }

  Stored<Share> revoke(Key report, String id) {
    return shares
        .update(ShareStore.key(report, id), Share::withdrawn)
        .orElseThrow(() -> NotFound.resource(ClientReportStore.name(report) + "/shares/" + id));
  }

  /// The report of a link.
  ///
  /// @param counted false for robots
  /// @throws NotFound alike for every link that opens nothing
  ClientReport open(String secret, boolean counted) {
    if (!SECRET.matcher(secret).matches()) {
      throw unknown();
    }
    Instant now = clock.instant();
    Stored<Share> share =
        shares
            .bySecret(hash(secret))
            .filter(found -> found.value().opensAt(now))
            .orElseThrow(Shares::unknown);
    ClientReport report =
        reports.find(ShareStore.report(share.key())).orElseThrow(Shares::unknown).value();
    if (counted) {
      shares.update(share.key(), current -> current.viewed(now));
    }
    return report;
  }

  private static NotFound unknown() {
    return NotFound.resource("/c/...");
  }

  private static String hash(String secret) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.US_ASCII));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
