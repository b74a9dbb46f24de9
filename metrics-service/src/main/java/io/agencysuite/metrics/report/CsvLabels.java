package io.agencysuite.metrics.report;

import java.util.Map;

/// What the columns of a report are called in a file, by the field on the wire.
final class CsvLabels {

  private record Label(String german, String english) {}

  private static final Map<String, Label> LABELS =
      Map.ofEntries(
          Map.entry("start_date", new Label("Von", "From")),
          Map.entry("end_date", new Label("Bis", "To")),
          Map.entry("start_time", new Label("Stunde (UTC)", "Hour (UTC)")),
          Map.entry("by_channel", new Label("Kanal", "Channel")),
          Map.entry("by_campaign", new Label("Kampagne", "Campaign")),
          Map.entry("by_post", new Label("Beitrag", "Post")),
          Map.entry("by_format", new Label("Format", "Format")),
          Map.entry("by_member", new Label("Teammitglied", "Team member")),
          Map.entry("other", new Label("Übrige", "Other")),
          Map.entry("currency_code", new Label("Währung", "Currency")),
          Map.entry("visits", new Label("Besuche", "Visits")),
          Map.entry(
              "consented_visits", new Label("Besuche mit Einwilligung", "Visits with consent")),
          Map.entry("unique_visitors", new Label("Verschiedene Besucher", "Unique visitors")),
          Map.entry(
              "anonymous_daily_visitors",
              new Label("Anonyme Besucher je Tag", "Anonymous daily visitors")),
          Map.entry(
              "unique_visitors_error",
              new Label(
                  "Fehler der Besucherzahlen (relativ)", "Error of visitor counts (relative)")),
          Map.entry("page_views", new Label("Seitenaufrufe", "Page views")),
          Map.entry("clicks", new Label("Klicks", "Clicks")),
          Map.entry("form_submits", new Label("Formulare", "Forms sent")),
          Map.entry("custom_events", new Label("Eigene Ereignisse", "Custom events")),
          Map.entry("posts", new Label("Beiträge", "Posts")),
          Map.entry("leads", new Label("Leads", "Leads")),
          Map.entry(
              "estimated_lead_value",
              new Label("Geschätzter Wert der Leads", "Estimated lead value")),
          Map.entry("orders", new Label("Bestellungen", "Orders")),
          Map.entry("revenue", new Label("Umsatz", "Revenue")),
          Map.entry("refunds", new Label("Erstattungen", "Refunds")),
          Map.entry("net_revenue", new Label("Nettoumsatz", "Net revenue")),
          Map.entry("ad_cost", new Label("Anzeigen", "Ad spend")),
          Map.entry("minutes", new Label("Minuten", "Minutes")),
          Map.entry("unrated_minutes", new Label("Minuten ohne Satz", "Minutes without rate")),
          Map.entry("labour_cost", new Label("Personalkosten", "Labour cost")),
          Map.entry("margin", new Label("Marge", "Margin")),
          Map.entry(
              "net_revenue_per_hour", new Label("Nettoumsatz je Stunde", "Net revenue an hour")),
          Map.entry("reach", new Label("Reichweite", "Reach")),
          Map.entry("impressions", new Label("Impressionen", "Impressions")),
          Map.entry("likes", new Label("Gefällt mir", "Likes")),
          Map.entry("comments", new Label("Kommentare", "Comments")),
          Map.entry("shares", new Label("Geteilt", "Shares")),
          Map.entry("network_clicks", new Label("Klicks laut Netzwerk", "Clicks by the network")),
          Map.entry("followers", new Label("Follower", "Followers")));

  private CsvLabels() {}

  static String of(String field, boolean german) {
    Label label = LABELS.get(field);
    if (label == null) {
      throw new IllegalArgumentException(field + " (expected: a field that has a label)");
    }
    return german ? label.german() : label.english();
  }
}
