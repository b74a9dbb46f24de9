package io.agencysuite.demo;

import io.agencysuite.demo.DemoClient.Post;
import io.agencysuite.demo.DemoClient.Reached;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Plans a client's posts from the first week to two weeks ahead of today.
final class Posts {

  private static final List<String> WRITERS = List.of("mia", "leonie");

  private final Story.Client client;
  private final Weeks weeks;
  private final Chance chance;
  private final List<Post> posts = new ArrayList<>();

  Posts(Story.Client client, Weeks weeks, long seed) {
    this.client = client;
    this.weeks = weeks;
    this.chance = new Chance(seed, client.id() + "/posts");
  }

  /// By planned time, so that a number says which came first.
  List<Post> all() {
    record Slot(LocalDateTime time, Story.Channel channel) {}
    List<Slot> slots = new ArrayList<>();
    for (int week = 0; week < Weeks.PAST + Weeks.AHEAD; week++) {
      for (Story.Channel channel : client.channels()) {
        int count = rounded(channel.postsPerWeek() * weeks.posts(client, week));
        for (int i = 0; i < count; i++) {
          LocalDate day = weeks.monday(week).plusDays((i * 7L / count + chance.between(0, 2)) % 7);
          slots.add(new Slot(day.atTime(hour()), channel));
        }
      }
    }
    slots.sort(Comparator.comparing(Slot::time).thenComparing(slot -> slot.channel().id()));
    slots.forEach(slot -> add(slot.channel(), slot.time()));
    return List.copyOf(posts);
  }

  private int rounded(double mean) {
    int whole = (int) mean;
    return whole + (chance.hit(mean - whole) ? 1 : 0);
  }

  private LocalTime hour() {
    return LocalTime.of(chance.between(8, 19), 15 * chance.between(0, 3));
  }

  private void add(Story.Channel channel, LocalDateTime time) {
    int number = posts.size();
    Story.Topic topic = client.topics().get(number % client.topics().size());
    String campaign =
        topic.intention().equals("ASK")
            ? client.campaigns().get(number / client.topics().size() % client.campaigns().size())
            : "";
    posts.add(
        new Post(
            number,
            channel,
            topic,
            campaign,
            time,
            time.atZone(ZoneId.of(client.zone())).toInstant(),
            chance.one(WRITERS),
            reached(topic, time)));
  }

  private Reached reached(Story.Topic topic, LocalDateTime time) {
    int week = weeks.of(time.toLocalDate());
    if (time.toLocalDate().isBefore(weeks.today())) {
      boolean held = weeks.isCrisis(client, week) && topic.intention().equals("ASK");
      return held ? Reached.HELD : Reached.PUBLISHED;
    }
    long days = ChronoUnit.DAYS.between(weeks.today(), time.toLocalDate());
    if (days < 4) {
      return Reached.SCHEDULED;
    }
    return days < 7 ? Reached.APPROVED : days < 10 ? Reached.IN_REVIEW : Reached.DRAFT;
  }
}
