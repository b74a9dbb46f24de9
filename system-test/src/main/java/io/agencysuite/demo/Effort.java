package io.agencysuite.demo;

import io.agencysuite.demo.DemoClient.Hours;
import io.agencysuite.demo.DemoClient.Post;
import io.agencysuite.demo.DemoClient.Reached;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// The hours the team logged.
final class Effort {

  private final Story.Client client;
  private final Weeks weeks;
  private final List<Post> posts;
  private final Chance chance;

  Effort(Story.Client client, Weeks weeks, List<Post> posts, long seed) {
    this.client = client;
    this.weeks = weeks;
    this.posts = posts;
    this.chance = new Chance(seed, client.id() + "/effort");
  }

  List<Hours> hours() {
    List<Hours> hours = new ArrayList<>();
    posts.stream()
        .filter(post -> post.reached() != Reached.DRAFT)
        .forEach(post -> produce(post, hours));
    for (int week = 0; week < Weeks.PAST; week++) {
      routine(week, hours);
    }
    hours.removeIf(entry -> !entry.day().isBefore(weeks.today()));
    return List.copyOf(hours);
  }

  private void produce(Post post, List<Hours> hours) {
    LocalDate made = post.plannedAt().toLocalDate().minusDays(chance.between(1, 4));
    int minutes = around(post.channel().minutesPerPost());
    hours.add(entry(post.responsible(), made, minutes, post, "CONTENT_PRODUCTION"));
    if (post.reached() == Reached.PUBLISHED) {
      hours.add(entry("mia", post.plannedAt().toLocalDate(), 10, post, "PUBLISHING"));
    }
  }

  private void routine(int week, List<Hours> hours) {
    boolean crisis = weeks.isCrisis(client, week);
    for (Story.Channel channel : client.channels()) {
      for (int i = 0; i < 3; i++) {
        LocalDate day = weeks.monday(week).plusDays(2L * i);
        int minutes = around(channel.weeklyBaseMinutes() / 3) * (crisis ? 3 : 1);
        hours.add(plain("mia", day, minutes, channel.id(), "COMMUNITY", ""));
      }
    }
    if (crisis) {
      for (int i = 0; i < 5; i++) {
        LocalDate day = weeks.monday(week).plusDays(i);
        hours.add(plain("hanne", day, around(150), "instagram", "CONTINGENCY", "Krisenstab"));
        hours.add(plain("jonas", day, around(180), "facebook", "CONTINGENCY", "Krisenstab"));
      }
    }
    if (week % 4 == 0) {
      LocalDate day = weeks.monday(week).plusDays(1);
      hours.add(plain("jonas", day, around(120), "", "STRATEGY", "Monatsplan"));
      hours.add(plain("svea", day, around(60), "", "REPORTING", "Monatsbericht"));
      hours.add(plain("hanne", day.plusDays(1), around(45), "", "CLIENT_CONTACT", ""));
    }
  }

  private int around(int minutes) {
    return Math.clamp(5L * Math.round(minutes * chance.between(70, 130) / 500.0), 5, 1440);
  }

  private static Hours entry(
      String member, LocalDate day, int minutes, Post post, String activity) {
    return new Hours(
        member, day, minutes, post.channel().id(), post.campaign(), post.number(), activity, "");
  }

  private static Hours plain(
      String member, LocalDate day, int minutes, String channel, String activity, String note) {
    return new Hours(member, day, minutes, channel, "", DemoClient.NONE, activity, note);
  }
}
