package io.agencysuite.metrics.clientreport;

import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Claims;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.metrics.clientreport.ClientReport.Lineage;
import io.agencysuite.metrics.state.Client;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Map;

/// What can be done with client reports, whoever asks.
final class ClientReports {

  private final ClientReportStore reports;
  private final Claims claims;
  private final InstantSource clock;

  ClientReports(ClientReportStore reports, Claims claims, InstantSource clock) {
    this.reports = reports;
    this.claims = claims;
    this.clock = clock;
  }

  /// The month, if it is over where the client is.
  YearMonth over(String text, Client client) {
    YearMonth month = YearMonth.parse(text);
    YearMonth running = YearMonth.from(clock.instant().atZone(client.zone()));
    if (!month.isBefore(running)) {
      throw InvalidArgument.field(
          "month",
          text,
          "a month that is over in "
              + client.timeZone()
              + ", "
              + running.minusMonths(1)
              + " at the latest");
    }
    return month;
  }

  /// What a new report of this content continues.
  ///
  /// @param replaces name of the report it corrects; empty for none
  Lineage lineage(Key key, String replaces, String month, Content content) {
    if (replaces.isEmpty()) {
      return Lineage.FIRST;
    }
    String prefix = "clients/" + key.client() + "/clientReports/";
    if (!replaces.startsWith(prefix)) {
      throw NotFound.resource(replaces);
    }
    String id = replaces.substring(prefix.length());
    ClientReport before = require(key.tenant(), key.client(), id).value();
    before.requireReplaceable();
    if (!before.month().equals(month)) {
      throw InvalidArgument.field("replaces", before.month(), "a report of " + month);
    }
    return new Lineage(
        before.lineage().version() + 1, id, "", Differences.between(before.content(), content));
  }

  /// Issues a draft. The report it replaces is told first, so that two corrections of one report
  /// are never both issued; a try that ended there is completed by the next.
  Stored<ClientReport> issue(Key key, String etag) {
    Stored<ClientReport> draft = reports.require(key);
    if (draft.value().isIssued()) {
      return draft;
    }
    Instant now = clock.instant();
    ClientReport issued = draft.value().issued(now);
    String replaces = issued.lineage().replaces();
    if (replaces.isEmpty()) {
      requireFirst(key, issued);
    } else {
      reports.update(
          ClientReportStore.key(key.tenant(), key.client(), replaces),
          "",
          before ->
              before.lineage().replacedBy().equals(key.id())
                  ? before
                  : before.replacedBy(key.id()));
    }
    return reports.update(key, etag, current -> current.isIssued() ? current : current.issued(now));
  }

  /// A month has one report in a language that corrects no other; whoever claims the month first
  /// issues it.
  private void requireFirst(Key key, ClientReport report) {
    String what = report.month() + ' ' + report.language();
    Key value = new Key(key.tenant(), key.client(), "claim", "issuedReport:" + what);
    String owner = claims.claim(value, key.toString(), "", null).target();
    if (owner.equals(key.toString())) {
      return;
    }
    Key other = Key.parse(owner);
    if (reports.find(other).isPresent()) {
      throw new FailedPrecondition(
          "MONTH_REPORTED",
          what + ": reported by " + other.id() + " (expected: a report that replaces it)",
          Map.of("clientReport", ClientReportStore.name(other)));
    }
    claims.release(value, owner);
    requireFirst(key, report);
  }

  private Stored<ClientReport> require(String tenant, String client, String id) {
    if (id.isEmpty() || id.indexOf('/') >= 0) {
      throw NotFound.resource("clients/" + client + "/clientReports/" + id);
    }
    return reports.require(ClientReportStore.key(tenant, client, id));
  }
}
