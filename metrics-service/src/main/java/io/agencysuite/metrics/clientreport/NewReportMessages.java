package io.agencysuite.metrics.clientreport;

import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.time.Ids;
import io.agencysuite.metrics.branding.BrandingStore;
import io.agencysuite.metrics.clientreport.ClientReport.Language;
import io.agencysuite.metrics.state.Client;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.v1.CreateClientReportRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.Optional;

/// Makes new reports: copies the figures, says them in sentences, takes the branding along.
final class NewReportMessages {

  private final ClientReportStore reports;
  private final ClientStore clients;
  private final BrandingStore brandings;
  private final MonthMessages months;
  private final ClientReports rules;
  private final Creations creations;
  private final Ids ids;
  private final InstantSource clock;

  NewReportMessages(
      Stores stores,
      MonthMessages months,
      ClientReports rules,
      Creations creations,
      Ids ids,
      InstantSource clock) {
    this.reports = stores.reports();
    this.clients = stores.clients();
    this.brandings = stores.brandings();
    this.months = months;
    this.rules = rules;
    this.creations = creations;
    this.ids = ids;
    this.clock = clock;
  }

  /// What is read and written.
  record Stores(ClientReportStore reports, ClientStore clients, BrandingStore brandings) {}

  Stored<ClientReport> create(CreateClientReportRequest request) {
    String tenant = CurrentCall.tenant();
    String clientId = request.getParent().substring(request.getParent().indexOf('/') + 1);
    Client client = clients.require(tenant, clientId);
    var wanted = request.getClientReport();
    YearMonth month = rules.over(wanted.getMonth(), client);
    Language language = ClientReportMessages.language(wanted.getLanguage());
    ClientReport.Remarks remarks = ClientReportMessages.remarks(wanted);
    String id =
        creations.idFor(
            CurrentCall.identity(),
            "CreateClientReport",
            request.getRequestId(),
            request,
            ids::next);
    Key key = ClientReportStore.key(tenant, clientId, id);
    Optional<Stored<ClientReport>> former = reports.find(key);
    if (former.isPresent()) {
      return former.get();
    }
    Instant now = clock.instant();
    Content copied =
        months.copy(new MonthMessages.Wanted(tenant, clientId, client, month, language), now);
    Content content = copied.saying(Summary.of(copied, Words.in(language)));
    return reports.insertOnce(
        key,
        new ClientReport(
            month.toString(),
            language,
            remarks,
            rules.lineage(key, wanted.getReplaces(), month.toString(), content),
            content,
            brandings.of(tenant),
            ClientReport.State.DRAFT,
            now,
            null));
  }
}
