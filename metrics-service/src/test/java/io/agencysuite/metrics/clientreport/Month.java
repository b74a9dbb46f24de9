package io.agencysuite.metrics.clientreport;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.time;
import static io.agencysuite.metrics.Agency.visit;

import io.agencysuite.metrics.Agency;
import io.agencysuite.metrics.MetricsServer;
import io.agencysuite.metrics.v1.Cost;
import io.agencysuite.metrics.v1.CreateCostRequest;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.state.v1.ChannelState;
import io.agencysuite.state.v1.ClientState;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.Origin;
import io.agencysuite.state.v1.PostState;
import io.agencysuite.state.v1.RateState;
import io.agencysuite.state.v1.StateMessage;
import io.agencysuite.state.v1.TeamMemberState;
import io.agencysuite.state.v1.TimeEntryState;
import java.time.Clock;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// A client with a busy last month and a quiet one before.
record Month(Agency agency, YearMonth month) {

  static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  static YearMonth last() {
    return YearMonth.now(Clock.system(BERLIN)).minusMonths(1);
  }

  /// @param tenant of its own, where branding matters
  static Month of(String tenant, String client, String name) {
    Agency agency = new Agency(MetricsServer.shared(), tenant, client);
    Month month = new Month(agency, last());
    agency.putStates(
        Agency.state("clients/" + client, 1)
            .setClient(
                ClientState.newBuilder()
                    .setDisplayName(name)
                    .setTimeZone("Europe/Berlin")
                    .setCurrencyCode("EUR")
                    .setMonthlyRetainer(euros(240_000))
                    .setRetainerMinutes(20 * 60))
            .build());
    return month;
  }

  /// Orders, visits, posts, hours and costs of two months.
  Month fill() {
    List<StateMessage> states = new ArrayList<>();
    states.add(channel("instagram", "Instagram <b>\"Brauhaus\"</b>"));
    states.add(channel("newsletter", "Newsletter"));
    states.add(
        Agency.state("team/olga-" + agency.client, 1)
            .setTeamMember(
                TeamMemberState.newBuilder()
                    .setDisplayName("Olga")
                    .addRates(
                        RateState.newBuilder()
                            .setValidFrom("2020-01-01")
                            .setHourlyCost(euros(4_321))))
            .build());
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      LocalDate day = month.atDay(1 + 2 * i);
      String visitor = "v" + i;
      events.add(event("a" + i, day, 8, "instagram", visitor));
      events.add(event("b" + i, day, 9, i % 3 == 0 ? "newsletter" : "instagram", visitor));
      states.add(order("o" + i, day, 10_000 + 1_234L * i, visitor));
    }
    states.add(order("direct", month.atDay(28), 5_000, ""));
    states.add(order("earlier", month.minusMonths(1).atDay(10), 20_000, ""));
    states.add(
        agency
            .own("leads/l1", 1)
            .setLead(LeadState.newBuilder().setCreateTime(at(month.atDay(3), 10)))
            .build());
    for (int i = 0; i < 3; i++) {
      states.add(post("p" + i, i == 0 ? "video" : "image", month.atDay(5 + i)));
    }
    states.add(hour("h1", month.atDay(4), 600));
    states.add(hour("h2", month.atDay(5), 690));
    agency.ingest(events);
    agency.putStates(states.toArray(StateMessage[]::new));
    agency
        .costs()
        .createCost(
            CreateCostRequest.newBuilder()
                .setParent(agency.parent())
                .setCost(
                    Cost.newBuilder()
                        .setExternalId("ad")
                        .setCostDate(month.atDay(6).toString())
                        .setChannel("instagram")
                        .setAmount(euros(30_000)))
                .build());
    return this;
  }

  /// An order that arrives after everything else.
  void lateOrder() {
    agency.putStates(order("late", month.atDay(20), 99_900, ""));
  }

  private StateMessage channel(String id, String name) {
    return agency
        .own("channels/" + id, 1)
        .setChannel(ChannelState.newBuilder().setDisplayName(name).setChannelType(id))
        .build();
  }

  private StateMessage order(String id, LocalDate day, long cents, String visitor) {
    return agency
        .own("orders/" + id, 1)
        .setOrder(
            OrderState.newBuilder()
                .setOrderTime(at(day, 12))
                .setTotal(euros(cents))
                .setVisitorId(visitor)
                .setOrigin(Origin.getDefaultInstance()))
        .build();
  }

  private StateMessage post(String id, String format, LocalDate day) {
    return agency
        .own("posts/" + id, 1)
        .setPost(
            PostState.newBuilder()
                .setTitle("Post " + id)
                .setChannel("instagram")
                .setFormat(format)
                .setPublishTime(at(day, 9)))
        .build();
  }

  private StateMessage hour(String id, LocalDate day, int minutes) {
    return agency
        .own("timeEntries/" + id, 1)
        .setTimeEntry(
            TimeEntryState.newBuilder()
                .setTeamMember("olga-" + agency.client)
                .setWorkDate(day.toString())
                .setMinutes(minutes)
                .setChannel("instagram"))
        .build();
  }

  private static Event event(String id, LocalDate day, int hour, String channel, String visitor) {
    return visit(id, day.atTime(hour, 0).atZone(BERLIN).toInstant().toString(), channel, visitor)
        .build();
  }

  private static com.google.protobuf.Timestamp at(LocalDate day, int hour) {
    return time(day.atTime(hour, 0).atZone(BERLIN).toInstant());
  }
}
