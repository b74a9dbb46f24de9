package io.agencysuite.metrics.journey;

import com.google.protobuf.Timestamp;
import io.agencysuite.common.v1.Money;
import io.agencysuite.metrics.v1.AttributionModel;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.RawRecord;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.Origin;
import io.agencysuite.state.v1.RefundState;
import io.agencysuite.state.v1.StateMessage;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/// An attribution computed from raw records by brute force: every conversion looks at every event,
/// shares are fractions of whole numbers. Shares no code with the service.
final class JourneyRecount {

  /// What a row gets: fractions by denominator, and cents.
  static final class Row {
    private final Map<Integer, Long> conversions = new TreeMap<>();
    long cents;

    double conversions() {
      return conversions.entrySet().stream()
          .mapToDouble(part -> (double) part.getValue() / part.getKey())
          .sum();
    }
  }

  private final ZoneId zone;
  private final LocalDate from;
  private final LocalDate to;
  private final List<Event> visits = new ArrayList<>();
  private final Map<String, StateMessage> states = new HashMap<>();
  private final Map<String, Row> rows = new TreeMap<>();
  private long windowMillis;
  private boolean byCampaign;
  long conversions;

  JourneyRecount(ZoneId zone, LocalDate from, LocalDate to, List<RawRecord> records) {
    this.zone = zone;
    this.from = from;
    this.to = to;
    for (RawRecord record : records) {
      if (record.hasEvent()
          && record.getEvent().getType() == Event.Type.VISIT
          && record.getEvent().getConsent() == Event.Consent.GRANTED) {
        visits.add(record.getEvent());
      }
      if (record.hasState()) {
        states.merge(
            record.getState().getAggregate(),
            record.getState(),
            (a, b) -> a.getVersion() > b.getVersion() ? a : b);
      }
    }
    states.values().removeIf(StateMessage::getDeleted);
  }

  /// Rows by `basis|channel|campaign|model`.
  Map<String, Row> rows(boolean orders, int windowDays, boolean campaigns) {
    rows.clear();
    conversions = 0;
    windowMillis = windowDays * 86_400_000L;
    byCampaign = campaigns;
    for (StateMessage state : states.values()) {
      if (orders && state.hasOrder() && !state.getOrder().getCancelled()) {
        order(state.getAggregate().replaceAll("/orders/.*", ""), state.getOrder());
      } else if (!orders && state.hasLead() && !state.getLead().getDisqualified()) {
        LeadState lead = state.getLead();
        count(lead.getCreateTime(), cents(lead.getEstimatedValue()), lead, lead.getVisitorId());
      }
    }
    return rows;
  }

  private void order(String client, OrderState order) {
    StateMessage state = states.get(client + "/leads/" + order.getLead());
    LeadState lead = state == null ? LeadState.getDefaultInstance() : state.getLead();
    long net = cents(order.getTotal());
    for (RefundState refund : order.getRefundsList()) {
      net -= cents(refund.getAmount());
    }
    LeadState said =
        channel(order.getOrigin()).isEmpty() && state != null
            ? lead
            : LeadState.newBuilder().setOrigin(order.getOrigin()).build();
    count(order.getOrderTime(), net, said, order.getVisitorId(), lead.getVisitorId());
  }

  private void count(Timestamp when, long cents, LeadState said, String... visitors) {
    LocalDate day = Instant.ofEpochSecond(when.getSeconds()).atZone(zone).toLocalDate();
    if (day.isBefore(from) || day.isAfter(to)) {
      return;
    }
    conversions++;
    boolean visited = false;
    for (String visitor : visitors) {
      List<Event> before = before(visitor, millis(when));
      visited |= !before.isEmpty();
      before.removeIf(visit -> visit.getChannel().isEmpty());
      if (!before.isEmpty()) {
        share(cents, before);
        return;
      }
    }
    String basis = visited ? "DIRECT_VISITS" : "NO_JOURNEY";
    for (AttributionModel model : models()) {
      String campaign = said.getOrigin().getCampaign();
      add(basis, channel(said.getOrigin()), campaign, model, 1, 1, cents);
    }
  }

  private List<Event> before(String visitor, long conversion) {
    List<Event> before = new ArrayList<>();
    for (Event visit : visits) {
      long time = millis(visit.getOccurTime());
      if (!visitor.isEmpty()
          && visit.getVisitorId().equals(visitor)
          && time <= conversion
          && time >= conversion - windowMillis) {
        before.add(visit);
      }
    }
    before.sort(
        Comparator.<Event>comparingLong(visit -> millis(visit.getOccurTime()))
            .thenComparingLong(JourneyRecount::hash));
    return before;
  }

  private void share(long cents, List<Event> touches) {
    int n = touches.size();
    for (AttributionModel model : models()) {
      int denominator =
          switch (model) {
            case LINEAR -> n;
            case POSITION -> n == 1 ? 1 : n == 2 ? 2 : 5 * (n - 2);
            default -> 1;
          };
      List<Integer> order = new ArrayList<>();
      long[] parts = new long[n];
      long[] remainders = new long[n];
      long left = cents;
      for (int at = 0; at < n; at++) {
        BigInteger[] divided =
            BigInteger.valueOf(cents)
                .multiply(BigInteger.valueOf(numerator(model, at, n)))
                .divideAndRemainder(BigInteger.valueOf(denominator));
        parts[at] = divided[0].longValueExact();
        remainders[at] = divided[1].longValueExact();
        left -= parts[at];
        order.add(at);
      }
      order.sort(
          Comparator.<Integer>comparingLong(at -> -remainders[at])
              .thenComparingLong(at -> hash(touches.get(at))));
      for (int at : order.subList(0, (int) left)) {
        parts[at]++;
      }
      for (int at = 0; at < n; at++) {
        Event touch = touches.get(at);
        int numerator = numerator(model, at, n);
        add(
            "JOURNEY",
            touch.getChannel(),
            touch.getCampaign(),
            model,
            numerator,
            denominator,
            parts[at]);
      }
    }
  }

  private static int numerator(AttributionModel model, int at, int n) {
    boolean end = at == 0 || at == n - 1;
    return switch (model) {
      case FIRST_TOUCH -> at == 0 ? 1 : 0;
      case LAST_TOUCH -> at == n - 1 ? 1 : 0;
      case POSITION -> n > 2 && end ? 2 * (n - 2) : 1;
      default -> 1;
    };
  }

  private void add(
      String basis,
      String channel,
      String campaign,
      AttributionModel model,
      long numerator,
      int denominator,
      long cents) {
    String key = basis + '|' + channel + '|' + (byCampaign ? campaign : "") + '|' + model;
    Row row = rows.computeIfAbsent(key, k -> new Row());
    row.conversions.merge(denominator, numerator, Long::sum);
    row.cents += cents;
  }

  private static List<AttributionModel> models() {
    return List.of(
        AttributionModel.FIRST_TOUCH,
        AttributionModel.LAST_TOUCH,
        AttributionModel.LINEAR,
        AttributionModel.POSITION);
  }

  private static String channel(Origin origin) {
    return origin.getChannel().isEmpty()
        ? origin.getUtmSource().toLowerCase(Locale.ROOT).replace(' ', '-')
        : origin.getChannel();
  }

  private static long cents(Money money) {
    return money.getCurrencyCode().equals("EUR") ? money.getMinorUnits() : 0;
  }

  private static long millis(Timestamp time) {
    return time.getSeconds() * 1_000 + time.getNanos() / 1_000_000;
  }

  private static long hash(Event event) {
    try {
      byte[] text = event.getEventId().getBytes(StandardCharsets.UTF_8);
      return ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text)).getLong();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
