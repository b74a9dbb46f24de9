package io.agencysuite.metrics.export;

import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.Figures;
import io.agencysuite.metrics.v1.QueryReportResponse;
import io.agencysuite.metrics.v1.RawRecord;
import io.agencysuite.metrics.v1.ReportRow;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.RateState;
import io.agencysuite.state.v1.RefundState;
import io.agencysuite.state.v1.StateMessage;
import io.agencysuite.state.v1.TimeEntryState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Recomputes a report by channel and day from raw records. Shares no code with the service: newest
/// states in maps, one pass over them, no buckets.
public final class Recount {

  private final ZoneId zone;
  private final List<Event> events = new ArrayList<>();
  private final Map<String, StateMessage> states = new HashMap<>();
  private final Map<String, Long> figures = new TreeMap<>();
  private final Map<String, Set<String>> visitors = new HashMap<>();

  public Recount(ZoneId zone, List<RawRecord> records) {
    this.zone = zone;
    for (RawRecord record : records) {
      switch (record.getRecordCase()) {
        case EVENT -> events.add(record.getEvent());
        case STATE ->
            states.merge(record.getState().getAggregate(), record.getState(), Recount::newer);
        case COST, INSIGHT, EXCHANGE_RATE, RECORD_NOT_SET -> {}
      }
    }
  }

  /// Figures by `day|channel|name`, zeros left away.
  public Map<String, Long> figures() {
    events.forEach(this::count);
    states.values().stream().filter(state -> !state.getDeleted()).forEach(this::count);
    visitors.forEach((key, ids) -> figures.put(key, (long) ids.size()));
    figures.values().removeIf(value -> value == 0);
    return figures;
  }

  /// The same of a report by channel and day.
  public static Map<String, Long> shown(QueryReportResponse report) {
    Map<String, Long> shown = new TreeMap<>();
    report.getRowsList().forEach(row -> put(shown, row));
    return shown;
  }

  private static void put(Map<String, Long> shown, ReportRow row) {
    Figures figures = row.getFigures();
    String prefix = row.getStartDate() + "|" + row.getChannel() + "|";
    shown.put(prefix + "visits", figures.getVisits());
    shown.put(prefix + "visitors", figures.getUniqueVisitors());
    shown.put(prefix + "leads", figures.getLeads());
    shown.put(prefix + "orders", figures.getOrders());
    shown.put(prefix + "revenue", figures.getRevenue().getMinorUnits());
    shown.put(prefix + "refunds", figures.getRefunds().getMinorUnits());
    shown.put(prefix + "minutes", figures.getMinutes());
    shown.put(prefix + "labour", figures.getLabourCost().getMinorUnits());
    shown.values().removeIf(value -> value == 0);
  }

  private void count(Event event) {
    if (event.getType() == Event.Type.VISIT) {
      Instant time = Instant.ofEpochSecond(event.getOccurTime().getSeconds());
      add(time, event.getChannel(), "visits", 1);
      if (event.getConsent() == Event.Consent.GRANTED) {
        visitors
            .computeIfAbsent(key(time, event.getChannel(), "visitors"), k -> new HashSet<>())
            .add(event.getVisitorId());
      }
    }
  }

  private void count(StateMessage state) {
    switch (state.getStateCase()) {
      case LEAD -> {
        LeadState lead = state.getLead();
        Instant time = Instant.ofEpochSecond(lead.getCreateTime().getSeconds());
        if (!lead.getDisqualified()) {
          String touch = lastTouch(lead.getVisitorId(), time);
          add(time, touch == null ? lead.getOrigin().getChannel() : touch, "leads", 1);
        }
      }
      case ORDER -> count(state, state.getOrder());
      case TIME_ENTRY -> count(state.getTimeEntry());
      default -> {}
    }
  }

  private void count(StateMessage state, OrderState order) {
    if (order.getCancelled()) {
      return;
    }
    Instant time = Instant.ofEpochSecond(order.getOrderTime().getSeconds());
    String client = state.getAggregate().replaceAll("/orders/.*", "");
    StateMessage lead = states.get(client + "/leads/" + order.getLead());
    String touch =
        lead == null || lead.getDeleted() ? null : lastTouch(lead.getLead().getVisitorId(), time);
    String said = order.getOrigin().getChannel();
    if (said.isEmpty() && lead != null && !lead.getDeleted()) {
      said = lead.getLead().getOrigin().getChannel();
    }
    String channel = touch == null ? said : touch;
    add(time, channel, "orders", 1);
    add(time, channel, "revenue", order.getTotal().getMinorUnits());
    for (RefundState refund : order.getRefundsList()) {
      Instant refunded = Instant.ofEpochSecond(refund.getRefundTime().getSeconds());
      add(refunded, channel, "refunds", refund.getAmount().getMinorUnits());
    }
  }

  private void count(TimeEntryState entry) {
    String prefix = entry.getWorkDate() + "|" + entry.getChannel() + "|";
    figures.merge(prefix + "minutes", (long) entry.getMinutes(), Long::sum);
    StateMessage member = states.get("team/" + entry.getTeamMember());
    long rate = 0;
    if (member != null) {
      for (RateState valid : member.getTeamMember().getRatesList()) {
        rate =
            valid.getValidFrom().compareTo(entry.getWorkDate()) <= 0
                ? valid.getHourlyCost().getMinorUnits()
                : rate;
      }
    }
    long cost = Math.round(entry.getMinutes() * rate / 60.0);
    figures.merge(prefix + "labour", cost, Long::sum);
  }

  private @Nullable String lastTouch(String visitor, Instant before) {
    Event last = null;
    for (Event event : events) {
      boolean touches =
          !visitor.isEmpty()
              && event.getType() == Event.Type.VISIT
              && event.getConsent() == Event.Consent.GRANTED
              && event.getVisitorId().equals(visitor)
              && !event.getChannel().isEmpty()
              && event.getOccurTime().getSeconds() <= before.getEpochSecond();
      if (touches
          && (last == null
              || event.getOccurTime().getSeconds() > last.getOccurTime().getSeconds())) {
        last = event;
      }
    }
    return last == null ? null : last.getChannel();
  }

  private static StateMessage newer(StateMessage a, StateMessage b) {
    return a.getVersion() >= b.getVersion() ? a : b;
  }

  private void add(Instant time, String channel, String name, long value) {
    figures.merge(key(time, channel, name), value, Long::sum);
  }

  private String key(Instant time, String channel, String name) {
    return time.atZone(zone).toLocalDate() + "|" + channel + "|" + name;
  }
}
