package io.agencysuite.gateway.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;

/// The address of the caller: that of the connection, or what a trusted proxy says about it.
public final class CallerAddress {
  private final CallerSettings settings;

  public CallerAddress(CallerSettings settings) {
    this.settings = settings;
  }

  /// True when the caller's side of the way is encrypted, as far as we can believe it.
  public boolean isSecure(HttpServletRequest request) {
    return request.isSecure()
        || (settings.trustedProxies().contains(request.getRemoteAddr())
            && "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto")));
  }

  /// The nearest address on the way that is no trusted proxy.
  public String of(HttpServletRequest request) {
    String address = request.getRemoteAddr();
    String forwarded = request.getHeader("X-Forwarded-For");
    if (forwarded == null) {
      return address;
    }
    List<String> way = List.of(forwarded.split(",", -1));
    for (int i = way.size() - 1; i >= 0 && settings.trustedProxies().contains(address); i--) {
      String next = way.get(i).strip();
      if (!next.matches("[0-9A-Fa-f:.]{3,45}")) {
        return address;
      }
      address = next;
    }
    return address;
  }
}
