package io.agencysuite.metrics.site;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where pages load the snippet from.
///
/// @param publicUrl where visitors reach the suite, without a slash at the end
@ConfigurationProperties("agency.link")
public record SiteSettings(@DefaultValue("http://localhost:8080") String publicUrl) {

  public SiteSettings {
    if (publicUrl.endsWith("/")) {
      throw new IllegalArgumentException(
          "agency.link.public-url: " + publicUrl + " (expected: no slash at the end)");
    }
  }
}
