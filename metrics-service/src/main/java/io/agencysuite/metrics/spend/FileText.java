package io.agencysuite.metrics.spend;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// The text of a file, by its byte order mark or by what it can be.
record FileText(String text, String encoding) {

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final int SNIFFED_BYTES = 1_000;

  static FileText decode(byte[] content) {
    if (startsWith(content, 0xFF, 0xFE)) {
      return read(content, 2, StandardCharsets.UTF_16LE);
    }
    if (startsWith(content, 0xFE, 0xFF)) {
      return read(content, 2, StandardCharsets.UTF_16BE);
    }
    if (startsWith(content, 0xEF, 0xBB, 0xBF)) {
      return read(content, 3, StandardCharsets.UTF_8);
    }
    int zeros = 0;
    for (int i = 1; i < Math.min(content.length, SNIFFED_BYTES); i += 2) {
      zeros += content[i] == 0 ? 1 : 0;
    }
    if (zeros > Math.min(content.length, SNIFFED_BYTES) / 4) {
      return read(content, 0, StandardCharsets.UTF_16LE);
    }
    try {
      return new FileText(
          StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content)).toString(), "UTF-8");
    } catch (CharacterCodingException e) {
      // Not UTF-8: what spreadsheets of western Europe write otherwise.
      return read(content, 0, WINDOWS);
    }
  }

  private static boolean startsWith(byte[] content, int... mark) {
    for (int i = 0; i < mark.length; i++) {
      if (content.length <= i || (content[i] & 0xFF) != mark[i]) {
        return false;
      }
    }
    return true;
  }

  private static FileText read(byte[] content, int from, Charset charset) {
    return new FileText(new String(content, from, content.length - from, charset), charset.name());
  }
}
