package io.agencysuite.planning.post;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// How a short URL looks.
///
/// @param publicUrl where visitors reach the suite, without a slash at the end
/// @param assumedCodeLength characters that `{link}` is taken for, behind `publicUrl/r/`, as long
///   as its code is unknown
@ConfigurationProperties("agency.link")
public record LinkSettings(
    @DefaultValue("http://localhost:8080") String publicUrl,
    @DefaultValue("32") int assumedCodeLength) {

  public LinkSettings {
    if (publicUrl.endsWith("/") || assumedCodeLength < 1) {
      throw new IllegalArgumentException(
          "agency.link: "
              + publicUrl
              + ", "
              + assumedCodeLength
              + " (expected: no slash at the end, a length of 1 or more)");
    }
  }

  String assumedUrl() {
    return publicUrl + "/r/" + "x".repeat(assumedCodeLength);
  }
}
