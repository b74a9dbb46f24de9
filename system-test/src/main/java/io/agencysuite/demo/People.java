package io.agencysuite.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Makes up people, with addresses that belong to nobody.
final class People {

  private static final Map<String, String> LATIN =
      Map.of(
          "ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "ı", "i", "ş", "s", "ç", "c", "ğ", "g", " ",
          "");
  private static final List<String> TAGS = List.of("newsletter", "stammkunde", "gewinnspiel");

  private final Story story;
  private final Story.Client client;
  private final Chance names;
  private final Chance crowd;

  People(Story story, Story.Client client, long seed) {
    this.story = story;
    this.client = client;
    this.names = new Chance(seed, client.id() + "/names");
    this.crowd = new Chance(seed, client.id() + "/people");
  }

  /// Somebody with a number, so that no two have one address.
  DemoClient.Name name(int number) {
    return name(names, "anfrage", number);
  }

  String phone() {
    return "0" + names.between(30, 89) + " " + names.between(100_000, 9_999_999);
  }

  String company() {
    return names.one(story.companies());
  }

  List<DemoClient.Person> people(int count) {
    List<DemoClient.Person> people = new ArrayList<>(count);
    for (int number = 0; number < count; number++) {
      people.add(
          new DemoClient.Person(
              number, name(crowd, "kontakt", number), crowd.one(story.cities()), crowd.one(TAGS)));
    }
    return List.copyOf(people);
  }

  private DemoClient.Name name(Chance chance, String kind, int number) {
    String given = chance.one(story.givenNames());
    String family = chance.one(story.familyNames());
    String address =
        "%s.%s.%s%d@%s.example".formatted(latin(given), latin(family), kind, number, client.id());
    return new DemoClient.Name(given, family, address);
  }

  private static String latin(String name) {
    String text = name.toLowerCase(Locale.GERMAN);
    for (Map.Entry<String, String> letter : LATIN.entrySet()) {
      text = text.replace(letter.getKey(), letter.getValue());
    }
    return text.replace("i\u0307", "i");
  }
}
