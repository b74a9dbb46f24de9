package io.agencysuite.negative;

import java.util.Map;
import java.util.TreeMap;

/// A request that is wrong in one way.
///
/// @param fault how it is wrong
/// @param body empty for none
record BadRequest(
    Operation operation,
    String fault,
    String method,
    String target,
    Map<String, String> headers,
    String body) {

  private static final int SHOWN = 300;

  BadRequest {
    headers = Map.copyOf(headers);
  }

  BadRequest with(String header, String value) {
    Map<String, String> more = new TreeMap<>(headers);
    more.put(header, value);
    return new BadRequest(operation, fault, method, target, more, body);
  }

  @Override
  public String toString() {
    String shown = body.length() > SHOWN ? body.substring(0, SHOWN) + "..." : body;
    return fault + ": " + method + " " + target + " " + headers + " " + shown;
  }
}
