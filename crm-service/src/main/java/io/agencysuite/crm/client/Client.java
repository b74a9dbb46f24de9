package io.agencysuite.crm.client;

import io.agencysuite.kit.error.FailedPrecondition;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.kit.money.Currencies;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A client of the agency.
///
/// @param creation names the call that made it, so that a retry of that call finds its own
public record Client(
    String displayName,
    String timeZone,
    String currencyCode,
    String countryCode,
    String holidayRegion,
    @Nullable Contract contract,
    State state,
    Instant createTime,
    Instant updateTime,
    String creation) {

  /// Id of the agency's own client.
  public static final String HOUSE = "house";

  private static final Set<String> COUNTRIES = Set.copyOf(Arrays.asList(Locale.getISOCountries()));

  /// Lifecycle of a client.
  public enum State {
    ACTIVE,
    ARCHIVED
  }

  public Client {
    if (displayName.isBlank() || displayName.length() > 200) {
      throw InvalidArgument.field("display_name", "'" + displayName + "'", "1..200 characters");
    }
  }

  /// Refuses zones, currencies and days that do not exist. Not part of the constructor, because
  /// what is stored stays readable when the tables of the JDK change.
  public Client checked() {
    if (!ZoneId.getAvailableZoneIds().contains(timeZone)) {
      throw InvalidArgument.field(
          "time_zone", "'" + timeZone + "'", "an IANA zone, such as Europe/Berlin");
    }
    Currencies.require("currency_code", currencyCode);
    if (!COUNTRIES.contains(countryCode)) {
      throw InvalidArgument.field(
          "country_code", "'" + countryCode + "'", "a country of ISO 3166-1, such as DE");
    }
    if (!holidayRegion.isEmpty() && !holidayRegion.startsWith(countryCode + "-")) {
      throw InvalidArgument.field(
          "holiday_region", holidayRegion, "a region of " + countryCode + ", or empty");
    }
    if (contract != null) {
      contract.checked(currencyCode);
    }
    return this;
  }

  /// The same client with new values.
  Client changedTo(Client next, Instant now) {
    if (!next.currencyCode.equals(currencyCode)) {
      throw InvalidArgument.field(
          "currency_code", next.currencyCode, currencyCode + ", which cannot change");
    }
    Client changed =
        new Client(
            next.displayName,
            next.timeZone,
            currencyCode,
            next.countryCode,
            next.holidayRegion,
            next.contract,
            state,
            createTime,
            updateTime,
            creation);
    return changed.equals(this) ? this : changed.checked().in(state, now);
  }

  /// Read only from now on.
  Client archived(String id, Instant now) {
    if (id.equals(HOUSE)) {
      throw new FailedPrecondition(
          "STATE_FORBIDS", "clients/house is the agency itself (expected: another client)");
    }
    return state == State.ARCHIVED ? this : in(State.ARCHIVED, now);
  }

  private Client in(State next, Instant now) {
    return new Client(
        displayName,
        timeZone,
        currencyCode,
        countryCode,
        holidayRegion,
        contract,
        next,
        createTime,
        now,
        creation);
  }
}
