package io.agencysuite.metrics.spend;

import static io.agencysuite.metrics.spend.SpendField.ACCOUNT;
import static io.agencysuite.metrics.spend.SpendField.ACCOUNT_ID;
import static io.agencysuite.metrics.spend.SpendField.AD;
import static io.agencysuite.metrics.spend.SpendField.AD_ID;
import static io.agencysuite.metrics.spend.SpendField.AD_SET;
import static io.agencysuite.metrics.spend.SpendField.AD_SET_ID;
import static io.agencysuite.metrics.spend.SpendField.AMOUNT;
import static io.agencysuite.metrics.spend.SpendField.AMOUNT_MICROS;
import static io.agencysuite.metrics.spend.SpendField.CAMPAIGN;
import static io.agencysuite.metrics.spend.SpendField.CAMPAIGN_ID;
import static io.agencysuite.metrics.spend.SpendField.COMMENTS;
import static io.agencysuite.metrics.spend.SpendField.CURRENCY;
import static io.agencysuite.metrics.spend.SpendField.DAY;
import static io.agencysuite.metrics.spend.SpendField.IMPRESSIONS;
import static io.agencysuite.metrics.spend.SpendField.LAST_DAY;
import static io.agencysuite.metrics.spend.SpendField.LIKES;
import static io.agencysuite.metrics.spend.SpendField.NETWORK_CLICKS;
import static io.agencysuite.metrics.spend.SpendField.REACH;
import static io.agencysuite.metrics.spend.SpendField.SHARES;

import java.util.List;
import java.util.Map;

/// The names of the platforms' columns, English and German, the preferred name of a field first.
/// Written down by hand; platforms rename columns.
final class ProfileColumns {

  static final Map<SpendField, List<String>> META =
      Map.ofEntries(
          Map.entry(DAY, List.of("day", "tag", "reporting starts", "berichtsbeginn")),
          Map.entry(LAST_DAY, List.of("reporting ends", "berichtsende")),
          Map.entry(ACCOUNT, List.of("account name", "kontoname", "name des werbekontos")),
          Map.entry(ACCOUNT_ID, List.of("account id", "konto-id", "account-id")),
          Map.entry(CAMPAIGN, List.of("campaign name", "kampagnenname", "name der kampagne")),
          Map.entry(CAMPAIGN_ID, List.of("campaign id", "kampagnen-id")),
          Map.entry(
              AD_SET, List.of("ad set name", "anzeigengruppenname", "name der anzeigengruppe")),
          Map.entry(AD_SET_ID, List.of("ad set id", "anzeigengruppen-id")),
          Map.entry(AD, List.of("ad name", "anzeigenname", "name der anzeige")),
          Map.entry(AD_ID, List.of("ad id", "anzeigen-id")),
          Map.entry(AMOUNT, List.of("amount spent", "ausgegebener betrag")),
          Map.entry(CURRENCY, List.of("currency", "währung")),
          Map.entry(REACH, List.of("reach", "reichweite")),
          Map.entry(IMPRESSIONS, List.of("impressions", "impressionen")),
          Map.entry(
              LIKES, List.of("post reactions", "beitragsreaktionen", "reaktionen auf beiträge")),
          Map.entry(
              COMMENTS, List.of("post comments", "beitragskommentare", "kommentare zu beiträgen")),
          Map.entry(SHARES, List.of("post shares", "geteilte beiträge", "beiträge geteilt")),
          Map.entry(
              NETWORK_CLICKS,
              List.of("link clicks", "link-klicks", "clicks (all)", "klicks (alle)")));

  static final Map<SpendField, List<String>> LINKEDIN =
      Map.ofEntries(
          Map.entry(
              DAY,
              List.of(
                  "start date (in utc)",
                  "startdatum (in utc)",
                  "start date",
                  "startdatum",
                  "datum")),
          Map.entry(ACCOUNT, List.of("account name", "kontoname")),
          Map.entry(ACCOUNT_ID, List.of("account id", "konto-id")),
          Map.entry(CAMPAIGN, List.of("campaign name", "kampagnenname", "kampagne")),
          Map.entry(CAMPAIGN_ID, List.of("campaign id", "kampagnen-id")),
          Map.entry(AD, List.of("creative name", "ad name", "anzeigenname")),
          Map.entry(AD_ID, List.of("creative id", "ad id", "anzeigen-id")),
          Map.entry(AMOUNT, List.of("total spent", "gesamtausgaben", "ausgaben insgesamt")),
          Map.entry(CURRENCY, List.of("currency", "währung")),
          Map.entry(REACH, List.of("reach", "reichweite")),
          Map.entry(IMPRESSIONS, List.of("impressions", "impressionen")),
          Map.entry(LIKES, List.of("reactions", "reaktionen", "likes", "gefällt mir")),
          Map.entry(COMMENTS, List.of("comments", "kommentare")),
          Map.entry(SHARES, List.of("shares", "geteilt", "geteilte inhalte")),
          Map.entry(NETWORK_CLICKS, List.of("clicks", "klicks")));

  /// As Google Ads exports them, and as Google Analytics exports the cost of a linked account.
  static final Map<SpendField, List<String>> GOOGLE_ADS =
      Map.ofEntries(
          Map.entry(DAY, List.of("day", "tag", "date", "datum", "segments.date")),
          Map.entry(ACCOUNT, List.of("account name", "kontoname", "account", "konto")),
          Map.entry(ACCOUNT_ID, List.of("customer id", "kundennummer")),
          Map.entry(
              CAMPAIGN,
              List.of(
                  "campaign",
                  "kampagne",
                  "campaign.name",
                  "session google ads campaign",
                  "sitzung \u2013 google ads-kampagne",
                  "google ads campaign",
                  "google ads-kampagne",
                  "sessiongoogleadscampaignname",
                  "session campaign",
                  "sitzung \u2013 kampagne")),
          Map.entry(
              CAMPAIGN_ID,
              List.of(
                  "campaign id",
                  "kampagnen-id",
                  "campaign.id",
                  "session google ads campaign id",
                  "sessiongoogleadscampaignid")),
          Map.entry(AD_SET, List.of("ad group", "anzeigengruppe", "ad_group.name")),
          Map.entry(AD_SET_ID, List.of("ad group id", "anzeigengruppen-id", "ad_group.id")),
          Map.entry(AD_ID, List.of("ad id", "anzeigen-id")),
          Map.entry(
              AMOUNT,
              List.of(
                  "cost",
                  "kosten",
                  "google ads cost",
                  "google ads-kosten",
                  "ads cost",
                  "advertiseradcost")),
          Map.entry(AMOUNT_MICROS, List.of("cost (micros)", "cost micros", "metrics.cost_micros")),
          Map.entry(
              CURRENCY,
              List.of(
                  "currency code",
                  "währungscode",
                  "currency",
                  "währung",
                  "customer.currency_code")),
          Map.entry(
              IMPRESSIONS,
              List.of(
                  "impr.",
                  "impressions",
                  "impressionen",
                  "metrics.impressions",
                  "google ads impressions",
                  "google ads-impressionen",
                  "ads impressions",
                  "advertiseradimpressions")),
          Map.entry(
              NETWORK_CLICKS,
              List.of(
                  "clicks",
                  "klicks",
                  "metrics.clicks",
                  "google ads clicks",
                  "google ads-klicks",
                  "ads clicks",
                  "advertiseradclicks")));

  private ProfileColumns() {}
}
