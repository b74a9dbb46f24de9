package io.agencysuite.crm.imports;

import io.agencysuite.kit.error.InvalidArgument;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The import of a CSV file of people, and how far it is.
///
/// @param columns the header row of the file
/// @param endTime null while it runs
/// @param creation names the call that made it, so that a retry of that call finds its own
public record Import(
    String displayName,
    List<Mapping> mappings,
    String separator,
    String externalSystem,
    boolean dryRun,
    List<String> columns,
    State state,
    Counts counts,
    Instant createTime,
    @Nullable Instant endTime,
    String creation) {

  private static final int MOST_REPEATS = 10;

  /// Lifecycle of an import.
  public enum State {
    RUNNING,
    SUCCEEDED,
    CANCELLED
  }

  /// Which column fills which field.
  public record Mapping(String column, ImportField field) {}

  /// How many rows became what; created + unchanged + failed were processed.
  public record Counts(int total, int created, int unchanged, int failed) {

    int processed() {
      return created + unchanged + failed;
    }

    Counts plus(Counts slice) {
      return new Counts(
          total, created + slice.created, unchanged + slice.unchanged, failed + slice.failed);
    }
  }

  public Import {
    mappings = List.copyOf(mappings);
    columns = List.copyOf(columns);
  }

  /// Refuses mappings that contradict each other.
  Import checked() {
    Set<ImportField> seen = EnumSet.noneOf(ImportField.class);
    for (int i = 0; i < mappings.size(); i++) {
      ImportField field = mappings.get(i).field();
      String path = "import.mappings[" + i + "].field";
      if (!seen.add(field) && !field.isRepeatable()) {
        throw InvalidArgument.field(path, field + " twice", "every field but EMAIL and PHONE once");
      }
      long repeats = mappings.stream().filter(m -> m.field() == field).count();
      if (repeats > MOST_REPEATS) {
        throw InvalidArgument.field(path, field + " " + repeats + " times", "1.." + MOST_REPEATS);
      }
    }
    if (seen.contains(ImportField.EXTERNAL_ID) && externalSystem.isEmpty()) {
      throw InvalidArgument.field(
          "import.external_system", "''", "the system that the EXTERNAL_ID column belongs to");
    }
    return this;
  }

  boolean runs() {
    return state == State.RUNNING;
  }

  /// After these rows; ended when they were the last ones.
  Import advanced(Counts slice) {
    return with(State.RUNNING, counts.plus(slice), null);
  }

  /// True when every row was processed; the import still runs until its file is destroyed.
  boolean isWorkedOff() {
    return counts.processed() >= counts.total();
  }

  Import succeeded(Instant now) {
    return with(State.SUCCEEDED, counts, now);
  }

  Import cancelled(Instant now) {
    return runs() ? with(State.CANCELLED, counts, now) : this;
  }

  private Import with(State nextState, Counts nextCounts, @Nullable Instant end) {
    return new Import(
        displayName,
        mappings,
        separator,
        externalSystem,
        dryRun,
        columns,
        nextState,
        nextCounts,
        createTime,
        end,
        creation);
  }
}
