package io.agencysuite.metrics.spend;

import com.google.api.HttpBody;
import com.google.protobuf.ByteString;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.agencysuite.common.v1.Money;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.state.TimeMessages;
import io.agencysuite.metrics.v1.SpendImportError;
import io.agencysuite.metrics.v1.SpendPlace;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// Imports to and from the wire.
final class SpendImportMessages {

  private SpendImportMessages() {}

  static LayoutFinder.Wish wish(io.agencysuite.metrics.v1.SpendImport message) {
    Map<SpendField, String> mappings = new EnumMap<>(SpendField.class);
    for (int i = 0; i < message.getMappingsCount(); i++) {
      var mapping = message.getMappings(i);
      SpendField field = SpendField.valueOf(mapping.getField().name());
      if (mappings.put(field, mapping.getColumn().strip()) != null) {
        throw InvalidArgument.field(
            "spend_import.mappings[" + i + "].field", field, "every field at most once");
      }
    }
    boolean campaign =
        mappings.keySet().stream()
            .anyMatch(f -> f.isIdentity() && f != SpendField.ACCOUNT && f != SpendField.ACCOUNT_ID);
    if (campaign && mappings.containsKey(SpendField.FOLLOWERS)) {
      throw InvalidArgument.field(
          "spend_import.mappings",
          "FOLLOWERS with a campaign",
          "followers of a channel as a whole");
    }
    var profile = message.getProfile();
    boolean unset = profile == io.agencysuite.metrics.v1.SpendImport.Profile.PROFILE_UNSPECIFIED;
    return new LayoutFinder.Wish(
        unset ? null : Profile.valueOf(profile.name()),
        mappings,
        message.getDateFormat(),
        message.getDecimalSeparator(),
        message.getCurrencyCode());
  }

  static SpendImport from(
      io.agencysuite.metrics.v1.SpendImport message, FileText file, Layout layout, Instant now) {
    return new SpendImport(
        message.getDisplayName(),
        layout,
        file.encoding(),
        message.getDefaultChannel(),
        layout.complete() ? SpendImport.State.CHECKING : SpendImport.State.UNMAPPED,
        0,
        SpendImport.Counts.NONE,
        List.of(),
        List.of(),
        -1,
        List.of(),
        now,
        now);
  }

  static io.agencysuite.metrics.v1.SpendImport brief(Stored<SpendImport> stored) {
    SpendImport value = stored.value();
    Layout layout = value.layout();
    var message =
        io.agencysuite.metrics.v1.SpendImport.newBuilder()
            .setName("clients/" + stored.key().client() + "/spendImports/" + stored.key().id())
            .setDisplayName(value.displayName())
            .setProfile(io.agencysuite.metrics.v1.SpendImport.Profile.valueOf(layout.profile()))
            .setDateFormat(layout.dateFormat())
            .setDecimalSeparator(layout.decimalSeparator())
            .setCurrencyCode(layout.currency())
            .setDefaultChannel(value.defaultChannel())
            .setState(io.agencysuite.metrics.v1.SpendImport.State.valueOf(value.state().name()))
            .addAllColumns(layout.columns())
            .setEncoding(value.encoding())
            .setCounts(counts(value.counts()))
            .setEtag(stored.etag())
            .setCreateTime(TimeMessages.timestamp(value.createTime()))
            .setUpdateTime(TimeMessages.timestamp(value.updateTime()));
    layout
        .byField()
        .forEach((field, column) ->
            message.addMappings(
                io.agencysuite.metrics.v1.SpendImport.Mapping.newBuilder()
                    .setColumn(layout.columns().get(column))
                    .setField(io.agencysuite.metrics.v1.SpendImport.Field.valueOf(field.name()))));
    for (SpendImport.CurrencyTotal total : value.currencies()) {
      message.addCurrencyTotals(
          io.agencysuite.metrics.v1.SpendImport.CurrencyTotal.newBuilder()
              .setAmount(money(total.minorUnits(), total.currency()))
              .setAmountBefore(money(total.before(), total.currency()))
              .setChangedDays(total.changedDays()));
    }
    if (value.statedMinorUnits() >= 0) {
      message.setStatedTotal(
          money(value.statedMinorUnits(), value.currencies().getFirst().currency()));
    }
    return message.build();
  }

  static io.agencysuite.metrics.v1.SpendImport full(Stored<SpendImport> stored, PlaceBook places) {
    SpendImport value = stored.value();
    var message = brief(stored).toBuilder();
    for (SpendImport.DayTotal day : value.days()) {
      message.addDayTotals(
          io.agencysuite.metrics.v1.SpendImport.DayTotal.newBuilder()
              .setDate(day.day())
              .setAmount(money(day.minorUnits(), day.currency()))
              .setAmountBefore(money(day.before(), day.currency())));
    }
    String profile = value.layout().profile();
    for (String name : value.campaigns()) {
      Tuple tuple = places.tuple(profile, name, value.defaultChannel());
      message.addCampaigns(
          io.agencysuite.metrics.v1.SpendImport.Campaign.newBuilder()
              .setPlatformCampaign(name)
              .setRemembered(places.of(profile, name).isPresent())
              .setPlace(
                  SpendPlace.newBuilder()
                      .setProfile(message.getProfile())
                      .setPlatformCampaign(name)
                      .setChannel(tuple.channel())
                      .setCampaign(tuple.campaign())
                      .setPost(tuple.post())));
    }
    return message.build();
  }

  static PlaceBook.Place place(SpendPlace place) {
    return new PlaceBook.Place(
        place.getProfile().name(),
        place.getPlatformCampaign(),
        place.getChannel(),
        place.getCampaign(),
        place.getPost());
  }

  static List<SpendImportError> errors(RefusedRow row) {
    return row.problems().stream()
        .map(problem ->
            SpendImportError.newBuilder()
                .setLine(row.line())
                .setColumn(problem.column())
                .setValue(problem.value())
                .setExpected(problem.expected())
                .build())
        .toList();
  }

  /// The refused rows as a file that can be corrected and imported again.
  static HttpBody file(Layout layout, List<RefusedRow> rows) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv =
        CsvWriter.builder().fieldSeparator(layout.separator().charAt(0)).build(text)) {
      List<String> header = new ArrayList<>(layout.columns());
      header.addAll(List.of("import_line", "import_errors"));
      csv.writeRecord(header);
      for (RefusedRow row : rows) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < layout.columns().size(); i++) {
          cells.add(i < row.cells().size() ? row.cells().get(i) : "");
        }
        cells.add(Long.toString(row.line()));
        cells.add(row.text());
        csv.writeRecord(cells);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HttpBody.newBuilder()
        .setContentType("text/csv; charset=utf-8")
        .setData(ByteString.copyFromUtf8(text.toString()))
        .build();
  }

  private static io.agencysuite.metrics.v1.SpendImport.Counts counts(SpendImport.Counts counts) {
    return io.agencysuite.metrics.v1.SpendImport.Counts.newBuilder()
        .setRows(counts.rows())
        .setTotalRows(counts.totalRows())
        .setRefusedRows(counts.refused())
        .setEntries(counts.entries())
        .setCreated(counts.created())
        .setChanged(counts.changed())
        .setUnchanged(counts.unchanged())
        .setKept(counts.kept())
        .build();
  }

  private static Money money(long minorUnits, String currency) {
    return Money.newBuilder().setMinorUnits(minorUnits).setCurrencyCode(currency).build();
  }
}
