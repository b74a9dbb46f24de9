package io.agencysuite.gateway.error;

import java.util.List;
import java.util.Map;

/// A request that the door refuses by itself.
public final class DoorException extends RuntimeException {
  private final DoorReason reason;
  private final List<String> arguments;
  private final Map<String, String> headers;

  private DoorException(DoorReason reason, List<String> arguments, Map<String, String> headers) {
    super(reason + " " + arguments, null, false, false);
    this.reason = reason;
    this.arguments = List.copyOf(arguments);
    this.headers = Map.copyOf(headers);
  }

  public static DoorException of(DoorReason reason, String... arguments) {
    return new DoorException(reason, List.of(arguments), Map.of());
  }

  /// The same with one response header more.
  public DoorException with(String header, String value) {
    return new DoorException(reason, arguments, Map.of(header, value));
  }

  public DoorReason reason() {
    return reason;
  }

  List<String> arguments() {
    return arguments;
  }

  Map<String, String> headers() {
    return headers;
  }
}
