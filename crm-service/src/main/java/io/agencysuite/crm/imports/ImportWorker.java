package io.agencysuite.crm.imports;

import io.agencysuite.crm.client.ClientStore;
import io.agencysuite.crm.imports.ImportFailure.Problem;
import io.agencysuite.crm.person.Person;
import io.agencysuite.crm.person.PersonStore;
import io.agencysuite.crm.person.Profile;
import io.agencysuite.crm.unique.DerivedIds;
import io.agencysuite.kit.error.Aborted;
import io.agencysuite.kit.mongo.Key;
import io.agencysuite.kit.mongo.Lease;
import io.agencysuite.kit.mongo.Leases;
import io.agencysuite.kit.mongo.Stored;
import io.agencysuite.kit.work.LeasedWorker;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Works running imports off, a slice of rows at a time. A row's person takes its id from import
/// and line, and the counts move only from the version that was read, so that a slice may be done
/// twice and counts once.
final class ImportWorker implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ImportWorker.class);
  private static final int AT_ONCE = 10;

  private final ImportStore imports;
  private final PersonStore people;
  private final ClientStore clients;
  private final InstantSource clock;
  private final int sliceRows;
  private final LeasedWorker worker;

  ImportWorker(
      ImportStore imports,
      PersonStore people,
      ClientStore clients,
      Leases leases,
      InstantSource clock,
      ImportSettings settings) {
    this.imports = imports;
    this.people = people;
    this.clients = clients;
    this.clock = clock;
    this.sliceRows = settings.sliceRows();
    this.worker = new LeasedWorker("imports", leases, settings.interval(), this::work);
  }

  void start() {
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
    List<Stored<Import>> running = imports.running(AT_ONCE);
    boolean advanced = false;
    for (Stored<Import> next : running) {
      try {
        advance(next);
        advanced = true;
      } catch (Aborted e) {
        LOG.info("import {} was cancelled or advanced by another process", next.key().id());
      } catch (RuntimeException e) {
        LOG.warn("import {} cannot go on and will be tried again", next.key().id(), e);
      }
    }
    return advanced;
  }

  /// One slice further; the last one also destroys the file, and only then ends the import.
  void advance(Stored<Import> current) {
    Stored<Import> now = current.value().isWorkedOff() ? current : nextSlice(current);
    if (now.value().isWorkedOff()) {
      imports.deleteFile(now.key());
      imports.replace(now, now.value().succeeded(clock.instant()));
    }
  }

  private Stored<Import> nextSlice(Stored<Import> current) {
    Key key = current.key();
    Import spec = current.value();
    CsvText file =
        CsvText.parse(
            imports
                .file(key)
                .orElseThrow(() -> new IllegalStateException("no file of import " + key.id()))
                .text(),
            spec.separator().charAt(0));
    int from = spec.counts().processed();
    int until = Math.min(from + sliceRows, file.rows().size());
    Import.Counts slice = importRows(key, spec, file.rows().subList(from, until));
    return imports.replace(current, spec.advanced(slice));
  }

  private Import.Counts importRows(Key key, Import spec, List<CsvText.Row> rows) {
    Instant now = clock.instant();
    RowReader reader =
        new RowReader(spec, clients.require(key.tenant(), key.client()).countryCode(), now);
    List<ImportFailure> failures = new ArrayList<>();
    Map<Key, Person> people = new LinkedHashMap<>();
    Map<Key, CsvText.Row> sources = new LinkedHashMap<>();
    for (CsvText.Row row : rows) {
      RowReader.Result result = reader.read(row);
      if (result.profile().isEmpty()) {
        failures.add(new ImportFailure(row.line(), row.cells(), result.problems()));
      } else {
        String id = DerivedIds.ofPart(key.id(), "line " + row.line());
        Key person = PersonStore.key(key.tenant(), key.client(), id);
        people.put(person, Person.of(result.profile().get(), now));
        sources.put(person, row);
      }
    }
    int unchanged = 0;
    int created = 0;
    for (Map.Entry<Key, PersonStore.Creation> entry : store(spec, people).entrySet()) {
      switch (entry.getValue()) {
        case PersonStore.Creation.Created _ -> created++;
        case PersonStore.Creation.Known _ -> unchanged++;
        case PersonStore.Creation.Refused(var reason) -> {
          CsvText.Row row = Objects.requireNonNull(sources.get(entry.getKey()));
          failures.add(
              new ImportFailure(
                  row.line(),
                  row.cells(),
                  List.of(new Problem("", "", String.valueOf(reason.getMessage())))));
        }
      }
    }
    imports.insertFailures(key, failures);
    return new Import.Counts(0, created, unchanged, failures.size());
  }

  private Map<Key, PersonStore.Creation> store(Import spec, Map<Key, Person> rows) {
    if (!spec.dryRun()) {
      return people.createAll(rows);
    }
    Map<Key, PersonStore.Creation> results = new LinkedHashMap<>();
    rows.forEach((key, person) -> {
      Profile profile = person.profile();
      PersonStore.Creation known =
          profile.externalIds().stream()
              .flatMap(id -> people.byExternalId(key.tenant(), key.client(), id).stream())
              .findFirst()
              .<PersonStore.Creation>map(PersonStore.Creation.Known::new)
              .orElseGet(() -> new PersonStore.Creation.Created(new Stored<>(key, 1, person)));
      results.put(key, known);
    });
    return results;
  }
}
