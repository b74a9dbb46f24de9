package io.agencysuite.metrics.state;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.agencysuite.common.v1.Money;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.metrics.attribution.Origin;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.state.v1.ClientState;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.PostState;
import io.agencysuite.state.v1.StateMessage;
import io.agencysuite.state.v1.TeamMemberState;
import io.agencysuite.state.v1.TimeEntryState;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// State messages as arrivals.
public final class StateMessages {

  private static final long HIGHEST_RATE = 1_000_000_000_000L;
  private static final int MINUTES_OF_DAY = 24 * 60;

  private StateMessages() {}

  /// Reads a stored message.
  public static Arrival arrival(byte[] payload) {
    return arrival(message(payload));
  }

  public static StateMessage message(byte[] payload) {
    try {
      return StateMessage.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a stored state is no StateMessage", e);
    }
  }

  /// @throws InvalidArgument if the message has no state and is no deletion, or its name is none of
  ///   ours
  static Arrival arrival(StateMessage message) {
    List<String> parts = List.of(message.getAggregate().split("/", -1));
    Optional<FactKind> kind = kind(parts);
    if (kind.isEmpty() || parts.stream().anyMatch(String::isEmpty)) {
      throw InvalidArgument.field(
          "aggregate", message.getAggregate(), "clients/{client}[/{collection}/{id}] or team/{id}");
    }
    boolean ofTenant = kind.get() == FactKind.MEMBER;
    Body body = message.getDeleted() ? null : body(message);
    return new Arrival(
        kind.get(),
        ofTenant ? FactId.NO_CLIENT : parts.get(1),
        parts.getLast(),
        message.getEpoch(),
        message.getVersion(),
        body);
  }

  /// The client that a stored message says; empty for a tombstone.
  public static Optional<Client> client(byte[] payload) {
    StateMessage message = message(payload);
    return message.hasClient() && !message.getDeleted()
        ? Optional.of(client(message.getClient()))
        : Optional.empty();
  }

  static Client client(ClientState state) {
    return new Client(state.getDisplayName(), state.getTimeZone(), state.getCurrencyCode());
  }

  private static Optional<FactKind> kind(List<String> parts) {
    boolean ofClient = parts.getFirst().equals("clients");
    return switch (parts.size()) {
      case 2 ->
          ofClient
              ? Optional.of(FactKind.CLIENT)
              : FactKind.ofCollection(parts.get(0)).filter(FactKind.MEMBER::equals);
      case 4 ->
          ofClient
              ? FactKind.ofCollection(parts.get(2)).filter(kind -> kind.arrivesAsState())
              : Optional.empty();
      default -> Optional.empty();
    };
  }

  private static Body body(StateMessage message) {
    return switch (message.getStateCase()) {
      case CLIENT, CHANNEL -> new Body.Plain();
      case LEAD -> lead(message.getLead());
      case ORDER -> order(message.getOrder());
      case POST -> post(message.getPost(), lastPart(message.getAggregate()));
      case TEAM_MEMBER -> member(message.getTeamMember());
      case TIME_ENTRY -> hour(message.getTimeEntry());
      case STATE_NOT_SET ->
          throw InvalidArgument.field(
              "state", "(none) of " + message.getAggregate(), "a state, or deleted: true");
    };
  }

  private static Body lead(LeadState lead) {
    return new Body.Lead(
        instant(lead.getCreateTime()),
        lead.getVisitorId(),
        origin(lead.getOrigin()),
        lead.getDisqualified(),
        lead.hasEstimatedValue() ? amount(lead.getEstimatedValue()) : null);
  }

  private static Body order(OrderState order) {
    return new Body.Order(
        instant(order.getOrderTime()),
        amount(order.getTotal()),
        order.getRefundsList().stream()
            .map(r -> new Body.Refund(instant(r.getRefundTime()), amount(r.getAmount())))
            .toList(),
        order.getLead(),
        order.getVisitorId(),
        origin(order.getOrigin()),
        order.getCancelled());
  }

  private static Body post(PostState post, String id) {
    @Nullable Instant published = post.hasPublishTime() ? instant(post.getPublishTime()) : null;
    return new Body.Post(
        new Tuple(post.getChannel(), post.getCampaign(), id),
        published,
        post.getFormat(),
        post.getTeamMember());
  }

  private static Body member(TeamMemberState member) {
    return new Body.Member(
        member.getRatesList().stream()
            .map(r ->
                new Body.Rate(day("valid_from", r.getValidFrom()), hourlyCost(r.getHourlyCost())))
            .sorted(Comparator.comparing(Body.Rate::validFrom))
            .toList());
  }

  private static Amount hourlyCost(Money cost) {
    if (cost.getMinorUnits() < 0 || cost.getMinorUnits() > HIGHEST_RATE) {
      throw InvalidArgument.field(
          "team_member.rates.hourly_cost.minor_units", cost.getMinorUnits(), "0.." + HIGHEST_RATE);
    }
    return amount(cost);
  }

  private static Body hour(TimeEntryState entry) {
    if (entry.getMinutes() < 0 || entry.getMinutes() > MINUTES_OF_DAY) {
      throw InvalidArgument.field("time_entry.minutes", entry.getMinutes(), "0.." + MINUTES_OF_DAY);
    }
    return new Body.Hour(
        entry.getTeamMember(),
        day("work_date", entry.getWorkDate()),
        entry.getMinutes(),
        new Tuple(entry.getChannel(), entry.getCampaign(), entry.getPost()));
  }

  private static Origin origin(io.agencysuite.state.v1.Origin origin) {
    return new Origin(
        origin.getChannel(),
        origin.getCampaign(),
        origin.getPost(),
        "",
        origin.getLinkCode(),
        origin.getUtmSource(),
        "");
  }

  private static Amount amount(Money money) {
    try {
      return new Amount(money.getMinorUnits(), money.getCurrencyCode());
    } catch (IllegalArgumentException e) {
      throw InvalidArgument.field(
          "currency_code", money.getCurrencyCode(), "a code of three letters");
    }
  }

  private static Instant instant(Timestamp time) {
    try {
      return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
    } catch (DateTimeException e) {
      throw InvalidArgument.field("time", time.getSeconds(), "a timestamp");
    }
  }

  private static LocalDate day(String field, String day) {
    try {
      return LocalDate.parse(day);
    } catch (DateTimeException e) {
      throw InvalidArgument.field(field, day, "a calendar day YYYY-MM-DD");
    }
  }

  private static String lastPart(String name) {
    return name.substring(name.lastIndexOf('/') + 1);
  }
}
