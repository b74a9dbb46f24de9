package io.agencysuite.gateway.guard;

import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Pages of other origins that may call the door from a browser.
///
/// @param origins such as `https://app.example.com`; none by default, and never a wildcard
@ConfigurationProperties("gateway.cors")
public record CorsSettings(@DefaultValue Set<String> origins) {
  private static final Pattern ORIGIN = Pattern.compile("https?://[a-z0-9.-]+(:[0-9]{1,5})?");

  public CorsSettings {
    origins = Set.copyOf(origins);
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new IllegalArgumentException(
            "gateway.cors.origins: " + origin + " (expected: such as https://app.example.com)");
      }
    }
  }
}
