package io.agencysuite.gateway.transcode;

import com.google.protobuf.UnsafeByteOperations;
import java.io.OutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// The one JSON factory, with its limits.
final class Json {
  private static final int DEPTH_MAX = 100;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(DEPTH_MAX)
                  .maxNumberLength(1_000)
                  .maxStringLength(64 << 20)
                  .build())
          .build();

  private Json() {}

  /// A parser over UTF-8 text. Jackson would guess UTF-16 and UTF-32 from NUL bytes: refused here.
  static JsonParser parser(byte[] json) {
    for (int i = 0; i < Math.min(4, json.length); i++) {
      if (json[i] == 0) {
        throw TranscodingException.of(Reason.MALFORMED_JSON, "a NUL byte at " + i);
      }
    }
    if (!UnsafeByteOperations.unsafeWrap(json).isValidUtf8()) {
      throw TranscodingException.of(Reason.MALFORMED_JSON, "bytes that are not UTF-8");
    }
    return FACTORY.createParser(ObjectReadContext.empty(), json);
  }

  static JsonGenerator generator(OutputStream out) {
    return FACTORY.createGenerator(ObjectWriteContext.empty(), out);
  }
}
