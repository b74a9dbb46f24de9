package io.agencysuite.metrics.stream;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import io.agencysuite.kit.test.StoreExtension;
import io.agencysuite.metrics.StreamConfiguration;
import io.agencysuite.metrics.rollup.UniquesMerger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/// What the ledger says of a former day, against plans that are repeated only up to that day.
class KnownDaysTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-11-23");
  private static final Set<Ledger> WITH_PAST =
      EnumSet.of(Ledger.FACTS, Ledger.TUPLES, Ledger.BUCKETS, Ledger.UNIQUES);

  @RegisterExtension static final StoreExtension STORE = new StoreExtension();

  private StreamScenario scenario;
  private PlanStore plans;
  private LedgerStore ledger;

  @BeforeEach
  void apply() {
    scenario = new StreamScenario(STORE.database(), 5);
    scenario.prepare();
    StreamScenario.drain(scenario.worker(Faults.NONE), 1);
    plans = new PlanStore(STORE.database(), Faults.NONE, 256);
    ledger = new LedgerStore(STORE.database(), StreamConfiguration.MERGERS, Faults.NONE);
  }

  @Test
  void readsEveryDocumentAsPlansLeftItThen() {
    assertThat(scenario.past()).isNotEmpty();
    for (LocalDate day = FIRST.minusDays(1); day.isBefore(FIRST.plusDays(4)); ) {
      SortedMap<String, String> expected = repeatedUntil(day);
      LedgerView then = ledger.asOf(day);

      SortedMap<String, String> scanned = new TreeMap<>();
      SortedMap<String, String> read = new TreeMap<>();
      for (Ledger one : WITH_PAST) {
        then.scan(one, "", "~", (id, bytes) -> put(scanned, one, id, bytes));
        then.read(one, ledger.ids(one, "", "~")).forEach((id, bytes) -> put(read, one, id, bytes));
      }

      assertThat(scanned).as("scanned as of %s", day).isEqualTo(expected);
      assertThat(read).as("read as of %s", day).isEqualTo(expected);
      day = day.plusDays(1);
    }
  }

  /// Also where a document was written before summaries were kept.
  @Test
  void summarisesEveryDocumentAsItWasThen() {
    var documents = STORE.database().getCollection("uniques");
    int half = ledger.ids(Ledger.UNIQUES, "", "~").size() / 2;
    for (String id : ledger.ids(Ledger.UNIQUES, "", "~").subList(0, half)) {
      documents.updateOne(Filters.eq("_id", id), Updates.unset("s"));
    }
    assertThat(documents.countDocuments(Filters.exists("s"))).isPositive();
    for (LocalDate day = FIRST.minusDays(1); day.isBefore(FIRST.plusDays(4)); ) {
      for (LedgerView view : List.of(ledger.asOf(day), ledger)) {
        SortedMap<String, String> expected = new TreeMap<>();
        SortedMap<String, String> found = new TreeMap<>();
        view.scan(
            Ledger.UNIQUES,
            "",
            "~",
            (id, bytes) -> put(expected, Ledger.UNIQUES, id, new UniquesMerger().summary(bytes)));
        view.scanSummaries(
            Ledger.UNIQUES, "", "~", (id, bytes) -> put(found, Ledger.UNIQUES, id, bytes));

        assertThat(found).as("as of %s", day).isEqualTo(expected);
      }
      day = day.plusDays(1);
    }
  }

  @Test
  void neverGoesBackToDayThatIsOver() {
    SegmentStore segments = new SegmentStore(STORE.database(), Faults.NONE);
    long last = segments.last(StreamScenario.STREAM);
    LocalDate latest = watermark().knownDay();
    segments.insert(
        StreamScenario.STREAM, last + 1, Instant.parse("2026-11-01T00:00:00Z"), List.of());

    StreamScenario.drain(scenario.worker(Faults.NONE), 2);

    assertThat(watermark().number()).isEqualTo(last + 1);
    assertThat(watermark().knownDay()).isEqualTo(latest).isAfter(FIRST);
    assertThat(plans.startingAt(StreamScenario.STREAM, last + 1).orElseThrow().knownDay())
        .isEqualTo(latest);
  }

  private WatermarkStore.Watermark watermark() {
    return new WatermarkStore(STORE.database(), Faults.NONE).get(StreamScenario.STREAM);
  }

  private SortedMap<String, String> repeatedUntil(LocalDate day) {
    Map<String, byte[]> documents = new TreeMap<>();
    Plan plan;
    for (long next = 1; next <= watermark().number(); next = plan.last() + 1) {
      plan = plans.startingAt(StreamScenario.STREAM, next).orElseThrow();
      if (!plan.knownDay().isAfter(day)) {
        for (Op op : plan.ops()) {
          Merger merger = StreamConfiguration.MERGERS.get(op.collection());
          documents.merge(
              op.collection() + " " + op.id(),
              merger == null ? op.bytes() : merger.merge(null, op.bytes()),
              (before, bytes) -> merger == null ? bytes : merger.merge(before, op.bytes()));
        }
      }
    }
    SortedMap<String, String> texts = new TreeMap<>();
    documents.forEach((id, bytes) -> {
      if (WITH_PAST.stream().anyMatch(one -> id.startsWith(one + " "))) {
        texts.put(id, HexFormat.of().formatHex(bytes));
      }
    });
    return texts;
  }

  private static void put(Map<String, String> into, Ledger ledger, String id, byte[] bytes) {
    into.put(ledger + " " + id, HexFormat.of().formatHex(bytes));
  }
}
