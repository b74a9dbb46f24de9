package io.agencysuite.metrics.exchange;

import io.agencysuite.metrics.state.Amount;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rule by which money in another currency counts: by the last rate on or before the day, at
/// most a week old; the direct one, else that of the other direction. Rounded half up. What would
/// come to more than [#LARGEST] either way stays in its own currency.
///
/// @param home the currency that results
public record Exchange(String home, Rates rates) {

  /// A rate may be this many days old.
  public static final int OLDEST_DAYS = 7;

  /// So that thousands of such amounts still have a sum.
  static final long LARGEST = 1_000_000_000_000L;

  private static final BigDecimal BOUND = BigDecimal.valueOf(LARGEST);
  private static final int USUAL_DIGITS = 2;

  /// The table of rates.
  @FunctionalInterface
  public interface Rates {

    /// Units of the one currency for one unit of the other on a day; null when none is known.
    @Nullable BigDecimal rate(String from, String to, LocalDate day);
  }

  /// The same money in the home currency; unchanged when no rate is known.
  public Amount convert(Amount amount, LocalDate day) {
    if (amount.currency().equals(home)) {
      return amount;
    }
    for (int age = 0; age <= OLDEST_DAYS; age++) {
      BigDecimal converted = convertBy(amount, day.minusDays(age));
      if (converted != null) {
        return converted.abs().compareTo(BOUND) > 0
            ? amount
            : new Amount(converted.longValueExact(), home);
      }
    }
    return amount;
  }

  /// The same for parts of one amount. They are rounded together: what they sum to is what their
  /// sum comes to, whatever the number of parts of a currency.
  public List<Amount> convertParts(List<Amount> parts, LocalDate day) {
    Map<String, Long> most = new HashMap<>();
    for (Amount part : parts) {
      most.merge(part.currency(), Math.abs(part.minorUnits()), Math::addExact);
    }
    Map<String, Long> sums = new HashMap<>();
    List<Amount> converted = new ArrayList<>();
    for (Amount part : parts) {
      String currency = part.currency();
      if (convert(new Amount(most.getOrDefault(currency, 0L), currency), day)
          .currency()
          .equals(currency)) {
        converted.add(part);
        continue;
      }
      long before = sums.getOrDefault(part.currency(), 0L);
      long after = Math.addExact(before, part.minorUnits());
      sums.put(part.currency(), after);
      Amount whole = convert(new Amount(after, part.currency()), day);
      Amount rest = convert(new Amount(before, part.currency()), day);
      converted.add(
          new Amount(Math.subtractExact(whole.minorUnits(), rest.minorUnits()), whole.currency()));
    }
    return converted;
  }

  private @Nullable BigDecimal convertBy(Amount amount, LocalDate day) {
    int shift = digits(home) - digits(amount.currency());
    BigDecimal units = BigDecimal.valueOf(amount.minorUnits()).movePointRight(shift);
    BigDecimal direct = rates.rate(amount.currency(), home, day);
    if (direct != null) {
      return units.multiply(direct).setScale(0, RoundingMode.HALF_UP);
    }
    BigDecimal inverse = rates.rate(home, amount.currency(), day);
    return inverse == null ? null : units.divide(inverse, 0, RoundingMode.HALF_UP);
  }

  private static int digits(String currency) {
    try {
      return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    } catch (IllegalArgumentException e) {
      return USUAL_DIGITS;
    }
  }
}
