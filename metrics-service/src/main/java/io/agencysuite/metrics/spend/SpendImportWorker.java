package io.agencysuite.metrics.spend;

import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Lease;
import io.agencysuite.kit.mongo.Leases;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.work.LeasedWorker;
import io.agencysuite.metrics.keyed.Source;
import io.agencysuite.metrics.spend.SpendChange.Outcome;
import io.agencysuite.metrics.spend.SpendImport.Counts;
import io.agencysuite.metrics.spend.SpendImport.State;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works imports off, a slice of entries at a time. Before a slice is written, what it changes is
/// written down under the import and the entries' numbers, once; progress moves only from the
/// version that was read. So a slice may be done twice and counts once.
public final class SpendImportWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(SpendImportWorker.class);
  private static final int SLICE = 500;
  private static final Duration INTERVAL = Duration.ofSeconds(1);

  private final SpendImportStore imports;
  private final SpendRecords records;
  private final InstantSource clock;
  private final LeasedWorker worker;

  public SpendImportWorker(
      SpendImportStore imports, SpendRecords records, Leases leases, InstantSource clock) {
    this.imports = imports;
    this.records = records;
    this.clock = clock;
    this.worker = new LeasedWorker("spend-imports", leases, INTERVAL, this::work);
  }

  public void start() {
    worker.start();
  }

  /// Says that there is an import to work off.
  void nudge() {
    worker.nudge();
  }

  @Override
  public void close() {
    worker.close();
  }

  private boolean work(Lease lease) {
    boolean advanced = false;
    for (Stored<SpendImport> next : imports.working(1)) {
      try {
        advance(next);
        advanced = true;
      } catch (Aborted e) {
        LOG.info("spend import {} was ended or advanced by somebody else", next.key().id());
      } catch (RuntimeException e) {
        LOG.warn("spend import {} cannot go on and will be tried again", next.key().id(), e);
      }
    }
    return advanced;
  }

  private void advance(Stored<SpendImport> current) {
    switch (current.value().state()) {
      case CHECKING -> check(current);
      case WRITING -> write(current);
      case REVERTING -> revert(current);
      case READY, UNMAPPED, SUCCEEDED, REVERTED, CANCELLED -> {}
    }
  }

  private void check(Stored<SpendImport> current) {
    Key key = current.key();
    SpendReading reading = reading(current);
    SpendCheck check = new SpendCheck(current.value());
    List<RefusedRow> refused = new ArrayList<>(reading.refused());
    for (int from = 0; from < reading.entries().size(); from += SLICE) {
      List<PlannedEntry> slice = slice(current, reading, from);
      List<SpendChange> changes = compared(current, slice);
      for (int i = 0; i < slice.size(); i++) {
        if (changes.get(i).outcome() == Outcome.REFUSED) {
          refused.add(SpendCheck.refusal(slice.get(i).entry()));
        } else {
          check.add(slice.get(i), changes.get(i));
        }
      }
    }
    for (int from = 0; from < refused.size(); from += SLICE) {
      imports.insertRefused(key, refused.subList(from, Math.min(from + SLICE, refused.size())));
    }
    imports.replace(current, check.result(reading, refused.size(), clock.instant()));
  }

  private void write(Stored<SpendImport> current) {
    SpendReading reading = reading(current);
    Stored<SpendImport> now = current;
    while (now.value().state() == State.WRITING) {
      int from = now.value().next();
      List<PlannedEntry> slice = slice(now, reading, from);
      List<SpendChange> changes = imports.insertChanges(now.key(), from, compared(now, slice));
      records.write(now.key(), slice, changes);
      int next = from + slice.size();
      boolean ended = next >= reading.entries().size();
      Counts counts =
          now.value()
              .counts()
              .plus(
                  count(changes, Outcome.CREATED),
                  count(changes, Outcome.CHANGED),
                  count(changes, Outcome.UNCHANGED));
      State state = ended ? State.SUCCEEDED : State.WRITING;
      now = imports.replace(now, now.value().advanced(state, next, counts, clock.instant()));
    }
    imports.deleteFile(now.key());
  }

  private void revert(Stored<SpendImport> current) {
    Stored<SpendImport> now = current;
    while (now.value().state() == State.REVERTING) {
      int from = now.value().next();
      Instant time = clock.instant();
      int kept = records.putBack(now.key(), imports.changes(now.key(), from, SLICE), time);
      boolean ended = from + SLICE >= now.value().counts().entries();
      now =
          imports.replace(
              now,
              now.value()
                  .advanced(
                      ended ? State.REVERTED : State.REVERTING,
                      from + SLICE,
                      now.value().counts().keeping(kept),
                      time));
    }
  }

  private SpendReading reading(Stored<SpendImport> current) {
    return SpendReading.of(
        imports.text(current.key()), current.value().layout(), current.value().createTime());
  }

  private List<PlannedEntry> slice(Stored<SpendImport> current, SpendReading reading, int from) {
    Key key = current.key();
    SpendImport spec = current.value();
    PlaceBook places = imports.places(key.tenant(), key.client());
    boolean money = spec.layout().byField().keySet().stream().anyMatch(SpendField::isMoney);
    String level = spec.layout().level();
    int until = Math.min(from + SLICE, reading.entries().size());
    return reading.entries().subList(from, until).stream()
        .map(entry ->
            PlannedEntry.of(
                entry,
                places.tuple(spec.layout().profile(), entry.campaign(), spec.defaultChannel()),
                money,
                new Source(key.id(), entry.group(), level),
                clock.instant()))
        .toList();
  }

  /// What the slice changes; days that were imported at another level are refused.
  private List<SpendChange> compared(Stored<SpendImport> current, List<PlannedEntry> slice) {
    List<SpendChange> changes = new ArrayList<>(records.compare(current.key(), slice));
    String level = current.value().layout().level();
    Map<String, Boolean> others = new HashMap<>();
    for (int i = 0; i < slice.size(); i++) {
      String group = slice.get(i).entry().group();
      boolean other =
          others.computeIfAbsent(
              group, g -> records.hasOtherLevel(current.key(), new Source("", g, level)));
      if (other) {
        SpendChange change = changes.get(i);
        changes.set(
            i,
            new SpendChange(change.externalId(), Outcome.REFUSED, change.cost(), change.insight()));
      }
    }
    return changes;
  }

  private static int count(List<SpendChange> changes, Outcome outcome) {
    return (int) changes.stream().filter(change -> change.outcome() == outcome).count();
  }
}
