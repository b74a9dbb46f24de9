package io.agencysuite.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;

/// Everything that happened to one client. What refers to a post or a lead does it by its number;
/// [#NONE] stands for none.
record DemoClient(
    Story.Client story,
    List<Post> posts,
    List<Visit> visits,
    List<Lead> leads,
    List<Order> orders,
    List<Person> people,
    List<Hours> hours,
    List<Cost> costs,
    List<Rate> rates,
    List<Insight> insights) {

  static final int NONE = -1;

  /// How far a post has come.
  enum Reached {
    DRAFT,
    IN_REVIEW,
    APPROVED,
    SCHEDULED,
    PUBLISHED,
    HELD
  }

  record Post(
      int number,
      Story.Channel channel,
      Story.Topic topic,
      String campaign,
      LocalDateTime plannedAt,
      Instant plannedInstant,
      String responsible,
      Reached reached) {

    boolean linked() {
      return topic.text().contains("{link}");
    }
  }

  /// @param visitor id of the browser: persistent with consent, of the day without
  /// @param link number of the campaign's link by which the visit came
  /// @param clicked the visit began with a click on the post's or the campaign's link
  /// @param pages how many further pages were seen
  record Visit(
      int number,
      Instant time,
      String channel,
      String campaign,
      int post,
      int link,
      String visitor,
      boolean consent,
      boolean clicked,
      int pages) {}

  /// What became of a lead.
  enum Fate {
    NEW,
    QUALIFIED,
    DISQUALIFIED,
    CONVERTED
  }

  record Lead(
      int number,
      Instant time,
      Name name,
      String phone,
      String company,
      String message,
      Visit visit,
      long estimatedCents,
      Fate fate) {}

  record Name(String given, String family, String email) {}

  /// @param visit the visit that ended in the order; its channel is the origin the shop knows
  record Order(
      int number,
      Instant time,
      long cents,
      int lead,
      Visit visit,
      long refundCents,
      Instant refundTime) {}

  record Person(int number, Name name, String city, String tag) {}

  record Hours(
      String member,
      LocalDate day,
      int minutes,
      String channel,
      String campaign,
      int post,
      String activity,
      String note) {}

  record Cost(
      int number,
      LocalDate day,
      String channel,
      String campaign,
      long minorUnits,
      String currency,
      String note) {}

  /// What one unit of a currency was worth in euros.
  record Rate(LocalDate day, String currency, BigDecimal rate) {}

  /// What a network says about a day of a channel.
  record Insight(
      LocalDate day,
      String channel,
      long reach,
      long impressions,
      long likes,
      long comments,
      long shares,
      long clicks,
      long followers) {}

  long minutes() {
    return hours.stream().mapToLong(Hours::minutes).sum();
  }

  long costCents() {
    return costs.stream().mapToLong(this::cents).sum();
  }

  /// In euros by the last rate on or before the day, half up to the cent.
  private long cents(Cost cost) {
    if (cost.currency().equals("EUR")) {
      return cost.minorUnits();
    }
    Rate last =
        rates.stream()
            .filter(rate -> rate.currency().equals(cost.currency()))
            .filter(rate -> !rate.day().isAfter(cost.day()))
            .max(Comparator.comparing(Rate::day))
            .orElseThrow();
    return last.rate()
        .multiply(BigDecimal.valueOf(cost.minorUnits()))
        .setScale(0, RoundingMode.HALF_UP)
        .longValueExact();
  }

  long clicks() {
    return visits.stream().filter(Visit::clicked).count();
  }

  long reach() {
    return insights.stream().mapToLong(Insight::reach).sum();
  }

  long likes() {
    return insights.stream().mapToLong(Insight::likes).sum();
  }

  long revenueCents() {
    return orders.stream().mapToLong(Order::cents).sum();
  }

  long refundCents() {
    return orders.stream().mapToLong(Order::refundCents).sum();
  }

  long countedLeads() {
    return leads.stream().filter(lead -> lead.fate() != Fate.DISQUALIFIED).count();
  }
}
