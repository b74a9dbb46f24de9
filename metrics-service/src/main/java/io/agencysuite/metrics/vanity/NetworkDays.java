package io.agencysuite.metrics.vanity;

import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the networks counted, by channel and day. A network that speaks of its channel as a whole,
/// of campaigns and of posts says the same thing several times: of a channel and metric only the
/// coarsest count of a day is taken.
final class NetworkDays {

  private static final List<Metric> COUNTS =
      List.of(Metric.REACH, Metric.IMPRESSIONS, Metric.LIKES);
  private static final List<Vanity> AS = List.of(Vanity.REACH, Vanity.IMPRESSIONS, Vanity.LIKES);
  private static final int LEVELS = 3;

  /// One channel: counts by day, metric and level, and followers by day.
  private static final class Channel {
    private final long[] counts;
    private final long[] followers;

    Channel(int days) {
      this.counts = new long[days * COUNTS.size() * LEVELS];
      this.followers = new long[days];
    }

    private static int place(int day, int metric) {
      return (day * COUNTS.size() + metric) * LEVELS;
    }

    private long coarsest(int day, int metric) {
      for (int level = 0; level < LEVELS; level++) {
        long count = counts[place(day, metric) + level];
        if (count != 0) {
          return count;
        }
      }
      return 0;
    }

    private boolean isTold(int day) {
      for (int metric = 0; metric < COUNTS.size(); metric++) {
        if (coarsest(day, metric) != 0) {
          return true;
        }
      }
      return followers[day] != 0;
    }
  }

  private final int days;
  private final Map<String, Channel> channels = new HashMap<>();

  NetworkDays(int days) {
    this.days = days;
  }

  /// @param values of a slot, by the metrics' codes
  void add(int day, Tuple tuple, long[] values) {
    boolean any = values[Metric.FOLLOWERS.code()] != 0;
    for (Metric metric : COUNTS) {
      any |= values[metric.code()] != 0;
    }
    if (any) {
      Channel channel = channels.computeIfAbsent(tuple.channel(), c -> new Channel(days));
      int level = level(tuple);
      for (int metric = 0; metric < COUNTS.size(); metric++) {
        channel.counts[Channel.place(day, metric) + level] += values[COUNTS.get(metric).code()];
      }
      channel.followers[day] += values[Metric.FOLLOWERS.code()];
    }
  }

  /// On a day on which a network said anything, what it did not say was zero; on other days nothing
  /// is known.
  void into(DailySeries series) {
    for (Channel channel : channels.values()) {
      for (int day = 0; day < days; day++) {
        if (channel.isTold(day)) {
          for (int metric = 0; metric < COUNTS.size(); metric++) {
            add(series.counts(AS.get(metric)), day, channel.coarsest(day, metric));
          }
        }
        if (day > 0 && channel.followers[day] > 0 && channel.followers[day - 1] > 0) {
          long gained = channel.followers[day] - channel.followers[day - 1];
          add(series.counts(Vanity.FOLLOWERS_GAINED), day, gained);
        }
      }
    }
  }

  private static void add(double[] sums, int day, long count) {
    sums[day] = Double.isNaN(sums[day]) ? (double) count : sums[day] + count;
  }

  private static int level(Tuple tuple) {
    if (!tuple.post().isEmpty()) {
      return 2;
    }
    return tuple.campaign().isEmpty() ? 0 : 1;
  }
}
