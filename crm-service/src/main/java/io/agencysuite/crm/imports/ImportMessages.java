package io.agencysuite.crm.imports;

import com.google.api.HttpBody;
import com.google.protobuf.ByteString;
import de.siegmar.fastcsv.writer.CsvWriter;
import io.agencysuite.crm.imports.Import.Mapping;
import io.agencysuite.crm.moment.MomentMessages;
import io.agencysuite.crm.v1.ImportError;
import io.agencysuite.kit.error.NotFound;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Stored;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Imports on the wire.
final class ImportMessages {

  private ImportMessages() {}

  static String name(Key key) {
    return "clients/" + key.client() + "/imports/" + key.id();
  }

  /// The key behind `clients/{client}/imports/{import}`.
  static Key key(String tenant, String name) {
    List<String> parts = List.of(name.split("/", -1));
    if (parts.size() != 4) {
      throw NotFound.resource(name);
    }
    return ImportStore.key(tenant, parts.get(1), parts.get(3));
  }

  static io.agencysuite.crm.v1.Import to(Stored<Import> stored) {
    Import value = stored.value();
    io.agencysuite.crm.v1.Import.Builder message =
        io.agencysuite.crm.v1.Import.newBuilder()
            .setName(name(stored.key()))
            .setDisplayName(value.displayName())
            .addAllMappings(value.mappings().stream().map(ImportMessages::mapping).toList())
            .setSeparator(value.separator())
            .setExternalSystem(value.externalSystem())
            .setDryRun(value.dryRun())
            .setState(
                switch (value.state()) {
                  case RUNNING -> io.agencysuite.crm.v1.Import.State.RUNNING;
                  case SUCCEEDED -> io.agencysuite.crm.v1.Import.State.SUCCEEDED;
                  case CANCELLED -> io.agencysuite.crm.v1.Import.State.CANCELLED;
                })
            .setTotalRows(value.counts().total())
            .setProcessedRows(value.counts().processed())
            .setCreatedRows(value.counts().created())
            .setUnchangedRows(value.counts().unchanged())
            .setFailedRows(value.counts().failed())
            .setEtag(stored.etag())
            .setCreateTime(MomentMessages.to(value.createTime()));
    if (value.endTime() != null) {
      message.setEndTime(MomentMessages.to(value.endTime()));
    }
    return message.build();
  }

  /// A new import of this file.
  static Import from(
      io.agencysuite.crm.v1.Import message, CsvText file, Instant now, String creation) {
    Import.Counts counts = new Import.Counts(file.rows().size(), 0, 0, 0);
    return new Import(
            message.getDisplayName(),
            mappings(message),
            message.getSeparator(),
            message.getExternalSystem(),
            message.getDryRun(),
            file.header(),
            counts.total() == 0 ? Import.State.SUCCEEDED : Import.State.RUNNING,
            counts,
            now,
            counts.total() == 0 ? now : null,
            creation)
        .checked();
  }

  static List<Mapping> mappings(io.agencysuite.crm.v1.Import message) {
    return message.getMappingsList().stream()
        .map(m -> new Mapping(m.getColumn().strip(), ImportField.valueOf(m.getField().name())))
        .toList();
  }

  /// What the caller says, else what separates the columns of the first line.
  static String separator(io.agencysuite.crm.v1.Import message, String text) {
    return message.getSeparator().isEmpty() ? CsvText.separatorOf(text) : message.getSeparator();
  }

  static List<ImportError> errors(ImportFailure failure) {
    return failure.problems().stream()
        .map(problem ->
            ImportError.newBuilder()
                .setLine(failure.line())
                .setColumn(problem.column())
                .setValue(problem.value())
                .setExpected(problem.expected())
                .build())
        .toList();
  }

  /// The failed rows as a file that can be corrected and imported again.
  static HttpBody failedRows(Import value, List<ImportFailure> failures) {
    StringWriter text = new StringWriter();
    try (CsvWriter csv =
        CsvWriter.builder().fieldSeparator(value.separator().charAt(0)).build(text)) {
      csv.writeRecord(
          Stream.concat(value.columns().stream(), Stream.of("import_line", "import_errors"))
              .toList());
      for (ImportFailure failure : failures) {
        csv.writeRecord(cells(value.columns().size(), failure));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HttpBody.newBuilder()
        .setContentType("text/csv; charset=utf-8")
        .setData(ByteString.copyFromUtf8(text.toString()))
        .build();
  }

  /// The row's own cells under the file's own columns; what is too much is left out.
  private static List<String> cells(int columns, ImportFailure failure) {
    List<String> cells = new ArrayList<>(failure.cells());
    while (cells.size() < columns) {
      cells.add("");
    }
    List<String> row = new ArrayList<>(cells.subList(0, columns));
    row.add(Long.toString(failure.line()));
    row.add(
        failure.problems().stream()
            .map(ImportFailure.Problem::text)
            .collect(Collectors.joining("; ")));
    return row;
  }

  private static io.agencysuite.crm.v1.Import.Mapping mapping(Mapping mapping) {
    return io.agencysuite.crm.v1.Import.Mapping.newBuilder()
        .setColumn(mapping.column())
        .setField(io.agencysuite.crm.v1.Import.Field.valueOf(mapping.field().name()))
        .build();
  }
}
