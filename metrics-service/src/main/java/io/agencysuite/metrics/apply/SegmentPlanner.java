package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.ingest.EventScanMessages;
import io.agencysuite.metrics.link.LinkStore;
import io.agencysuite.metrics.state.Client;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.stream.Bite;
import io.agencysuite.metrics.stream.Entry;
import io.agencysuite.metrics.stream.EntryKind;
import io.agencysuite.metrics.stream.Ledger;
import io.agencysuite.metrics.stream.LedgerStore;
import io.agencysuite.metrics.stream.Op;
import io.agencysuite.metrics.stream.Plan;
import io.agencysuite.metrics.stream.Planner;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Works out what segments do to the clients in them. Belongs to the worker of one stream.
public final class SegmentPlanner implements Planner {

  /// Ids of events are known for five whole weeks after the one they were received in: 35 days at
  /// least.
  private static final int SEEN_WEEKS = 5;

  /// Touches and steps are kept for two years, so that a late refund finds the journey of its
  /// order.
  private static final int TOUCH_WEEKS = 104;

  private static final int DAYS_PER_WEEK = 7;

  private static final Client UNKNOWN = new Client("", "UTC", "");

  private final int stream;
  private final LedgerStore ledger;
  private final ClientStore clients;
  private final LinkStore links;
  private final Limits limits;
  private final LinkedHashMap<String, ClientMemory> memories = new LinkedHashMap<>(16, 0.75f, true);
  private final EventScanMessages reader = new EventScanMessages();
  private @Nullable Plan planned;

  /// @param tuples most tuples a client that are kept apart
  /// @param memory what all workers share
  public record Limits(int tuples, MemoryBudget memory) {}

  public SegmentPlanner(
      int stream, LedgerStore ledger, ClientStore clients, LinkStore links, Limits limits) {
    this.stream = stream;
    this.ledger = ledger;
    this.clients = clients;
    this.links = links;
    this.limits = limits;
  }

  @Override
  public Plan plan(Bite bite, LocalDate knownDay, BitSet aside) {
    SegmentDraft draft = new SegmentDraft(this::open);
    BitSet dropped = (BitSet) aside.clone();
    List<Entry> entries = bite.entries();
    long week = week(knownDay);
    planEvents(entries, draft, week, dropped);
    FactBook book = new FactBook(ledger);
    FactPlanner facts = new FactPlanner(stream, book, draft);
    facts.arrive(entries, states(entries, aside), dropped);
    new Crediting(book, facts, draft, links).count(facts.affected());
    List<Op> ops = new ArrayList<>(facts.ops());
    draft.clients().forEach(client -> ops.addAll(client.ops(week, bite.last())));
    Plan plan = new Plan(stream, bite.first(), bite.sizes(), knownDay, dropped, ops);
    planned = plan;
    return plan;
  }

  @Override
  public void applied(Plan plan) {
    if (!plan.equals(planned)) {
      // Another worker's plan, or one from before a crash: what is remembered does not fit it.
      forget();
      return;
    }
    for (ClientMemory memory : memories.values()) {
      for (Op op : plan.ops()) {
        if (op.collection() == Ledger.SEEN) {
          memory.seen.added(op.id(), op.bytes());
        } else if (op.collection() == Ledger.TOUCHES) {
          memory.touches.added(op.id(), op.bytes());
        } else if (op.collection() == Ledger.STEPS) {
          memory.steps.added(op.id(), op.bytes());
        }
      }
      long week = week(plan.knownDay());
      memory.seen.tidy(week - SEEN_WEEKS);
      memory.touches.tidy(week - TOUCH_WEEKS);
      memory.steps.tidy(week - TOUCH_WEEKS);
    }
    evict();
  }

  @Override
  public void forget() {
    memories.clear();
    planned = null;
  }

  private void planEvents(List<Entry> entries, SegmentDraft draft, long week, BitSet dropped) {
    Map<ClientDraft, EventPlanner> planners = new LinkedHashMap<>();
    EventPlanner planner = null;
    Entry before = null;
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.kind() == EntryKind.EVENT && !dropped.get(i)) {
        if (planner == null || before == null || !entry.isOfSameClientAs(before)) {
          ClientDraft client = draft.client(entry.tenant(), entry.client());
          planner = planners.computeIfAbsent(client, c -> new EventPlanner(c, reader));
        }
        planner.add(i, entry);
        before = entry;
      }
    }
    planners.values().forEach(one -> one.plan(week - SEEN_WEEKS, dropped));
  }

  private static List<Integer> states(List<Entry> entries, BitSet aside) {
    List<Integer> states = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      if (entries.get(i).kind() != EntryKind.EVENT && !aside.get(i)) {
        states.add(i);
      }
    }
    return states;
  }

  private ClientDraft open(String tenant, String client) {
    ClientMemory memory =
        memories.computeIfAbsent(
            tenant + '/' + client,
            key -> ClientMemory.load(tenant, client, ledger, limits.tuples()));
    Client known = clients.find(tenant, client).orElse(UNKNOWN);
    return new ClientDraft(memory, known.zone(), known.currencyCode());
  }

  /// Forgets the clients that were not seen for the longest time, until the rest fits.
  private void evict() {
    long bytes = memories.values().stream().mapToLong(ClientMemory::bytes).sum();
    var oldest = memories.values().iterator();
    while (limits.memory().exceededBy(stream, bytes) && memories.size() > 1) {
      bytes -= oldest.next().bytes();
      oldest.remove();
    }
  }

  private static long week(LocalDate knownDay) {
    return Math.floorDiv(knownDay.toEpochDay(), DAYS_PER_WEEK);
  }
}
