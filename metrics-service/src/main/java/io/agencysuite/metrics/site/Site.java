package io.agencysuite.metrics.site;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/// A website that carries the snippet.
///
/// @param origins where the snippet may run, such as `https://www.example.de`
public record Site(
    String displayName, List<String> origins, ConsentMode consentMode, Instant createTime) {

  /// How the snippet asks for consent.
  public enum ConsentMode {
    ASK,
    NONE,
    GRANTED
  }

  public Site {
    Objects.requireNonNull(displayName);
    Objects.requireNonNull(consentMode);
    Objects.requireNonNull(createTime);
    origins = List.copyOf(origins);
    if (origins.isEmpty()) {
      throw new IllegalArgumentException("a site without origins");
    }
  }

  /// True for a page of the site; a request that names no origin comes from no page.
  boolean allows(String origin) {
    return origins.contains(origin);
  }
}
