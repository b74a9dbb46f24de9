package io.agencysuite.planning.client;

import java.time.ZoneId;

/// A client as crm last said.
///
/// @param timeZone IANA zone in which its days begin
public record Client(String displayName, String timeZone, String currencyCode) {

  public ZoneId zone() {
    return ZoneId.of(timeZone);
  }
}
