package io.agencysuite.metrics.attribution;

import java.util.SortedMap;
import java.util.TreeMap;

/// Shares each path by the weights of its touches. Keeps two sums a channel, no paths.
final class WeightedPaths implements PathModel {

  private static final class Sums {
    private final CompensatedSum conversions = new CompensatedSum();
    private final CompensatedSum value = new CompensatedSum();
  }

  private final TouchWeights weights;
  private final SortedMap<String, Sums> sums = new TreeMap<>();

  WeightedPaths(TouchWeights weights) {
    this.weights = weights;
  }

  @Override
  public void add(ChannelPath path) {
    int length = path.channels().size();
    double total = weights.total(length);
    for (int position = 0; position < length; position++) {
      Sums channel = sums.computeIfAbsent(path.channels().get(position), c -> new Sums());
      long weight = weights.weight(position, length);
      channel.conversions.add(path.conversions() * weight / total);
      channel.value.add(path.value() * weight / total);
    }
  }

  @Override
  public SortedMap<String, Credit> credits() {
    SortedMap<String, Credit> credits = new TreeMap<>();
    sums.forEach((channel, sum) ->
        credits.put(channel, new Credit(sum.conversions.value(), sum.value.value())));
    return credits;
  }
}
