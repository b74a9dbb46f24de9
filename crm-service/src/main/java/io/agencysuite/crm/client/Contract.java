package io.agencysuite.crm.client;

import io.agencysuite.crm.money.Money;
import io.agencysuite.kit.error.InvalidArgument;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What agency and client agreed.
///
/// @param startDate ISO day; empty when not agreed
/// @param endDate ISO day; empty while open-ended
public record Contract(
    String startDate,
    String endDate,
    @Nullable Money monthlyRetainer,
    int includedMinutes,
    List<BillingRate> billingRates) {

  /// What the client pays for an hour of a skill from a day on.
  ///
  /// @param skill empty for every skill without its own rate
  public record BillingRate(String skill, String validFrom, Money hourlyRate) {}

  public Contract {
    billingRates = List.copyOf(billingRates);
  }

  void checked(String currency) {
    requireDay("contract.start_date", startDate);
    requireDay("contract.end_date", endDate);
    if (!endDate.isEmpty() && endDate.compareTo(startDate) < 0) {
      throw InvalidArgument.field("contract.end_date", endDate, "not before " + startDate);
    }
    Money zero = new Money(0, currency);
    if (monthlyRetainer != null) {
      zero.requireSameCurrency("contract.monthly_retainer.currency_code", monthlyRetainer);
    }
    BillingRate before = null;
    for (int i = 0; i < billingRates.size(); i++) {
      String field = "contract.billing_rates[" + i + "]";
      BillingRate rate = billingRates.get(i);
      requireDay(field + ".valid_from", rate.validFrom());
      zero.requireSameCurrency(field + ".hourly_rate.currency_code", rate.hourlyRate());
      if (before != null && order(before).compareTo(order(rate)) >= 0) {
        throw InvalidArgument.field(
            field + ".valid_from", rate.validFrom(), "ascending by skill and day, no day twice");
      }
      before = rate;
    }
  }

  private static String order(BillingRate rate) {
    return rate.skill() + ' ' + rate.validFrom();
  }

  private static void requireDay(String field, String day) {
    if (day.isEmpty()) {
      return;
    }
    try {
      LocalDate.parse(day);
    } catch (DateTimeParseException e) {
      throw InvalidArgument.field(field, day, "a calendar day, YYYY-MM-DD");
    }
  }
}
