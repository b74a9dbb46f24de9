package io.agencysuite.gateway.oauth;

import io.agencysuite.gateway.guard.CallerAddress;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;

/// The door as its callers see it: at its public address, and at the one that a request came to.
final class OwnOrigin {
  private static final Map<String, Integer> USUAL_PORTS = Map.of("http", 80, "https", 443);

  private final String issuer;
  private final CallerAddress addresses;

  /// @param issuer the public address
  OwnOrigin(String issuer, CallerAddress addresses) {
    this.issuer = issuer;
    this.addresses = addresses;
  }

  String issuer() {
    return issuer;
  }

  /// Whether a page of this origin was served by this door. Nobody makes a browser name another
  /// host than that which its person sees.
  boolean owns(String origin, HttpServletRequest request) {
    return origin.equals(issuer) || origin.equals(of(request));
  }

  /// Whether a request came to the public address.
  boolean isPublic(HttpServletRequest request) {
    return issuer.equals(of(request)) || issuer.equals("https://" + authority(request, "https"));
  }

  /// Whether cookies are for encrypted connections only.
  boolean isSecure(HttpServletRequest request) {
    return addresses.isSecure(request) || issuer.equals("https://" + authority(request, "https"));
  }

  private String of(HttpServletRequest request) {
    String scheme = addresses.isSecure(request) ? "https" : "http";
    return scheme + "://" + authority(request, scheme);
  }

  private static String authority(HttpServletRequest request, String scheme) {
    String header = request.getHeader("Host");
    if (header != null && header.indexOf(':') < 0) {
      return header;
    }
    int port = request.getServerPort();
    boolean usual = Integer.valueOf(port).equals(USUAL_PORTS.get(scheme));
    return usual ? request.getServerName() : request.getServerName() + ':' + port;
  }
}
