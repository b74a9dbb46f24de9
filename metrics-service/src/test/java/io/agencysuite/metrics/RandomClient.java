package io.agencysuite.metrics;

import static io.agencysuite.metrics.Agency.euros;
import static io.agencysuite.metrics.Agency.state;
import static io.agencysuite.metrics.Agency.time;
import static io.agencysuite.metrics.Agency.visit;

import io.agencysuite.common.v1.Money;
import io.agencysuite.metrics.v1.BatchCreateCostsRequest;
import io.agencysuite.metrics.v1.Cost;
import io.agencysuite.metrics.v1.ImportExchangeRatesRequest;
import io.agencysuite.state.v1.LeadState;
import io.agencysuite.state.v1.OrderState;
import io.agencysuite.state.v1.Origin;
import io.agencysuite.state.v1.PostState;
import io.agencysuite.state.v1.RateState;
import io.agencysuite.state.v1.RefundState;
import io.agencysuite.state.v1.StateMessage;
import io.agencysuite.state.v1.TeamMemberState;
import io.agencysuite.state.v1.TimeEntryState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/// What happens to a client in a quarter, in random order: repetitions, late visits, corrections,
/// deletions, changed rates and costs.
public final class RandomClient {

  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final Instant START = Instant.parse("2026-09-01T00:00:00Z");

  private final Agency agency;
  private final SplittableRandom random;
  private final String member;
  private int versions;

  public RandomClient(Agency agency, SplittableRandom random) {
    this.agency = agency;
    this.random = random;
    this.member = "member-" + agency.client;
  }

  /// The next thing that happens.
  ///
  /// @param door where it arrives
  public void step(Agency door) {
    switch (random.nextInt(11)) {
      case 0, 1, 2 -> door.ingest(someVisit(random.nextInt(300)));
      case 3, 4 -> door.putStates(someOrder());
      case 5 -> door.putStates(someLead());
      case 6 -> door.putStates(someHours());
      case 7 -> door.putStates(someRate());
      case 8 -> door.putStates(somePost());
      case 9 -> door.rates().importExchangeRates(someExchange());
      default -> door.costs().batchCreateCosts(someCost());
    }
  }

  /// The same number is the same event, however often it is sent.
  private static io.agencysuite.metrics.v1.Event someVisit(int number) {
    RandomGenerator own = new SplittableRandom(number);
    String channel = own.nextInt(5) == 0 ? "" : "channel-" + own.nextInt(4);
    Instant when = START.plusSeconds(own.nextLong(90L * 86_400));
    return own.nextInt(4) == 0
        ? visit("e" + number, when.toString(), channel).build()
        : visit("e" + number, when.toString(), channel, "v" + own.nextInt(20)).build();
  }

  private StateMessage someOrder() {
    StateMessage.Builder message = next("orders/o" + random.nextInt(30));
    if (random.nextInt(10) == 0) {
      return message.setDeleted(true).build();
    }
    Instant when = someTime();
    OrderState.Builder order =
        OrderState.newBuilder()
            .setOrderTime(time(when))
            .setTotal(euros(1_000 + random.nextInt(9_000)))
            .setLead(random.nextInt(4) == 0 ? "" : "l" + random.nextInt(20))
            .setOrigin(Origin.newBuilder().setChannel(random.nextBoolean() ? "shop" : ""))
            .setCancelled(random.nextInt(8) == 0);
    if (random.nextInt(3) == 0) {
      order.addRefunds(
          RefundState.newBuilder()
              .setRefundTime(time(when.plusSeconds(random.nextInt(900_000))))
              .setAmount(euros(1 + random.nextInt(999))));
    }
    return message.setOrder(order).build();
  }

  private StateMessage someLead() {
    StateMessage.Builder message = next("leads/l" + random.nextInt(20));
    if (random.nextInt(10) == 0) {
      return message.setDeleted(true).build();
    }
    return message
        .setLead(
            LeadState.newBuilder()
                .setCreateTime(time(someTime()))
                .setVisitorId(random.nextInt(4) == 0 ? "" : "v" + random.nextInt(20))
                .setDisqualified(random.nextInt(8) == 0)
                .setOrigin(Origin.newBuilder().setChannel(random.nextBoolean() ? "form" : "")))
        .build();
  }

  private StateMessage someHours() {
    return next("timeEntries/t" + random.nextInt(20))
        .setTimeEntry(
            TimeEntryState.newBuilder()
                .setTeamMember(member)
                .setWorkDate(someTime().atZone(BERLIN).toLocalDate().toString())
                .setMinutes(1 + random.nextInt(480))
                .setChannel("channel-" + random.nextInt(4)))
        .build();
  }

  private StateMessage someRate() {
    return state("team/" + member, ++versions)
        .setTeamMember(
            TeamMemberState.newBuilder().addRates(rate("2026-01-01")).addRates(rate("2026-10-15")))
        .build();
  }

  private RateState rate(String validFrom) {
    return RateState.newBuilder()
        .setValidFrom(validFrom)
        .setHourlyCost(euros(2_000 + random.nextInt(5_000)))
        .build();
  }

  /// Sometimes an older version than one that was sent: it must not count.
  private StateMessage.Builder next(String path) {
    versions++;
    return agency.own(path, random.nextInt(6) == 0 ? Math.max(1, versions - 200) : versions);
  }

  private Instant someTime() {
    return START.plusSeconds(random.nextLong(80L * 86_400));
  }

  private StateMessage somePost() {
    return next("posts/p" + random.nextInt(6))
        .setPost(
            PostState.newBuilder()
                .setChannel("channel-" + random.nextInt(4))
                .setFormat(random.nextBoolean() ? "image" : "video")
                .setTeamMember(member)
                .setPublishTime(time(someTime())))
        .build();
  }

  private ImportExchangeRatesRequest someExchange() {
    String day = someTime().atZone(BERLIN).toLocalDate().toString();
    return ImportExchangeRatesRequest.newBuilder()
        .setParent(agency.parent())
        .setCsv(day + ",USD,EUR,0." + (7_000 + random.nextInt(3_000)))
        .build();
  }

  private BatchCreateCostsRequest someCost() {
    return BatchCreateCostsRequest.newBuilder()
        .setParent(agency.parent())
        .addCosts(
            Cost.newBuilder()
                .setExternalId("cost-" + random.nextInt(20))
                .setCostDate(someTime().atZone(BERLIN).toLocalDate().toString())
                .setChannel("channel-" + random.nextInt(4))
                .setAmount(
                    Money.newBuilder()
                        .setMinorUnits(random.nextInt(9_000))
                        .setCurrencyCode(random.nextInt(3) == 0 ? "EUR" : "USD")))
        .build();
  }
}
