package io.agencysuite.metrics.clientreport;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// Which channels a table lists: the first ones, the rest together, so that all still sum to the
/// whole.
///
/// @param names of channels by id
/// @param most rows, with the rest
record ListedPlaces(Map<String, String> names, int most) {

  static final Content.Place OTHER = new Content.Place("", "", true);

  ListedPlaces {
    names = Map.copyOf(names);
  }

  Content.Place place(String channel, boolean other) {
    return other ? OTHER : new Content.Place(channel, names.getOrDefault(channel, channel), false);
  }

  /// @param together makes one row of the rest, at [#OTHER]
  <T> List<T> bounded(
      List<T> sorted, Function<T, Content.Place> place, Function<List<T>, T> together) {
    List<T> kept = new ArrayList<>();
    List<T> rest = new ArrayList<>();
    for (T row : sorted) {
      (kept.size() < most - 1 && !place.apply(row).other() ? kept : rest).add(row);
    }
    if (!rest.isEmpty()) {
      kept.add(together.apply(rest));
    }
    return kept;
  }
}
