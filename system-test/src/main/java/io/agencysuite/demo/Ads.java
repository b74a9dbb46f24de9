package io.agencysuite.demo;

import io.agencysuite.demo.DemoClient.Cost;
import io.agencysuite.demo.DemoClient.Insight;
import io.agencysuite.demo.DemoClient.Rate;
import io.agencysuite.demo.DemoClient.Visit;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The money that went into ads, and what the networks say came of it.
final class Ads {

  private static final int USUAL_RATE = 8_640;
  private static final int RATE_SPREAD = 60;

  private final Story.Client client;
  private final Weeks weeks;
  private final Chance chance;
  private final Chance ofNetworks;

  Ads(Story.Client client, Weeks weeks, long seed) {
    this.client = client;
    this.weeks = weeks;
    this.chance = new Chance(seed, client.id() + "/ads");
    this.ofNetworks = new Chance(seed, client.id() + "/networks");
  }

  List<Cost> costs() {
    List<Cost> costs = new ArrayList<>();
    for (int week = 0; week < Weeks.PAST; week++) {
      for (Story.Channel channel : client.channels()) {
        boolean paused = weeks.posts(client, week) < 1;
        if (channel.weeklyAdCents() > 0 && !paused) {
          costs.add(
              new Cost(
                  costs.size(),
                  weeks.monday(week).plusDays(3),
                  channel.id(),
                  client.campaigns().get(week * client.campaigns().size() / Weeks.PAST),
                  chance.amount(channel.weeklyAdCents()),
                  channel.adCurrency(),
                  "Anzeigen der Woche"));
        }
      }
    }
    costs.removeIf(cost -> !cost.day().isBefore(weeks.today()));
    return List.copyOf(costs);
  }

  /// One of each Monday for every currency in which ads are paid.
  List<Rate> rates() {
    List<Rate> rates = new ArrayList<>();
    client.channels().stream()
        .map(Story.Channel::adCurrency)
        .filter(currency -> !currency.equals("EUR"))
        .distinct()
        .forEach(currency -> {
          for (int week = 0; week < Weeks.PAST; week++) {
            int rate = USUAL_RATE + chance.between(-RATE_SPREAD, RATE_SPREAD);
            rates.add(new Rate(weeks.monday(week), currency, BigDecimal.valueOf(rate, 4)));
          }
        });
    return List.copyOf(rates);
  }

  /// More visits come of more reach; likes go their own way.
  List<Insight> insights(List<Visit> visits) {
    ZoneId zone = ZoneId.of(client.zone());
    List<Insight> insights = new ArrayList<>();
    for (Story.Channel channel : client.channels()) {
      Map<LocalDate, Long> byDay =
          visits.stream()
              .filter(visit -> visit.channel().equals(channel.id()))
              .collect(
                  Collectors.groupingBy(
                      visit -> visit.time().atZone(zone).toLocalDate(), Collectors.counting()));
      long followers = 400 + Math.round(20 * channel.visitsPerWeek());
      for (LocalDate day = weeks.start(); day.isBefore(weeks.today()); day = day.plusDays(1)) {
        Insight insight = insight(channel.id(), day, byDay.getOrDefault(day, 0L), followers);
        followers = insight.followers();
        insights.add(insight);
      }
    }
    return List.copyOf(insights);
  }

  private Insight insight(String channel, LocalDate day, long visits, long followers) {
    long reach = visits * ofNetworks.between(14, 26) + ofNetworks.between(20, 80);
    long likes = reach * ofNetworks.between(15, 55) / 1_000;
    return new Insight(
        day,
        channel,
        reach,
        reach * ofNetworks.between(115, 160) / 100,
        likes,
        likes * ofNetworks.between(2, 9) / 100,
        likes * ofNetworks.between(3, 12) / 100,
        visits + ofNetworks.between(0, (int) (1 + visits / 5)),
        Math.max(1, followers + ofNetworks.poisson(0.5 + likes / 6.0) - ofNetworks.poisson(0.8)));
  }
}
