package io.agencysuite.demo;

import java.time.LocalDate;
import java.util.List;

/// The demo agency: the same seed and day give the same agency, down to the request ids.
///
/// @param today the first day that has not happened yet; the three months before it have
record DemoAgency(Story story, long seed, LocalDate today, List<DemoClient> clients) {

  /// @param people how many people each client knows, or a negative number for what the story says
  static DemoAgency generate(long seed, LocalDate today, int people) {
    Story story = Story.told();
    Weeks weeks = new Weeks(today);
    List<DemoClient> clients =
        story.clients().stream().map(client -> client(story, client, weeks, seed, people)).toList();
    return new DemoAgency(story, seed, today, clients);
  }

  private static DemoClient client(
      Story story, Story.Client client, Weeks weeks, long seed, int people) {
    People names = new People(story, client, seed);
    List<DemoClient.Post> posts = new Posts(client, weeks, seed).all();
    Traffic traffic = new Traffic(client, weeks, posts, names, seed);
    traffic.run();
    Ads ads = new Ads(client, weeks, seed);
    Effort effort = new Effort(client, weeks, posts, seed);
    return new DemoClient(
        client,
        posts,
        traffic.visits(),
        traffic.leads(),
        traffic.orders(),
        names.people(people < 0 ? client.people() : people),
        effort.hours(),
        ads.costs(),
        ads.rates(),
        ads.insights(traffic.visits()));
  }

  /// The id by which a repeated call is known as such.
  String requestId(String what) {
    return "demo-" + seed + "-" + what;
  }
}
