package io.agencysuite.metrics.clientreport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agencysuite.kit.identity.Role;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.v1.ClientReport;
import io.agencysuite.metrics.v1.ClientReport.Language;
import io.agencysuite.metrics.v1.ClientReport.State;
import io.agencysuite.metrics.v1.ClientReportServiceGrpc;
import io.agencysuite.metrics.v1.ClientReportServiceGrpc.ClientReportServiceBlockingStub;
import io.agencysuite.metrics.v1.CreateClientReportRequest;
import io.agencysuite.metrics.v1.DeleteClientReportRequest;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.GetClientReportRequest;
import io.agencysuite.metrics.v1.IssueClientReportRequest;
import io.agencysuite.metrics.v1.ListClientReportsRequest;
import io.agencysuite.metrics.v1.RenderClientReportHtmlRequest;
import io.agencysuite.metrics.v1.RenderClientReportPdfRequest;
import io.agencysuite.metrics.v1.ReportFigure;
import io.agencysuite.metrics.v1.ReportMeasure;
import io.agencysuite.metrics.v1.ReportTarget;
import io.agencysuite.metrics.v1.UpdateClientReportRequest;
import java.io.IOException;
import java.util.List;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.Test;

class ClientReportGrpcServiceTest {

  private static final Month BUSY = Month.of("nordlicht", "brauhaus-report", "Brauhaus").fill();

  @Test
  void saysTheSameCentsAsTheReport() {
    ClientReport report = create(BUSY, Language.GERMAN);

    Figures figures =
        BUSY.agency()
            .report(BUSY.month().atDay(1).toString(), BUSY.month().atEndOfMonth().toString())
            .getTotals();
    assertThat(value(report, ReportMeasure.NET_REVENUE))
        .isEqualTo(figures.getNetRevenue().getMinorUnits())
        .isEqualTo(206_444);
    assertThat(value(report, ReportMeasure.ORDERS)).isEqualTo(figures.getOrders()).isEqualTo(13);
    assertThat(value(report, ReportMeasure.VISITS)).isEqualTo(figures.getVisits()).isEqualTo(24);
    assertThat(value(report, ReportMeasure.AD_COST)).isEqualTo(30_000);
    assertThat(value(report, ReportMeasure.MINUTES)).isEqualTo(1_290);
    assertThat(report.getContent().getChecks().getFailedList()).isEmpty();
    assertThat(report.getContent().getFreshness().getComplete()).isTrue();
    assertThat(report.getContent().getCreditsList())
        .extracting(credit -> credit.getFirstTouch().getMinorUnits())
        .satisfies(cents ->
            assertThat(cents.stream().mapToLong(Long::longValue).sum()).isEqualTo(206_444));
  }

  @Test
  void staysAsItIsWhateverComesLater() {
    Month month = Month.of("nordlicht", "late-report", "Spät").fill();
    ClientReport first = issue(create(month, Language.GERMAN));

    month.lateOrder();

    ClientReport again = get(owner(), first.getName());
    assertThat(again).isEqualTo(first);
    ClientReport correction =
        owner()
            .createClientReport(
                request(month, Language.GERMAN)
                    .setClientReport(
                        report(month, Language.GERMAN).toBuilder().setReplaces(first.getName()))
                    .build());
    assertThat(correction.getVersion()).isEqualTo(2);
    assertThat(correction.getDifferencesList())
        .anySatisfy(difference -> {
          assertThat(difference.getMeasure()).isEqualTo(ReportMeasure.NET_REVENUE);
          assertThat(difference.getChannel()).isEmpty();
          assertThat(difference.getAfter() - difference.getBefore()).isEqualTo(99_900);
        })
        .anySatisfy(difference -> {
          assertThat(difference.getMeasure()).isEqualTo(ReportMeasure.ORDERS);
          assertThat(difference.getChannel()).isEqualTo("-");
        });
    assertThat(issue(correction).getReplaces()).isEqualTo(first.getName());
    assertThat(get(owner(), first.getName()).getReplacedBy()).isEqualTo(correction.getName());
    assertThat(get(owner(), first.getName()).getContent()).isEqualTo(first.getContent());
    assertThatThrownBy(() ->
            owner()
                .createClientReport(
                    request(month, Language.GERMAN)
                        .setClientReport(
                            report(month, Language.GERMAN).toBuilder().setReplaces(first.getName()))
                        .build()))
        .hasMessageContaining("FAILED_PRECONDITION");
    ClientReport second = create(month, Language.GERMAN);
    assertThatThrownBy(() -> issue(second))
        .hasMessageContaining("FAILED_PRECONDITION")
        .hasMessageContaining("(expected: a report that replaces it)");
    assertThat(issue(create(month, Language.ENGLISH)).getVersion()).isEqualTo(1);
  }

  @Test
  void changesDraftsAndNothingThatIsIssued() {
    ClientReport draft = create(BUSY, Language.ENGLISH);

    ClientReport changed =
        owner()
            .updateClientReport(
                UpdateClientReportRequest.newBuilder()
                    .setClientReport(
                        ClientReport.newBuilder()
                            .setName(draft.getName())
                            .setComment("Well done.")
                            .addTargets(
                                ReportTarget.newBuilder()
                                    .setMeasure(ReportMeasure.ORDERS)
                                    .setValue(10))
                            .setHoursHidden(true))
                    .build());
    assertThat(changed.getComment()).isEqualTo("Well done.");
    assertThat(changed.getContent().getTotalsList())
        .noneMatch(figure -> figure.getMeasure() == ReportMeasure.MINUTES);
    assertThat(changed.getContent().hasRetainer()).isFalse();
    String html = html(owner(), draft.getName());
    assertThat(html).contains("Well done.", "One of one target was reached.", "Draft");
    assertThat(html).doesNotContain("Hours and retainer", "Agency hours");

    ClientReport issued = issue(changed);
    assertThat(issued.getState()).isEqualTo(State.ISSUED);
    assertThat(issue(issued)).isEqualTo(issued);
    assertThatThrownBy(() ->
            owner()
                .updateClientReport(
                    UpdateClientReportRequest.newBuilder()
                        .setClientReport(
                            ClientReport.newBuilder().setName(draft.getName()).setComment("x"))
                        .build()))
        .hasMessageContaining("FAILED_PRECONDITION");
    assertThatThrownBy(() ->
            owner()
                .deleteClientReport(
                    DeleteClientReportRequest.newBuilder().setName(draft.getName()).build()))
        .hasMessageContaining("FAILED_PRECONDITION");
  }

  @Test
  void showsClientsPeopleWhatIsIssuedAndPartnersNothing() {
    ClientReport draft = create(BUSY, Language.GERMAN);
    ClientReport issued = issue(create(BUSY, Language.GERMAN));
    var viewer = as(Role.CLIENT_VIEWER);

    assertThat(get(viewer, issued.getName()).getContent().getRetainer().getWorkedMinutes())
        .isEqualTo(1_290);
    assertThatThrownBy(() -> get(viewer, draft.getName())).hasMessageContaining("NOT_FOUND");
    assertThatThrownBy(() -> html(viewer, draft.getName())).hasMessageContaining("NOT_FOUND");
    assertThat(list(viewer)).contains(issued.getName()).doesNotContain(draft.getName());
    assertThat(list(owner())).contains(issued.getName(), draft.getName());
    assertThatThrownBy(() -> get(as(Role.PARTNER), issued.getName()))
        .hasMessageContaining("PERMISSION_DENIED");
    assertThatThrownBy(
            () -> as(Role.CLIENT_VIEWER).createClientReport(request(BUSY, Language.GERMAN).build()))
        .hasMessageContaining("PERMISSION_DENIED");
    // 1,290 minutes at 43.21 EUR are labour cost and margin, which no client may learn.
    assertThat(html(viewer, issued.getName())).doesNotContain("929,02", "4321", "Marge");
  }

  @Test
  void refusesMonthThatIsNotOver() {
    assertThatThrownBy(() ->
            owner()
                .createClientReport(
                    CreateClientReportRequest.newBuilder()
                        .setParent(BUSY.agency().parent())
                        .setClientReport(
                            ClientReport.newBuilder()
                                .setMonth(Month.last().plusMonths(1).toString()))
                        .build()))
        .hasMessageContaining("INVALID_ARGUMENT")
        .hasMessageContaining(Month.last().toString());
  }

  @Test
  void printsTheFiguresInBothLanguagesAndAlwaysTheSameBytes() throws IOException {
    String german = text(pdf(create(BUSY, Language.GERMAN).getName()));
    String name = create(BUSY, Language.ENGLISH).getName();
    byte[] bytes = pdf(name);
    String english = text(bytes);

    assertThat(german).contains("Monatsbericht", "2.064,44", "21 Std. 30 Min.", "Nettoumsatz");
    assertThat(english).contains("Monthly report", "€2,064.44", "21 h 30 min", "Net revenue");
    assertThat(pdf(name)).isEqualTo(bytes);
    assertThat(html(owner(), name)).contains("Instagram &lt;b&gt;&quot;Brauhaus&quot;&lt;/b&gt;");
  }

  static String text(byte[] pdf) throws IOException {
    try (PDDocument document = Loader.loadPDF(pdf)) {
      return new PDFTextStripper().getText(document).replace('\u00a0', ' ');
    }
  }

  private static long value(ClientReport report, ReportMeasure measure) {
    return report.getContent().getTotalsList().stream()
        .filter(figure -> figure.getMeasure() == measure)
        .mapToLong(ReportFigure::getValue)
        .sum();
  }

  private static ClientReport create(Month month, Language language) {
    return owner().createClientReport(request(month, language).build());
  }

  private static CreateClientReportRequest.Builder request(Month month, Language language) {
    return CreateClientReportRequest.newBuilder()
        .setParent(month.agency().parent())
        .setClientReport(report(month, language));
  }

  private static ClientReport report(Month month, Language language) {
    return ClientReport.newBuilder()
        .setMonth(month.month().toString())
        .setLanguage(language)
        .build();
  }

  private static ClientReport issue(ClientReport report) {
    return owner()
        .issueClientReport(IssueClientReportRequest.newBuilder().setName(report.getName()).build());
  }

  private static ClientReport get(ClientReportServiceBlockingStub caller, String name) {
    return caller.getClientReport(GetClientReportRequest.newBuilder().setName(name).build());
  }

  private static List<String> list(ClientReportServiceBlockingStub caller) {
    return caller
        .listClientReports(
            ListClientReportsRequest.newBuilder().setParent(BUSY.agency().parent()).build())
        .getClientReportsList()
        .stream()
        .map(ClientReport::getName)
        .toList();
  }

  private static String html(ClientReportServiceBlockingStub caller, String name) {
    return caller
        .renderClientReportHtml(RenderClientReportHtmlRequest.newBuilder().setName(name).build())
        .getData()
        .toStringUtf8();
  }

  private static byte[] pdf(String name) {
    return owner()
        .renderClientReportPdf(RenderClientReportPdfRequest.newBuilder().setName(name).build())
        .getData()
        .toByteArray();
  }

  private static ClientReportServiceBlockingStub owner() {
    return as(Role.OWNER);
  }

  private static ClientReportServiceBlockingStub as(Role role) {
    return ClientReportServiceGrpc.newBlockingStub(
        MetricsServer.shared().as(BUSY.agency().tenant, role));
  }
}
