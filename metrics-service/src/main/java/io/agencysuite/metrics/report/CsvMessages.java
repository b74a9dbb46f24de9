package io.agencysuite.metrics.report;

import com.google.api.HttpBody;
import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.agencysuite.common.v1.Money;
import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.metrics.report.ReportQuery.Dimension;
import io.agencysuite.metrics.v1.ExportReportRequest;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.QueryReportRequest;
import io.agencysuite.metrics.v1.ReportRow;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Currency;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/// A report as a file that spreadsheets open: header and numbers in the style of the language, no
/// text that a spreadsheet would run.
final class CsvMessages {

  private static final int MOST_ROWS = 10_000;
  private static final Set<String> HOURS =
      Set.of("minutes", "unrated_minutes", "net_revenue_per_hour");
  private static final Set<String> MARGIN = Set.of("labour_cost", "margin");

  private final ReportQuery query;
  private final ReportAnswer answer;
  private final ReportMessages messages;
  private final boolean german;
  private final List<List<FieldDescriptor>> figures = new ArrayList<>();

  private CsvMessages(ReportAnswer answer, boolean german) {
    this.answer = answer;
    this.query = answer.reports().query();
    this.messages = new ReportMessages(answer);
    this.german = german;
    addFigures(List.of(), Figures.getDescriptor().getFields());
  }

  /// The same as a query.
  static QueryReportRequest query(ExportReportRequest request) {
    return QueryReportRequest.newBuilder()
        .setParent(request.getParent())
        .setFromDate(request.getFromDate())
        .setToDate(request.getToDate())
        .setGranularity(request.getGranularity())
        .addAllGroupBy(request.getGroupByList())
        .addAllChannels(request.getChannelsList())
        .addAllCampaigns(request.getCampaignsList())
        .addAllPosts(request.getPostsList())
        .setWaitForApplied(request.getWaitForApplied())
        .addAllFormats(request.getFormatsList())
        .addAllTeamMembers(request.getTeamMembersList())
        .setComparison(request.getComparison())
        .setCompareFromDate(request.getCompareFromDate())
        .setCompareToDate(request.getCompareToDate())
        .setAsOf(request.getAsOf())
        .build();
  }

  static HttpBody file(ExportReportRequest request, ReportAnswer answer) {
    Collection<RowKey> keys = answer.reports().keys();
    if (keys.size() > MOST_ROWS) {
      throw new FailedPrecondition(
          "REPORT_TOO_LONG",
          "rows: " + keys.size() + " (expected: at most " + MOST_ROWS + "; ask for fewer days)");
    }
    boolean german = request.getLanguageCode().equals("de");
    String text = new CsvMessages(answer, german).text(keys);
    return HttpBody.newBuilder()
        .setContentType("text/csv; charset=utf-8")
        .setData(ByteString.copyFromUtf8(request.getByteOrderMark() ? '\ufeff' + text : text))
        .build();
  }

  private String text(Collection<RowKey> keys) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv = CsvWriter.builder().fieldSeparator(german ? ';' : ',').build(text)) {
      csv.writeRecord(head());
      keys.forEach(key -> csv.writeRecord(cells(messages.row(key))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }

  private List<String> head() {
    List<String> head = new ArrayList<>(List.of(label("start_date"), label("end_date")));
    if (query.hourly()) {
      head.add(label("start_time"));
    }
    for (Dimension dimension : Dimension.values()) {
      if (query.groupBy().contains(dimension)) {
        head.add(label("by_" + dimension.name().toLowerCase(Locale.ROOT)));
      }
    }
    if (!query.groupBy().isEmpty()) {
      head.add(label("other"));
    }
    head.add(label("currency_code"));
    figures.forEach(path -> head.add(label(path.getLast().getName())));
    if (query.compared().isPresent()) {
      head.add(then(label("start_date")));
      head.add(then(label("end_date")));
      figures.forEach(path -> head.add(then(label(path.getLast().getName()))));
    }
    return head;
  }

  private String label(String field) {
    return CsvLabels.of(field, german);
  }

  private String then(String label) {
    return label + (german ? " (Vergleich)" : " (compared)");
  }

  private List<String> cells(ReportRow row) {
    List<String> cells = new ArrayList<>(List.of(row.getStartDate(), row.getEndDate()));
    if (query.hourly()) {
      cells.add(Instant.ofEpochSecond(row.getStartTime().getSeconds()).toString());
    }
    for (Dimension dimension : Dimension.values()) {
      if (query.groupBy().contains(dimension)) {
        cells.add(safe(value(row, dimension)));
      }
    }
    if (!query.groupBy().isEmpty()) {
      cells.add(german ? (row.getOther() ? "ja" : "nein") : (row.getOther() ? "yes" : "no"));
    }
    cells.add(answer.vantage().client().currencyCode());
    figures.forEach(path -> cells.add(cell(row.getFigures(), path)));
    if (query.compared().isPresent()) {
      cells.add(row.getComparison().getStartDate());
      cells.add(row.getComparison().getEndDate());
      figures.forEach(path -> cells.add(cell(row.getComparison().getFigures(), path)));
    }
    return cells;
  }

  private static String value(ReportRow row, Dimension dimension) {
    return switch (dimension) {
      case CHANNEL -> row.getChannel();
      case CAMPAIGN -> row.getCampaign();
      case POST -> row.getPost();
      case FORMAT -> row.getFormat();
      case MEMBER -> row.getTeamMember();
    };
  }

  /// What the caller may not see has no column.
  private void addFigures(List<FieldDescriptor> path, List<FieldDescriptor> fields) {
    Sight sight = answer.sight();
    for (FieldDescriptor field : fields) {
      boolean hidden =
          (HOURS.contains(field.getName()) && !sight.hours())
              || (MARGIN.contains(field.getName()) && !sight.margin());
      List<FieldDescriptor> whole = new ArrayList<>(path);
      whole.add(field);
      if (field.getName().equals("network")) {
        addFigures(whole, field.getMessageType().getFields());
      } else if (!hidden) {
        figures.add(whole);
      }
    }
  }

  /// Empty when it is not known.
  private String cell(Figures of, List<FieldDescriptor> path) {
    Message message = of;
    for (FieldDescriptor field : path.subList(0, path.size() - 1)) {
      message = (Message) message.getField(field);
    }
    FieldDescriptor field = path.getLast();
    if (field.hasPresence() && !message.hasField(field)) {
      return "";
    }
    Object value = message.getField(field);
    if (value instanceof Money money) {
      return decimal(BigDecimal.valueOf(money.getMinorUnits(), digits(money.getCurrencyCode())));
    }
    return value instanceof Double number
        ? decimal(BigDecimal.valueOf(number))
        : String.valueOf(value);
  }

  private String decimal(BigDecimal number) {
    String text = number.toPlainString();
    return german ? text.replace('.', ',') : text;
  }

  private static int digits(String currency) {
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException e) {
      return 2;
    }
  }

  /// A spreadsheet runs a text that begins like a formula.
  private static String safe(String text) {
    return !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0 ? '\'' + text : text;
  }
}
