package io.agencysuite.metrics.clientreport;

import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.mongo.Claims;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.time.Ids;
import io.agencysuite.metrics.branding.BrandingStore;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.stream.LedgerStore;
import io.agencysuite.metrics.v1.AttributionServiceGrpc.AttributionServiceImplBase;
import io.agencysuite.metrics.v1.ReportServiceGrpc.ReportServiceImplBase;
import io.agencysuite.metrics.v1.VanityServiceGrpc.VanityServiceImplBase;
import java.security.SecureRandom;
import java.time.InstantSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// Wires the client reports.
@Configuration(proxyBeanMethods = false)
class ClientReportConfiguration {

  @Bean
  BrandingStore brandingStore(MongoDatabase database) {
    return new BrandingStore(database);
  }

  @Bean
  ClientReportStore clientReportStore(MongoDatabase database) {
    return new ClientReportStore(database);
  }

  @Bean
  ClientReports clientReports(ClientReportStore reports, Claims claims, InstantSource clock) {
    return new ClientReports(reports, claims, clock);
  }

  @Bean
  ShareStore shareStore(MongoDatabase database, Claims claims) {
    return new ShareStore(database, claims);
  }

  @Bean
  Shares shares(ShareStore shares, ClientReportStore reports, Ids ids, InstantSource clock) {
    return new Shares(shares, reports, ids, clock, new SecureRandom()::nextBytes);
  }

  @Bean
  ReportPrinter reportPrinter() {
    return new ReportPrinter();
  }

  @Bean
  MonthMessages monthMessages(
      ReportServiceImplBase reports,
      AttributionServiceImplBase attributions,
      VanityServiceImplBase worths,
      LedgerStore ledger) {
    return new MonthMessages(
        new MonthGrpcClient(reports, attributions, worths), new FactMessages(ledger));
  }

  @Bean
  NewReportMessages newReportMessages(
      ClientReportStore reports,
      ClientStore clients,
      BrandingStore brandings,
      MonthMessages months,
      ClientReports rules,
      Creations creations,
      Ids ids,
      InstantSource clock) {
    return new NewReportMessages(
        new NewReportMessages.Stores(reports, clients, brandings),
        months,
        rules,
        creations,
        ids,
        clock);
  }
}
