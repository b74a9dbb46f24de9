package io.agencysuite.metrics.cost;

import static io.agencysuite.metrics.Agency.euros;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.common.v1.Money;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.v1.BatchCreateCostsRequest;
import io.agencysuite.metrics.v1.BatchCreateCostsResponse;
import io.agencysuite.metrics.v1.Cost;
import io.agencysuite.metrics.v1.DeleteCostRequest;
import io.agencysuite.metrics.v1.GetCostRequest;
import io.agencysuite.metrics.v1.ListCostsRequest;
import io.agencysuite.metrics.v1.ListCostsResponse;
import io.agencysuite.metrics.v1.QueryReportResponse;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class CostGrpcServiceTest {

  @Test
  void refusesDaysOutOfReachAndPlacesThatAreNoIds() {
    Agency agency = Agency.inBerlin();
    String late = LocalDate.now(ZoneOffset.UTC).plusYears(1).plusDays(2).toString();

    for (String day : List.of("1999-12-31", "0001-01-01", "9999-12-31", late)) {
      assertThatThrownBy(() -> put(agency, cost("a", 500).setCostDate(day)))
          .hasMessageContaining("INVALID_ARGUMENT")
          .hasMessageContaining("costs[0].cost_date: " + day + " (expected: 2000-01-01 to a year");
    }
    assertThatThrownBy(() -> put(agency, cost("a", 500).setCampaign("autumn sale")))
        .hasMessageContaining("costs[0].campaign: 'autumn sale' (expected: the id of a campaign");
    put(agency, cost("a", 500).setCostDate("2000-01-01"));
  }

  @Test
  void refusesKeysOfWhiteSpace() {
    Agency agency = Agency.inBerlin();

    for (String key : List.of(" ", "\t\n", "\u2003")) {
      assertThatThrownBy(() -> put(agency, cost(key, 500)))
          .hasMessageContaining("INVALID_ARGUMENT")
          .hasMessageContaining(
              "costs[0].external_id: '" + key + "' (expected: more than white space)");
    }
    put(agency, cost(" a ", 500));
  }

  @Test
  void importsAgainWithoutDoublesAndTakesRestatedDays() {
    Agency agency = Agency.inBerlin();

    BatchCreateCostsResponse first = put(agency, cost("a", 500), cost("b", 300));
    BatchCreateCostsResponse again = put(agency, cost("a", 500), cost("b", 450));

    assertThat(first.getCreatedCount()).isEqualTo(2);
    assertThat(again.getUnchangedCount()).isEqualTo(1);
    assertThat(again.getUpdatedCount()).isEqualTo(1);
    assertThat(again.getCosts(0).getEtag()).isEqualTo(first.getCosts(0).getEtag());
    assertThat(report(agency).getTotals().getAdCost()).isEqualTo(euros(950));
    assertThat(
            agency
                .costs()
                .getCost(GetCostRequest.newBuilder().setName(again.getCosts(1).getName()).build()))
        .isEqualTo(again.getCosts(1));
    assertThat(
            agency
                .costs()
                .listCosts(ListCostsRequest.newBuilder().setParent(agency.parent()).build())
                .getCostsList())
        .containsExactlyInAnyOrderElementsOf(again.getCostsList());
  }

  @Test
  void movesCostToAnotherChannelAsWhole() {
    Agency agency = Agency.inBerlin();
    put(agency, cost("a", 500));
    put(agency, cost("a", 500).setChannel("linkedin").setCostDate("2026-11-11"));

    QueryReportResponse report =
        agency.report(
            Agency.query("2026-11-01", "2026-11-30")
                .addGroupBy(io.agencysuite.metrics.v1.QueryReportRequest.Dimension.CHANNEL));

    assertThat(report.getRowsList()).hasSize(1);
    assertThat(report.getRows(0).getChannel()).isEqualTo("linkedin");
    assertThat(report.getTotals().getAdCost()).isEqualTo(euros(500));
  }

  @Test
  void reportsOtherCurrenciesApart() {
    Agency agency = Agency.inBerlin();
    Money dollars = Money.newBuilder().setMinorUnits(700).setCurrencyCode("USD").build();
    put(agency, cost("a", 500), cost("b", 0).setAmount(dollars));

    QueryReportResponse report = report(agency);

    assertThat(report.getTotals().getAdCost()).isEqualTo(euros(500));
    assertThat(report.getOtherCurrenciesList()).hasSize(1);
    assertThat(report.getOtherCurrencies(0).getAdCost()).isEqualTo(dollars);
  }

  @Test
  void storesNothingOfBatchWithMistake() {
    Agency agency = Agency.inBerlin();

    assertThatThrownBy(() -> put(agency, cost("a", 500), cost("b", -1)))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining("costs[1].amount");
    assertThatThrownBy(() -> put(agency, cost("a", 500), cost("a", 600)))
        .hasMessageContaining("'a' twice in a batch");
    assertThatThrownBy(() -> put(agency, cost("a", 500).setCostDate("2026-02-30")))
        .hasMessageContaining("2026-02-30 (expected: a calendar day");
    assertThat(report(agency).getTotals().getAdCost()).isEqualTo(euros(0));
  }

  @Test
  void takesCostBackUntilItsKeyIsSentAgain() {
    Agency agency = Agency.inBerlin();
    String name = put(agency, cost("a", 500)).getCosts(0).getName();

    agency.costs().deleteCost(DeleteCostRequest.newBuilder().setName(name).build());

    assertThat(report(agency).getTotals().getAdCost()).isEqualTo(euros(0));
    assertThatThrownBy(
            () -> agency.costs().getCost(GetCostRequest.newBuilder().setName(name).build()))
        .hasMessageContaining("NOT_FOUND");
    assertThat(list(agency, "", "")).isEmpty();
    assertThat(put(agency, cost("a", 700)).getUpdatedCount()).isEqualTo(1);
    assertThat(report(agency).getTotals().getAdCost()).isEqualTo(euros(700));
  }

  @Test
  void listsCostsByDayNewestFirst() {
    Agency agency = Agency.inBerlin();
    put(
        agency,
        cost("late", 1).setCostDate("2026-11-12"),
        cost("early", 2).setCostDate("2026-11-09"),
        cost("between", 3).setCostDate("2026-11-10"));

    assertThat(list(agency, "", ""))
        .extracting(Cost::getExternalId)
        .containsExactly("late", "between", "early");
    assertThat(list(agency, "2026-11-10", "2026-11-12"))
        .extracting(Cost::getExternalId)
        .containsExactly("late", "between");
  }

  @Test
  void pagesCostsWhileNewOnesArrive() {
    Agency agency = Agency.inBerlin();
    for (int i = 0; i < 5; i++) {
      put(agency, cost("k" + i, 1).setCostDate("2026-11-1" + i / 2));
    }
    List<Cost> before = list(agency, "", "");

    List<Cost> paged = new ArrayList<>();
    ListCostsRequest.Builder request =
        ListCostsRequest.newBuilder().setParent(agency.parent()).setPageSize(2);
    do {
      ListCostsResponse page = agency.costs().listCosts(request.build());
      paged.addAll(page.getCostsList());
      request.setPageToken(page.getNextPageToken());
      put(agency, cost("new" + paged.size(), 1).setCostDate("2026-11-20"));
    } while (!request.getPageToken().isEmpty());

    assertThat(paged)
        .isEqualTo(before)
        .extracting(Cost::getCostDate)
        .isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(list(agency, "", "")).hasSize(8).endsWith(before.toArray(Cost[]::new));
  }

  private static List<Cost> list(Agency agency, String from, String to) {
    return agency
        .costs()
        .listCosts(
            ListCostsRequest.newBuilder()
                .setParent(agency.parent())
                .setFromDate(from)
                .setToDate(to)
                .build())
        .getCostsList();
  }

  private static BatchCreateCostsResponse put(Agency agency, Cost.Builder... costs) {
    return agency
        .costs()
        .batchCreateCosts(
            BatchCreateCostsRequest.newBuilder()
                .setParent(agency.parent())
                .addAllCosts(List.of(costs).stream().map(Cost.Builder::build).toList())
                .build());
  }

  private static Cost.Builder cost(String externalId, long cents) {
    return Cost.newBuilder()
        .setExternalId(externalId)
        .setCostDate("2026-11-10")
        .setChannel("instagram")
        .setAmount(euros(cents));
  }

  private static QueryReportResponse report(Agency agency) {
    return agency.report("2026-11-01", "2026-11-30");
  }
}
