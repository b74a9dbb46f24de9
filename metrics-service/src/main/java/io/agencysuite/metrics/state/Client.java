package io.agencysuite.metrics.state;

import java.time.ZoneId;
import java.util.Objects;

/// The copy of a client that crm owns.
///
/// @param timeZone IANA zone in which its days begin
/// @param currencyCode ISO 4217 code of its reports
public record Client(String displayName, String timeZone, String currencyCode) {

  public Client {
    Objects.requireNonNull(displayName);
    Objects.requireNonNull(timeZone);
    Objects.requireNonNull(currencyCode);
  }

  public ZoneId zone() {
    return ZoneId.of(timeZone);
  }
}
