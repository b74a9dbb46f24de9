package io.agencysuite.metrics.spend;

import java.nio.charset.StandardCharsets;

/// Files written by hand to look like the platforms' exports.
final class SpendFiles {

  static final String META_ENGLISH =
      """
      Reporting starts,Reporting ends,Campaign name,Campaign delivery,Amount spent (EUR),Reach,\
      Impressions,Link clicks,Post reactions
      2026-11-09,2026-11-09,Autumn sale,active,12.34,1000,"1,500",20,7
      2026-11-10,2026-11-10,Autumn sale,active,10.66,900,"1,400",18,5
      2026-11-09,2026-11-09,Brand,active,5.00,300,400,3,0
      """;

  static final String META_GERMAN =
      """
      Berichtsbeginn;Berichtsende;Kampagnenname;Ausgegebener Betrag (EUR);Reichweite;Impressionen
      2026-11-09;2026-11-09;Herbst/Aktion;1.012,34;1.000;1.500
      2026-11-10;2026-11-10;Herbst/Aktion;7,00;900;1.400
      """;

  static final String GOOGLE_GERMAN =
      """
      Kampagnenbericht
      1. November 2026 - 30. November 2026
      Tag\tKampagne\tW\u00e4hrungscode\tKosten\tImpr.\tKlicks
      09.11.2026\tSuche\tEUR\t1.234,50\t12.000\t310
      10.11.2026\tSuche\tEUR\t65,50\t1.100\t --\s
      Gesamt: Kampagnen\t\tEUR\t1.300,00\t13.100\t310
      """;

  static final String LINKEDIN =
      """
      Campaign Performance Report (in UTC)\t\t\t
      Report Start: November 9, 2026, 12:00 AM\t\t\t

      Start Date (in UTC)\tCampaign Name\tCurrency\tTotal Spent\tImpressions\tClicks\tReactions
      11/09/2026\tLeads DACH\tUSD\t100.25\t2000\t12\t4
      11/10/2026\tLeads DACH\tUSD\t99.75\t1900\t10\t6
      """;

  static final String ANALYTICS =
      """
      # ----------------------------------------
      # Traffic acquisition
      # ----------------------------------------
      Session source / medium,Sessions,Engaged sessions,Key events
      google / cpc,100,60,3
      """;

  static final String ANALYTICS_COST =
      """
      # ----------------------------------------
      # Google Ads campaigns
      # Start date: 20261109
      # ----------------------------------------
      Date,Session Google Ads campaign,Sessions,Google Ads clicks,Google Ads cost
      ,,160,330,1300.00,Grand total
      20261109,Suche,120,310,1234.50
      20261110,Suche,40,20,65.50
      """;

  private SpendFiles() {}

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  static byte[] utf16(String text) {
    return ("\uFEFF" + text).getBytes(StandardCharsets.UTF_16LE);
  }
}
