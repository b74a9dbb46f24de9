package io.agencysuite.demo;

import io.agencysuite.demo.DemoClient.Fate;
import io.agencysuite.demo.DemoClient.Lead;
import io.agencysuite.demo.DemoClient.Order;
import io.agencysuite.demo.DemoClient.Post;
import io.agencysuite.demo.DemoClient.Reached;
import io.agencysuite.demo.DemoClient.Visit;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;

/// Day by day: visits, and what some of them end in.
final class Traffic {

  private static final double FROM_A_POST = 0.75;
  private static final int POST_LIVES_DAYS = 9;
  private static final double FROM_A_LINK = 0.15;
  private static final double COMES_BACK = 0.3;
  private static final int REMEMBERED_MAX = 2000;

  private final Story.Client client;
  private final Weeks weeks;
  private final List<Post> posts;
  private final People people;
  private final ZoneId zone;
  private final Instant end;
  private final Chance chance;
  private final Chance ofLinks;
  private final List<String> known = new ArrayList<>();
  private final List<Visit> visits = new ArrayList<>();
  private final List<Lead> leads = new ArrayList<>();
  private final List<Order> orders = new ArrayList<>();

  Traffic(Story.Client client, Weeks weeks, List<Post> posts, People people, long seed) {
    this.client = client;
    this.weeks = weeks;
    this.posts = posts;
    this.people = people;
    this.zone = ZoneId.of(client.zone());
    this.end = weeks.today().atStartOfDay(zone).toInstant();
    this.chance = new Chance(seed, client.id() + "/traffic");
    this.ofLinks = new Chance(seed, client.id() + "/links");
  }

  void run() {
    for (LocalDate day = weeks.start(); day.isBefore(weeks.today()); day = day.plusDays(1)) {
      double strength = weeks.visits(client, day) / 7;
      for (Story.Channel channel : client.channels()) {
        int count = chance.poisson(channel.visitsPerWeek() * strength);
        List<Post> alive = alive(channel, day);
        for (int i = 0; i < count; i++) {
          visit(channel, day, alive);
        }
      }
    }
  }

  List<Visit> visits() {
    return List.copyOf(visits);
  }

  List<Lead> leads() {
    return List.copyOf(leads);
  }

  List<Order> orders() {
    return List.copyOf(orders);
  }

  private List<Post> alive(Story.Channel channel, LocalDate day) {
    LocalDate oldest = day.minusDays(POST_LIVES_DAYS);
    return posts.stream()
        .filter(post -> post.channel().equals(channel) && post.reached() == Reached.PUBLISHED)
        .filter(post -> post.linked())
        .filter(post -> post.plannedAt().toLocalDate().isBefore(day))
        .filter(post -> post.plannedAt().toLocalDate().isAfter(oldest))
        .toList();
  }

  private void visit(Story.Channel channel, LocalDate day, List<Post> alive) {
    Instant time =
        day.atTime(chance.between(7, 22), chance.between(0, 59), chance.between(0, 59))
            .atZone(zone)
            .toInstant();
    boolean consent = chance.hit(channel.consent());
    boolean fromPost = !alive.isEmpty() && chance.hit(FROM_A_POST);
    Post post = fromPost ? recent(alive) : null;
    boolean fromLink = post == null && ofLinks.hit(FROM_A_LINK);
    int campaign = weeks.of(day) * client.campaigns().size() / (Weeks.PAST + 1);
    Visit visit =
        new Visit(
            visits.size(),
            time,
            channel.id(),
            post != null ? post.campaign() : fromLink ? client.campaigns().get(campaign) : "",
            post == null ? DemoClient.NONE : post.number(),
            fromLink
                ? campaign * client.channels().size() + client.channels().indexOf(channel)
                : DemoClient.NONE,
            consent ? persistent() : "d" + Long.toHexString(chance.bits()),
            consent,
            post != null || fromLink,
            chance.poisson(0.6));
    visits.add(visit);
    outcome(channel, day, visit);
  }

  /// One of them, rather a late than an early one.
  private Post recent(List<Post> alive) {
    int first = chance.between(0, alive.size() - 1);
    return alive.get(Math.max(first, chance.between(0, alive.size() - 1)));
  }

  private String persistent() {
    if (!known.isEmpty() && chance.hit(COMES_BACK)) {
      return chance.one(known);
    }
    String visitor = "v" + Long.toHexString(chance.bits());
    if (known.size() < REMEMBERED_MAX) {
      known.add(visitor);
    }
    return visitor;
  }

  private void outcome(Story.Channel channel, LocalDate day, Visit visit) {
    if (chance.hit(channel.leadPerVisit())) {
      lead(visit);
    }
    if (chance.hit(channel.orderPerVisit() * weeks.orders(client, day))) {
      order(
          visit.time().plusSeconds(chance.between(120, 2400)),
          channel.meanOrderCents(),
          DemoClient.NONE,
          visit);
    }
  }

  private void lead(Visit visit) {
    int number = leads.size();
    Instant time = visit.time().plusSeconds(chance.between(60, 900));
    boolean fresh = time.isAfter(end.minus(Duration.ofDays(4)));
    double fate = chance.between(0, 99) / 100.0;
    Fate became =
        fate < 0.08
            ? Fate.DISQUALIFIED
            : fresh
                ? Fate.NEW
                : fate < 0.7 ? Fate.CONVERTED : fate < 0.9 ? Fate.QUALIFIED : Fate.NEW;
    boolean business = client.course() == Story.Course.GROWING;
    leads.add(
        new Lead(
            number,
            time,
            people.name(number),
            people.phone(),
            business ? people.company() : "",
            chance.one(client.leadMessages()),
            visit,
            chance.amount(client.leadOrderCents()),
            became));
    Instant ordered = time.plus(Duration.ofHours(chance.between(48, 480)));
    if (became == Fate.CONVERTED && ordered.isBefore(end) && chance.hit(client.leadToOrder())) {
      order(ordered, client.leadOrderCents(), number, visit);
    }
  }

  private void order(Instant time, long meanCents, int lead, Visit visit) {
    long cents = chance.amount(meanCents);
    LocalDate day = time.atZone(zone).toLocalDate();
    Instant refundTime = time.plus(Duration.ofHours(chance.between(24, 200)));
    boolean refunded = chance.hit(weeks.refunds(client, day)) && refundTime.isBefore(end);
    long refund = refunded ? (chance.hit(0.5) ? cents : cents * chance.between(10, 60) / 100) : 0;
    orders.add(new Order(orders.size(), time, cents, lead, visit, refund, refundTime));
  }
}
