package io.agencysuite.metrics.vanity;

import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Says an estimate in a sentence.
final class VanityText {

  private final String currency;
  private final int lags;
  private final boolean german;
  private final Locale locale;

  private VanityText(String currency, int lags, boolean german) {
    this.currency = currency;
    this.lags = lags;
    this.german = german;
    this.locale = german ? Locale.GERMANY : Locale.UK;
  }

  static String german(VanityWorth worth, String currency, int lags) {
    return new VanityText(currency, lags, true).sentence(worth);
  }

  static String english(VanityWorth worth, String currency, int lags) {
    return new VanityText(currency, lags, false).sentence(worth);
  }

  private String sentence(VanityWorth worth) {
    String many = many(worth.vanity());
    return switch (worth.verdict()) {
      case WORTH, WORTH_LESS_THAN_ZERO -> worth(worth);
      case WORTH_ZERO_WITHIN_ERROR ->
          (german ? "%s: im Rahmen des Fehlers 0 wert" : "%s: worth 0 within the error")
                  .formatted(some(worth.vanity()))
              + interval(worth);
      case TOO_LITTLE_DATA ->
          (german
                  ? "%s: zu wenig Daten, %d von %d nötigen Tagen."
                  : "%s: too little data, %d of the %d days needed.")
              .formatted(many, worth.daysUsed(), worth.daysNeeded());
      case NO_VARIATION ->
          (german
                  ? "%s: ohne Schwankung im Zeitraum, daher ist nichts zu sagen."
                  : "%s: no variation in the period, so nothing can be said.")
              .formatted(many);
      case NOT_SEPARABLE ->
          (german
                  ? "%s: nicht zu trennen von %s; der Wert steckt in deren Zahl."
                  : "%s: cannot be told apart from %s; the worth is in their figure.")
              .formatted(many, many(worth.movesWith()));
    };
  }

  private String worth(VanityWorth worth) {
    boolean more = worth.verdict() == VanityWorth.Verdict.WORTH;
    String pattern =
        german ? "%s: ging einher mit %s %s Nettoumsatz" : "%s: came with %s %s net revenue";
    String direction = german ? (more ? "mehr" : "weniger") : (more ? "more" : "less");
    double value = estimate(worth).value() * units(worth.vanity());
    return pattern.formatted(some(worth.vanity()), money(Math.abs(value), digits(worth)), direction)
        + interval(worth);
  }

  private String interval(VanityWorth worth) {
    int units = units(worth.vanity());
    int digits = digits(worth);
    String days =
        german
            ? " (95 %%: %s bis %s), aus %d Tagen, bis %d Tage danach."
            : " (95 %%: %s to %s), over %d days, up to %d days later.";
    return days.formatted(
        money(estimate(worth).lower() * units, digits),
        money(estimate(worth).upper() * units, digits),
        worth.daysUsed(),
        lags);
  }

  private static HacRegression.Estimate estimate(VanityWorth worth) {
    HacRegression.Estimate estimate = worth.estimate();
    if (estimate == null) {
      throw new IllegalStateException(worth + " has no estimate");
    }
    return estimate;
  }

  private String money(double cents, int digits) {
    NumberFormat format = NumberFormat.getNumberInstance(locale);
    format.setMinimumFractionDigits(digits);
    format.setMaximumFractionDigits(digits);
    double rounded = cents / 100;
    String text = format.format(rounded == 0 ? 0.0 : rounded);
    return text + ' ' + currency;
  }

  /// Two digits after the point, more when the whole interval is smaller than a cent.
  private static int digits(VanityWorth worth) {
    HacRegression.Estimate estimate = estimate(worth);
    double largest = Math.max(Math.abs(estimate.lower()), Math.abs(estimate.upper()));
    return largest * units(worth.vanity()) >= 10 ? 2 : 4;
  }

  /// Reach and impressions are told by the thousand.
  private static int units(Vanity vanity) {
    return switch (vanity) {
      case REACH, IMPRESSIONS -> 1_000;
      case LIKES, FOLLOWERS_GAINED -> 1;
    };
  }

  private String some(Vanity vanity) {
    return switch (vanity) {
      case REACH -> german ? "1.000 erreichte Personen" : "1,000 people reached";
      case IMPRESSIONS -> german ? "1.000 Einblendungen" : "1,000 impressions";
      case LIKES -> german ? "Ein Like" : "A like";
      case FOLLOWERS_GAINED -> german ? "Ein neuer Follower" : "A new follower";
    };
  }

  private String many(Vanity vanity) {
    return switch (vanity) {
      case REACH -> german ? "Reichweite" : "Reach";
      case IMPRESSIONS -> german ? "Einblendungen" : "Impressions";
      case LIKES -> "Likes";
      case FOLLOWERS_GAINED -> german ? "Neue Follower" : "New followers";
    };
  }

  private String many(List<Vanity> vanities) {
    return vanities.stream().map(this::many).collect(Collectors.joining(", "));
  }
}
