package io.agencysuite.metrics.branding;

import io.agencysuite.metrics.document.Colour;
import java.util.Objects;

/// How the agency's documents look.
///
/// @param color `#rrggbb`; empty for the suite's own
/// @param logo cleaned, as a `data:` address; empty for none
/// @param footer what stands at the foot of every page
public record Branding(String agencyName, String claim, String color, String logo, String footer) {

  static final Branding NONE = new Branding("", "", "", "", "");

  private static final String OWN_COLOR = "#1f5f8b";

  public Branding {
    Objects.requireNonNull(agencyName);
    Objects.requireNonNull(claim);
    Objects.requireNonNull(color);
    Objects.requireNonNull(logo);
    Objects.requireNonNull(footer);
  }

  public Colour accent() {
    return Colour.parse(color.isEmpty() ? OWN_COLOR : color);
  }
}
