package io.agencysuite.gateway.identity;

import java.net.URI;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// Where the door is reached from outside.
///
/// @param publicUrl without a path; the issuer of its tokens
@ConfigurationProperties("gateway")
public record PublicUrl(@DefaultValue("http://localhost:8080") URI publicUrl) {

  /// The issuer as it stands in tokens.
  public String issuer() {
    String text = publicUrl.toString();
    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
