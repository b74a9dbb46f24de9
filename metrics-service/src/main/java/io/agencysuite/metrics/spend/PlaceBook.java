package io.agencysuite.metrics.spend;

import io.agencysuite.metrics.rollup.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// Where the campaigns of the platforms count, remembered for the next import.
public record PlaceBook(List<Place> places) {

  static final int MOST = 2_000;

  private static final int LONGEST_ID = 100;
  private static final Pattern NO_ID = Pattern.compile("[\\s/\\p{Z}\\p{Cntrl}]+");

  /// Where one campaign counts.
  public record Place(
      String profile, String platformCampaign, String channel, String campaign, String post) {

    boolean isAbout(String someProfile, String someCampaign) {
      return profile.equals(someProfile) && platformCampaign.equals(someCampaign);
    }
  }

  public PlaceBook {
    places = List.copyOf(places);
  }

  Optional<Place> of(String profile, String platformCampaign) {
    return places.stream().filter(p -> p.isAbout(profile, platformCampaign)).findFirst();
  }

  PlaceBook with(List<Place> more) {
    List<Place> all = new ArrayList<>(places);
    for (Place place : more) {
      all.removeIf(known -> known.isAbout(place.profile(), place.platformCampaign()));
      all.add(place);
    }
    return new PlaceBook(all);
  }

  /// The remembered place, or the default channel and the campaign's name as an id.
  Tuple tuple(String profile, String platformCampaign, String defaultChannel) {
    return of(profile, platformCampaign)
        .map(place -> new Tuple(place.channel(), place.campaign(), place.post()))
        .orElseGet(() -> new Tuple(defaultChannel, id(platformCampaign), ""));
  }

  private static String id(String name) {
    String id = NO_ID.matcher(name.strip()).replaceAll("-");
    return id.length() > LONGEST_ID ? id.substring(0, LONGEST_ID) : id;
  }
}
