package io.agencysuite.load;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// One kind of caller: how large its part is, and what it sends in turn.
///
/// @param weight its part of all calls, relative to the others'
/// @param requests whole HTTP/1.1 requests
public record Kind(String name, double weight, List<byte[]> requests) {

  public Kind {
    requests = List.copyOf(requests);
  }

  /// A request as bytes; an empty body stands for none.
  public static byte[] request(
      String method, String path, Map<String, String> headers, String body) {
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ').append(path).append(" HTTP/1.1\r\nHost: localhost\r\n");
    headers.forEach((name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    if (bytes.length > 0) {
      head.append("Content-Type: application/json\r\nContent-Length: ")
          .append(bytes.length)
          .append("\r\n");
    }
    head.append("\r\n").append(body);
    return head.toString().getBytes(StandardCharsets.UTF_8);
  }
}
