package io.agencysuite.demo;

import io.agencysuite.rest.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;

/// What is told by hand about the demo agency; [DemoAgency] makes the rest up. Read from
/// `demo/nordlicht.json`.
record Story(
    String tenant,
    String agency,
    String siteRoot,
    String claim,
    String color,
    String imprint,
    List<Member> team,
    List<Client> clients,
    List<String> givenNames,
    List<String> familyNames,
    List<String> cities,
    List<String> companies) {

  private static final String RESOURCE = "/demo/nordlicht.json";
  private static final String LOGO = "/demo/nordlicht.svg";

  static Story told() {
    try (InputStream stream = Story.class.getResourceAsStream(RESOURCE)) {
      return Json.read(Objects.requireNonNull(stream, RESOURCE), Story.class);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + RESOURCE, e);
    }
  }

  /// The agency's logo, an SVG.
  byte[] logo() {
    try (InputStream stream = Story.class.getResourceAsStream(LOGO)) {
      return Objects.requireNonNull(stream, LOGO).readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + LOGO, e);
    }
  }

  /// Somebody who works for the agency and can sign in.
  record Member(
      String id,
      String displayName,
      String email,
      String role,
      List<String> skills,
      int weeklyCapacityMinutes,
      List<Rate> rates) {}

  record Rate(int weeksAgo, long cents) {}

  /// How the three months of a client went.
  enum Course {
    STEADY,
    GROWING,
    SEASONAL,
    /// The posts end five weeks before today, and so do the visits.
    QUIET,
    /// A week of outrage: many visits, few orders, many refunds, long hours.
    CRISIS
  }

  record Client(
      String id,
      String displayName,
      String zone,
      String country,
      String holidayRegion,
      long retainerCents,
      int includedMinutes,
      String prefix,
      String site,
      Course course,
      int people,
      double leadToOrder,
      long leadOrderCents,
      List<String> campaigns,
      List<String> leadMessages,
      List<Channel> channels,
      List<Topic> topics) {}

  /// Rates are means; the generator draws around them. What ads cost is in minor units of their
  /// currency.
  record Channel(
      String id,
      String type,
      String format,
      String displayName,
      String handle,
      double postsPerWeek,
      double visitsPerWeek,
      double consent,
      double leadPerVisit,
      double orderPerVisit,
      long meanOrderCents,
      int minutesPerPost,
      int weeklyBaseMinutes,
      long weeklyAdCents,
      String adCurrency) {}

  record Topic(String title, String text, String intention) {}
}
