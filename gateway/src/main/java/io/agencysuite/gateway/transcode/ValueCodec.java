package io.agencysuite.gateway.transcode;

import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;

/// Reads and writes one kind of value; made once per type.
interface ValueCodec {

  /// Reads the value that the parser's current token opens.
  Object read(JsonParser in);

  /// Reads the text form of a path variable, a query parameter or a map key.
  Object parse(String text);

  void write(JsonGenerator out, Object value);

  /// True when a JSON `null` is a value and not an absence.
  default boolean takesNull() {
    return false;
  }
}
