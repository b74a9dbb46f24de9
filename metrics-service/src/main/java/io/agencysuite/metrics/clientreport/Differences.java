package io.agencysuite.metrics.clientreport;

import io.agencysuite.metrics.clientreport.ClientReport.Difference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// What a correction says otherwise than the report it replaces.
final class Differences {

  /// The whole month.
  static final Content.Place WHOLE = new Content.Place("", "", false);

  private static final List<Measure> OF_CHANNELS =
      List.of(Measure.VISITS, Measure.LEADS, Measure.ORDERS, Measure.NET_REVENUE, Measure.AD_COST);

  private Differences() {}

  static List<Difference> between(Content before, Content after) {
    List<Difference> differences = new ArrayList<>();
    for (Measure measure : Measure.values()) {
      add(differences, measure, WHOLE, before.total(measure), after.total(measure));
    }
    Map<Content.Place, Content.Channel> then = byPlace(before);
    Map<Content.Place, Content.Channel> now = byPlace(after);
    List<Content.Place> places = new ArrayList<>(now.keySet());
    then.keySet().stream().filter(place -> !now.containsKey(place)).forEach(places::add);
    for (Content.Place place : places) {
      Content.Channel none = new Content.Channel(place, List.of());
      for (Measure measure : OF_CHANNELS) {
        add(
            differences,
            measure,
            place,
            then.getOrDefault(place, none).figure(measure),
            now.getOrDefault(place, none).figure(measure));
      }
    }
    return differences;
  }

  /// By what stays when a channel gets another name; `-` stands for direct visits and `*` for all
  /// other channels, to tell them from the whole month.
  private static Map<Content.Place, Content.Channel> byPlace(Content content) {
    Map<Content.Place, Content.Channel> channels = new LinkedHashMap<>();
    for (Content.Channel channel : content.channels()) {
      Content.Place place = channel.place();
      String direct = place.other() ? "*" : "-";
      String name = place.id().isEmpty() ? direct : place.id();
      channels.put(new Content.Place(place.id(), name, place.other()), channel);
    }
    return channels;
  }

  private static void add(
      List<Difference> differences, Measure measure, Content.Place place, Figure then, Figure now) {
    if (then.value() != now.value()) {
      differences.add(new Difference(measure, place, then.value(), now.value()));
    }
  }
}
