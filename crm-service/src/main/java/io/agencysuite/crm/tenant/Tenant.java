package io.agencysuite.crm.tenant;

import io.agencysuite.kit.error.InvalidArgument;
import java.time.Instant;

/// An agency.
///
/// @param creation names the call that made it, so that a retry of that call finds its own
public record Tenant(String displayName, Instant createTime, String creation) {

  public Tenant {
    if (displayName.isBlank() || displayName.length() > 200) {
      throw InvalidArgument.field(
          "tenant.display_name", "'" + displayName + "'", "1..200 characters");
    }
  }
}
