package io.agencysuite.metrics.stream;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.state;
import static io.agencysuite.metrics.Agency.time;
import static io.agencysuite.metrics.Agency.visit;

import com.google.protobuf.Message;
import com.mongodb.client.MongoDatabase;
import io.agencysuite.kit.mongo.Lease;
import io.agencysuite.metrics.StreamConfiguration;
import io.agencysuite.metrics.apply.MemoryBudget;
import io.agencysuite.metrics.apply.SegmentPlanner;
import io.agencysuite.metrics.link.LinkStore;
import io.agencysuite.metrics.state.Client;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.RateState;
import io.agencysuite.state.v1.RefundState;
import io.agencysuite.state.v1.StateMessage;
import io.agencysuite.state.v1.TeamMemberState;
import io.agencysuite.state.v1.TimeEntryState;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.bson.Document;

/// Segments of one stream that need every kind of op: repeated events, late visits that change who
/// gets the credit, refunds, a changed rate, plans in parts, runs that are merged.
final class StreamScenario {

  static final int STREAM = Streams.of("t", "c");

  private static final Instant RECEIVED = Instant.parse("2026-11-23T09:00:00Z");
  private static final Duration STEP = Duration.ofHours(3);
  private static final int PLAN_PART_BYTES = 256;
  private static final Map<Ledger, Integer> RUN_WIDTHS =
      Map.of(Ledger.SEEN, 16, Ledger.TOUCHES, 28, Ledger.STEPS, 36);

  private final MongoDatabase database;
  private final StreamSettings settings;

  /// Segments are applied one by one.
  StreamScenario(MongoDatabase database) {
    this(database, 1);
  }

  /// @param biteEntries most entries of the segments that are applied together
  StreamScenario(MongoDatabase database, int biteEntries) {
    this.database = database;
    this.settings =
        new StreamSettings(
            10, 4_096, biteEntries, 100, Duration.ofSeconds(1), PLAN_PART_BYTES, 1 << 20);
  }

  /// Empties the store and appends all segments.
  void prepare() {
    for (String name : List.of("segments", "plans", "watermarks", "parked", "clients", "links")) {
      database.getCollection(name).deleteMany(new Document());
    }
    for (Ledger ledger : Ledger.values()) {
      database.getCollection(ledger.collection()).deleteMany(new Document());
      database.getCollection(PastStore.name(ledger)).deleteMany(new Document());
    }
    new ClientStore(database).put("t", "c", 1, 1, new Client("C", "Europe/Berlin", "EUR"));
    SegmentStore segments = new SegmentStore(database, Faults.NONE);
    List<List<Entry>> all = segments();
    for (int i = 0; i < all.size(); i++) {
      segments.insert(STREAM, i + 1, RECEIVED.plus(STEP.multipliedBy(i)), all.get(i));
    }
  }

  /// A worker of a new process.
  StreamWorker worker(Faults faults) {
    LedgerStore ledger = new LedgerStore(database, StreamConfiguration.MERGERS, faults, 1);
    StreamStores stores =
        new StreamStores(
            new SegmentStore(database, faults),
            new PlanStore(database, faults, PLAN_PART_BYTES),
            ledger,
            new WatermarkStore(database, faults),
            new ParkedStore(database, faults));
    SegmentPlanner planner =
        new SegmentPlanner(
            STREAM,
            ledger,
            new ClientStore(database),
            new LinkStore(database),
            new SegmentPlanner.Limits(3, new MemoryBudget(1 << 20, Streams.COUNT)));
    return new StreamWorker(STREAM, stores, planner, settings, InstantSource.fixed(RECEIVED));
  }

  static Lease lease(long token) {
    return new Lease("stream-" + STREAM, token, Instant.MAX);
  }

  static void drain(StreamWorker worker, long token) {
    while (worker.applyNext(lease(token))) {
      // Each call applies a bite.
    }
  }

  /// Everything that the streams keep; runs as sets of records, because merging may be ahead or
  /// behind.
  SortedMap<String, String> contents() {
    SortedMap<String, String> contents = new TreeMap<>();
    LedgerStore ledger = new LedgerStore(database, StreamConfiguration.MERGERS, Faults.NONE);
    for (Ledger collection : Ledger.values()) {
      ledger.scan(
          collection,
          "",
          "~",
          (id, bytes) -> {
            Integer width = RUN_WIDTHS.get(collection);
            if (width == null) {
              contents.put(collection + " " + id, HexFormat.of().formatHex(bytes));
            } else {
              for (int from = 0; from < bytes.length; from += width) {
                byte[] one = Arrays.copyOfRange(bytes, from, from + width);
                contents.put(collection + " " + HexFormat.of().formatHex(one), "");
              }
            }
          });
    }
    contents.putAll(past());
    WatermarkStore watermarks = new WatermarkStore(database, Faults.NONE);
    contents.put("watermark", Long.toString(watermarks.get(STREAM).number()));
    contents.put("parked", Long.toString(new ParkedStore(database, Faults.NONE).count("t", "c")));
    return contents;
  }

  /// Every image that was kept.
  SortedMap<String, String> past() {
    SortedMap<String, String> past = new TreeMap<>();
    for (Ledger ledger : Ledger.values()) {
      for (Document image : database.getCollection(PastStore.name(ledger)).find()) {
        past.put(ledger + " " + image.getString("_id"), image.toString());
      }
    }
    return past;
  }

  private static List<List<Entry>> segments() {
    List<List<Entry>> all = new ArrayList<>();
    all.add(
        List.of(
            event(visit("a1", "2026-11-20T10:00:00Z", "instagram", "anna").build()),
            event(visit("a2", "2026-11-20T11:00:00Z", "blog").build()),
            event(visit("a1", "2026-11-20T10:00:00Z", "instagram", "anna").build())));
    all.add(
        List.of(
            member(1, 4_000),
            own("timeEntries/h1", 1)
                .andThen(m ->
                    m.setTimeEntry(
                        TimeEntryState.newBuilder()
                            .setTeamMember("mia")
                            .setWorkDate("2026-11-20")
                            .setMinutes(45)
                            .setChannel("instagram"))),
            order(1, 0)));
    all.add(List.of(lead("anna"), event(visit("a2", "2026-11-20T11:00:00Z", "blog").build())));
    all.add(List.of(order(2, 1_999)));
    // Known late: a visit between the first touch and the order takes the credit.
    all.add(List.of(event(visit("a3", "2026-11-21T10:00:00Z", "newsletter", "anna").build())));
    all.add(List.of(member(2, 5_000), order(1, 0)));
    for (int i = 0; i < 9; i++) {
      String id = "b" + i;
      all.add(
          List.of(
              event(visit(id, "2026-11-22T10:0" + i + ":00Z", "ch" + i, "v" + i).build()),
              event(visit("a3", "2026-11-21T10:00:00Z", "newsletter", "anna").build())));
    }
    all.add(List.of());
    return all;
  }

  private static Entry event(Message event) {
    return new Entry(EntryKind.EVENT, "t", "c", event.toByteArray());
  }

  private static Entry lead(String visitor) {
    return own("leads/l1", 1)
        .andThen(m ->
            m.setLead(
                LeadState.newBuilder()
                    .setCreateTime(time("2026-11-22T08:00:00Z"))
                    .setVisitorId(visitor)
                    .setEstimatedValue(euros(50_000))));
  }

  private static Entry order(long version, long refund) {
    OrderState.Builder order =
        OrderState.newBuilder()
            .setOrderTime(time("2026-11-22T09:00:00Z"))
            .setTotal(euros(9_999))
            .setLead("l1");
    if (refund > 0) {
      order.addRefunds(
          RefundState.newBuilder()
              .setRefundTime(time("2026-11-23T08:00:00Z"))
              .setAmount(euros(refund)));
    }
    return own("orders/o1", version).andThen(m -> m.setOrder(order));
  }

  private static Entry member(long version, long cents) {
    StateMessage message =
        state("team/mia", version)
            .setTeamMember(
                TeamMemberState.newBuilder()
                    .addRates(
                        RateState.newBuilder()
                            .setValidFrom("2026-01-01")
                            .setHourlyCost(euros(cents))))
            .build();
    return new Entry(EntryKind.STATE, "t", "-", message.toByteArray());
  }

  private static Draft own(String path, long version) {
    return change -> {
      StateMessage.Builder message = state("clients/c/" + path, version);
      change.accept(message);
      return new Entry(EntryKind.STATE, "t", "c", message.build().toByteArray());
    };
  }

  /// A state that lacks its body.
  @FunctionalInterface
  private interface Draft {

    Entry andThen(java.util.function.Consumer<StateMessage.Builder> change);
  }
}
