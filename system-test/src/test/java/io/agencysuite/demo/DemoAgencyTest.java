package io.agencysuite.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.agencysuite.demo.DemoClient.Reached;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class DemoAgencyTest {

  private static final LocalDate TODAY = LocalDate.parse("2026-11-23");

  private final DemoAgency agency = DemoAgency.generate(7, TODAY, -1);

  @Test
  void givesTheSameAgencyForTheSameSeed() {
    assertThat(DemoAgency.generate(7, TODAY, -1)).isEqualTo(agency);
    assertThat(DemoAgency.generate(8, TODAY, -1)).isNotEqualTo(agency);
  }

  @Test
  void keepsWhatHappenedInThePast() {
    assertThat(agency.clients()).hasSize(5);
    for (DemoClient client : agency.clients()) {
      var midnight = TODAY.atStartOfDay(java.time.ZoneId.of(client.story().zone())).toInstant();
      assertThat(client.visits()).isNotEmpty().allMatch(visit -> visit.time().isBefore(midnight));
      assertThat(client.hours()).allMatch(entry -> entry.day().isBefore(TODAY));
      assertThat(client.orders())
          .allMatch(order -> order.refundCents() <= order.cents())
          .allMatch(order -> order.refundCents() == 0 || order.refundTime().isBefore(midnight));
    }
  }

  @Test
  void tellsAQuietClientAndACrisis() {
    DemoClient quiet = client("zahnarzt");
    assertThat(quiet.posts())
        .allMatch(post -> post.plannedAt().toLocalDate().isBefore(TODAY.minusDays(30)));

    DemoClient crisis = client("naturkosmetik");
    assertThat(crisis.posts()).anyMatch(post -> post.reached() == Reached.HELD);
    assertThat(crisis.hours()).anyMatch(entry -> entry.activity().equals("CONTINGENCY"));
  }

  @Test
  void earnsMoreByFewVisitsOfLinkedInThanByManyOfInstagram() {
    long linkedIn = revenue("maschinenbau", "linkedin");
    long instagram = revenue("modeladen", "instagram");
    long linkedInVisits = visits("maschinenbau", "linkedin");
    long instagramVisits = visits("modeladen", "instagram");

    assertThat(instagramVisits).isGreaterThan(4 * linkedInVisits);
    assertThat(linkedIn).isGreaterThan(4 * instagram);
  }

  private DemoClient client(String id) {
    return agency.clients().stream()
        .filter(client -> client.story().id().equals(id))
        .findFirst()
        .orElseThrow();
  }

  private long revenue(String client, String channel) {
    List<DemoClient.Order> orders = client(client).orders();
    return orders.stream()
        .filter(order -> order.visit().channel().equals(channel))
        .mapToLong(DemoClient.Order::cents)
        .sum();
  }

  private long visits(String client, String channel) {
    return client(client).visits().stream()
        .filter(visit -> visit.channel().equals(channel))
        .count();
  }
}
