package io.agencysuite.metrics.link;

import java.util.List;
import java.util.Locale;

/// User agents that fetch a link to show a preview or to index it: nobody has clicked.
public final class PreviewAgents {

  private static final List<String> MARKS =
      List.of(
          "bot",
          "crawl",
          "spider",
          "facebookexternalhit",
          "facebookcatalog",
          "whatsapp",
          "slack-imgproxy",
          "skypeuripreview",
          "preview",
          "embedly",
          "headlesschrome");

  private PreviewAgents() {}

  /// True for an agent that is nobody.
  public static boolean matches(String userAgent) {
    String agent = userAgent.toLowerCase(Locale.ROOT);
    return MARKS.stream().anyMatch(agent::contains);
  }
}
