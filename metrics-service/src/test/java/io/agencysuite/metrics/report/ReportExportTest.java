package io.agencysuite.metrics.report;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.query;
import static io.agencysuite.metrics.Agency.time;
import static io.agencysuite.metrics.Agency.visit;
import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.v1.ExportReportRequest;
import io.agencysuite.metrics.v1.QueryReportRequest.Comparison;
import io.agencysuite.metrics.v1.QueryReportRequest.Dimension;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.ReportExportServiceGrpc;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.Origin;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReportExportTest {

  private final Agency agency = Agency.inBerlin();

  @Test
  void writesTheNumbersOfTheReportInTheStyleOfTheLanguage() {
    populate();
    QueryReportResponse report =
        agency.report(query("2026-11-10", "2026-11-10").addGroupBy(Dimension.CHANNEL));

    List<String> english = lines(Role.ANALYST, request());
    List<String> german = lines(Role.ANALYST, request().setLanguageCode("de"));

    assertThat(report.getRowsList()).hasSize(2);
    assertThat(english).hasSize(3);
    assertThat(cell(english, 2, "Visits", ',')).isEqualTo("2");
    assertThat(cell(english, 2, "Revenue", ',')).isEqualTo("1234.56");
    assertThat(cell(german, 2, "Umsatz", ';')).isEqualTo("1234,56");
    assertThat(cell(german, 2, "Marge", ';')).isEqualTo("1234,56");
    assertThat(cell(english, 2, "Net revenue an hour", ',')).isEmpty();
    assertThat(cell(english, 2, "Revenue (compared)", ',')).isEqualTo("0.00");
  }

  @Test
  void leavesNothingToRunForSpreadsheets() {
    populate();

    List<String> lines = lines(Role.ANALYST, request());

    assertThat(cell(lines, 1, "Channel", ',')).isEqualTo("'=1+1");
  }

  @Test
  void beginsWithByteOrderMarkWhenAskedTo() {
    populate();

    assertThat(lines(Role.ANALYST, request().setByteOrderMark(true)).getFirst())
        .startsWith("\ufeffFrom");
    assertThat(lines(Role.ANALYST, request()).getFirst()).startsWith("From,To,");
  }

  @Test
  void hasNoColumnForWhatTheCallerMayNotSee() {
    populate();

    assertThat(lines(Role.ANALYST, request()).getFirst()).contains("Minutes", "Labour cost");
    assertThat(lines(Role.CLIENT_VIEWER, request()).getFirst())
        .contains("Revenue")
        .doesNotContain("Minutes", "Labour cost", "Margin", "an hour");
  }

  private void populate() {
    agency.putStates(
        agency
            .own("orders/o1", 1)
            .setOrder(
                OrderState.newBuilder()
                    .setOrderTime(time("2026-11-10T12:00:00Z"))
                    .setTotal(euros(123_456))
                    .setOrigin(Origin.newBuilder().setChannel("blog")))
            .build());
    agency.ingest(
        visit("1", "2026-11-10T08:00:00Z", "blog", "anna").build(),
        visit("2", "2026-11-10T09:00:00Z", "blog", "bert").build(),
        visit("3", "2026-11-10T10:00:00Z", "=1+1", "anna").build());
  }

  private ExportReportRequest.Builder request() {
    return ExportReportRequest.newBuilder()
        .setParent(agency.parent())
        .setFromDate("2026-11-10")
        .setToDate("2026-11-10")
        .addGroupBy(Dimension.CHANNEL)
        .setComparison(Comparison.PREVIOUS_PERIOD)
        .setWaitForApplied(true);
  }

  private List<String> lines(Role role, ExportReportRequest.Builder request) {
    return ReportExportServiceGrpc.newBlockingStub(MetricsServer.shared().as(agency.tenant, role))
        .exportReport(request.build())
        .getData()
        .toStringUtf8()
        .lines()
        .toList();
  }

  private static String cell(List<String> lines, int line, String column, char separator) {
    List<String> head = List.of(lines.getFirst().split(String.valueOf(separator), -1));
    List<String> cells = List.of(lines.get(line).split(String.valueOf(separator), -1));
    return cells.get(head.indexOf(column));
  }
}
