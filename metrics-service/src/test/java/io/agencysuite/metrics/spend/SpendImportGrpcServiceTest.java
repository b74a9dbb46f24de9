package io.agencysuite.metrics.spend;

import static io.agencysuite.metrics.Agency.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.common.v1.Money;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.DownloadRefusedRowsRequest;
import io.agencysuite.metrics.v1.ListSpendImportErrorsRequest;
import io.agencysuite.metrics.v1.NetworkFigures;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.SetSpendPlacesRequest;
import io.agencysuite.metrics.v1.SpendImport;
import io.agencysuite.metrics.v1.SpendImport.Field;
import io.agencysuite.metrics.v1.SpendImport.Mapping;
import io.agencysuite.metrics.v1.SpendImport.Profile;
import io.agencysuite.metrics.v1.SpendImport.State;
import io.agencysuite.metrics.v1.SpendImportError;
import io.agencysuite.metrics.v1.SpendPlace;
import org.junit.jupiter.api.Test;

class SpendImportGrpcServiceTest {

  @Test
  void checksFileBeforeAnythingCounts() {
    Imports imports = new Imports(Agency.inBerlin());

    SpendImport checked = imports.check(SpendFiles.utf8(SpendFiles.META_ENGLISH));

    assertThat(checked.getProfile()).isEqualTo(Profile.META);
    assertThat(checked.getState()).isEqualTo(State.READY);
    assertThat(checked.getCounts().getCreated()).isEqualTo(3);
    assertThat(checked.getCurrencyTotals(0).getAmount()).isEqualTo(euros(2800));
    assertThat(checked.getDayTotals(0).getAmount()).isEqualTo(euros(1734));
    assertThat(checked.getCampaigns(0).getPlace().getCampaign()).isEqualTo("Autumn-sale");
    assertThat(imports.totals().getAdCost()).isEqualTo(euros(0));
  }

  @Test
  void writesCostsAndInsightsAndNeverDoublesThem() {
    Imports imports = new Imports(Agency.inBerlin());
    imports.commit(imports.check(SpendFiles.utf8(SpendFiles.META_ENGLISH)));

    SpendImport again = imports.commit(imports.check(SpendFiles.utf16(SpendFiles.META_ENGLISH)));
    String restated = SpendFiles.META_ENGLISH.replace("10.66", "11.66");
    SpendImport check = imports.check(SpendFiles.utf8(restated));
    SpendImport newer = imports.commit(check);

    assertThat(again.getEncoding()).isEqualTo("UTF-16LE");
    assertThat(again.getCounts().getUnchanged()).isEqualTo(3);
    assertThat(check.getCurrencyTotals(0).getChangedDays()).isEqualTo(1);
    assertThat(check.getCurrencyTotals(0).getAmountBefore()).isEqualTo(euros(2800));
    assertThat(newer.getCounts().getChanged()).isEqualTo(1);
    assertThat(newer.getCounts().getUnchanged()).isEqualTo(2);
    assertThat(imports.totals().getAdCost()).isEqualTo(euros(2900));
    NetworkFigures network = imports.totals().getNetwork();
    assertThat(network.getImpressions()).isEqualTo(3300);
    assertThat(network.getLikes()).isEqualTo(12);
    assertThat(network.getNetworkClicks()).isEqualTo(41);
  }

  @Test
  void revertsToWhatWasBefore() {
    Imports imports = new Imports(Agency.inBerlin());
    imports.commit(imports.check(SpendFiles.utf8(SpendFiles.META_ENGLISH)));
    String restated =
        SpendFiles.META_ENGLISH.replace("10.66", "11.66")
            + """
            2026-11-11,2026-11-11,Brand,active,3.00,1,2,3,4
            """;
    SpendImport second = imports.commit(imports.check(SpendFiles.utf8(restated)));
    assertThat(imports.totals().getAdCost()).isEqualTo(euros(3200));

    SpendImport reverted = imports.revert(second);

    assertThat(reverted.getState()).isEqualTo(State.REVERTED);
    assertThat(reverted.getCounts().getKept()).isZero();
    assertThat(imports.totals().getAdCost()).isEqualTo(euros(2800));
    imports.commit(imports.check(SpendFiles.utf8(restated)));
    assertThat(imports.totals().getAdCost()).isEqualTo(euros(3200));
  }

  @Test
  void readsGermanExportsOfMetaAndGoogle() {
    Imports imports = new Imports(Agency.inBerlin());

    SpendImport meta = imports.commit(imports.check(SpendFiles.utf8(SpendFiles.META_GERMAN)));
    SpendImport google = imports.commit(imports.check(SpendFiles.utf16(SpendFiles.GOOGLE_GERMAN)));

    assertThat(meta.getDecimalSeparator()).isEqualTo(",");
    assertThat(meta.getCurrencyTotals(0).getAmount()).isEqualTo(euros(101934));
    assertThat(meta.getCampaigns(0).getPlace().getCampaign()).isEqualTo("Herbst-Aktion");
    assertThat(google.getProfile()).isEqualTo(Profile.GOOGLE_ADS);
    assertThat(google.getCounts().getTotalRows()).isEqualTo(1);
    assertThat(google.getStatedTotal()).isEqualTo(euros(130000));
    assertThat(imports.totals().getAdCost()).isEqualTo(euros(231934));
    assertThat(imports.totals().getNetwork().getNetworkClicks()).isEqualTo(310);
  }

  @Test
  void readsLinkedInInItsCurrency() {
    Imports imports = new Imports(Agency.inBerlin());

    SpendImport linkedIn = imports.commit(imports.check(SpendFiles.utf16(SpendFiles.LINKEDIN)));

    assertThat(linkedIn.getProfile()).isEqualTo(Profile.LINKEDIN);
    assertThat(linkedIn.getDateFormat()).isEqualTo("M/d/yyyy");
    assertThat(imports.report().getOtherCurrencies(0).getAdCost())
        .isEqualTo(Money.newBuilder().setMinorUnits(20000).setCurrencyCode("USD").build());
  }

  /// A linked account's cost is that account's, by whichever of the two it was exported.
  @Test
  void readsCostOfGoogleAnalyticsAsThatOfGoogleAds() {
    Imports imports = new Imports(Agency.inBerlin());
    imports.commit(imports.check(SpendFiles.utf16(SpendFiles.GOOGLE_GERMAN)));

    SpendImport analytics =
        imports.commit(
            imports.check(
                SpendFiles.utf8(SpendFiles.ANALYTICS_COST),
                SpendImport.newBuilder().setCurrencyCode("EUR")));

    assertThat(analytics.getProfile()).isEqualTo(Profile.GOOGLE_ADS);
    assertThat(analytics.getDateFormat()).isEqualTo("yyyyMMdd");
    assertThat(analytics.getCounts().getCreated()).isZero();
    assertThat(imports.totals().getAdCost()).isEqualTo(euros(130000));
    assertThat(imports.totals().getNetwork().getNetworkClicks()).isEqualTo(330);
  }

  @Test
  void refusesAnalyticsAndLeavesUnknownFilesToTheirMapping() {
    Imports imports = new Imports(Agency.inBerlin());
    byte[] unknown = SpendFiles.utf8("When;Euros\n10.11.2026;1.000,5\n");

    assertThatThrownBy(() -> imports.check(SpendFiles.utf8(SpendFiles.ANALYTICS)))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining("without ad cost by day");
    SpendImport unmapped = imports.check(unknown);
    SpendImport mapped =
        imports.commit(
            imports.check(
                unknown,
                SpendImport.newBuilder()
                    .setCurrencyCode("EUR")
                    .setDecimalSeparator(",")
                    .addMappings(Mapping.newBuilder().setColumn("When").setField(Field.DAY))
                    .addMappings(Mapping.newBuilder().setColumn("Euros").setField(Field.AMOUNT))));

    assertThat(unmapped.getState()).isEqualTo(State.UNMAPPED);
    assertThat(unmapped.getColumnsList()).containsExactly("When", "Euros");
    assertThat(mapped.getCounts().getCreated()).isEqualTo(1);
    assertThat(imports.totals().getAdCost()).isEqualTo(euros(100050));
  }

  @Test
  void saysWhatIsWrongWithEachRow() {
    Imports imports = new Imports(Agency.inBerlin());
    String text =
        """
        Day,Campaign name,Amount spent (EUR)
        2026-11-09,Brand,5.00
        2026-11-09,Brand,5.00
        2026-13-09,Brand,5.00
        2026-11-10,Brand,-3.00
        2026-11-11,Brand,free
        """;

    SpendImport checked = imports.check(SpendFiles.utf8(text));

    assertThat(checked.getCounts().getRefusedRows()).isEqualTo(4);
    assertThat(
            imports
                .stub
                .listSpendImportErrors(
                    ListSpendImportErrorsRequest.newBuilder().setParent(checked.getName()).build())
                .getErrorsList())
        .extracting(SpendImportError::getLine, SpendImportError::getValue)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(3L, "the same row again"),
            org.assertj.core.groups.Tuple.tuple(4L, "2026-13-09"),
            org.assertj.core.groups.Tuple.tuple(5L, "-3.00"),
            org.assertj.core.groups.Tuple.tuple(6L, "free"));
    assertThat(
            imports
                .stub
                .downloadRefusedRows(
                    DownloadRefusedRowsRequest.newBuilder().setName(checked.getName()).build())
                .getData()
                .toStringUtf8())
        .startsWith("Day,Campaign name,Amount spent (EUR),import_line,import_errors")
        .contains("2026-13-09,Brand,5.00,4,");
  }

  @Test
  void addsBreakdownsTogetherAndRefusesAnotherLevelOfTheSameDays() {
    Imports imports = new Imports(Agency.inBerlin());
    String byAge =
        """
        Day,Campaign name,Age,Amount spent (EUR)
        2026-11-09,Brand,18-24,5.00
        2026-11-09,Brand,25-34,7.00
        """;
    String byAd =
        """
        Day,Campaign name,Ad name,Amount spent (EUR)
        2026-11-09,Brand,Cat,12.00
        2026-11-10,Brand,Cat,1.00
        """;
    imports.commit(imports.check(SpendFiles.utf8(byAge)));

    SpendImport other = imports.commit(imports.check(SpendFiles.utf8(byAd)));

    assertThat(other.getCounts().getRefusedRows()).isEqualTo(1);
    assertThat(other.getCounts().getCreated()).isEqualTo(1);
    assertThat(imports.totals().getAdCost()).isEqualTo(euros(1300));
  }

  @Test
  void remembersWhereCampaignsCount() {
    Imports imports = new Imports(Agency.inBerlin());
    imports.stub.setSpendPlaces(
        SetSpendPlacesRequest.newBuilder()
            .setParent(imports.agency.parent())
            .addPlaces(
                SpendPlace.newBuilder()
                    .setProfile(Profile.META)
                    .setPlatformCampaign("Brand")
                    .setChannel("instagram")
                    .setCampaign("brand"))
            .build());

    SpendImport checked =
        imports.check(
            SpendFiles.utf8(SpendFiles.META_ENGLISH),
            SpendImport.newBuilder().setDefaultChannel("facebook"));
    imports.commit(checked);
    QueryReportResponse report =
        imports.agency.report(
            Agency.query("2026-11-01", "2026-11-30").addGroupBy(Dimension.CHANNEL));

    assertThat(checked.getCampaigns(1).getRemembered()).isTrue();
    assertThat(report.getRows(0).getChannel()).isEqualTo("facebook");
    assertThat(report.getRows(0).getFigures().getAdCost()).isEqualTo(euros(2300));
    assertThat(report.getRows(1).getChannel()).isEqualTo("instagram");
    assertThat(report.getRows(1).getFigures().getAdCost()).isEqualTo(euros(500));
  }
}
