package io.agencysuite.metrics.site;

import java.util.List;
import java.util.Optional;

/// The public key of a site: `<tenant>.<client>.<site>`, so that it leads to its document.
record SiteKey(String tenant, String client, String site) {

  /// Empty when the text is no key.
  static Optional<SiteKey> parse(String text) {
    List<String> parts = List.of(text.split("\\.", -1));
    boolean wellFormed =
        parts.size() == 3 && parts.stream().allMatch(p -> p.matches("[a-z0-9-]{1,64}"));
    return wellFormed
        ? Optional.of(new SiteKey(parts.get(0), parts.get(1), parts.get(2)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return tenant + '.' + client + '.' + site;
  }
}
