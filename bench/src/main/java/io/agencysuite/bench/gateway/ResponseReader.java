package io.agencysuite.bench.gateway;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Finds the end of HTTP/1.1 responses, whether they tell their length or come in chunks. */
final class ResponseReader {
  private static final int HEAD_MAX = 16_384;

  private enum Part {
    HEAD,
    BODY,
    CHUNK_SIZE,
    CHUNK
  }

  private final byte[] line = new byte[HEAD_MAX];
  private int length;
  private long left;
  private Part part = Part.HEAD;
  private boolean closes;

  /** True when the server will close the connection after this response. */
  boolean closes() {
    return closes;
  }

  /** Takes what has arrived; true at the end of the response. */
  boolean read(ByteBuffer in) {
    while (in.hasRemaining()) {
      switch (part) {
        case BODY, CHUNK -> {
          int skipped = (int) Math.min(left, in.remaining());
          in.position(in.position() + skipped);
          left -= skipped;
        }
        case HEAD, CHUNK_SIZE -> {
          if (take(in)) {
            lineEnds();
          }
        }
      }
      if (left == 0 && part == Part.BODY) {
        part = Part.HEAD;
        return true;
      }
      if (left == 0 && part == Part.CHUNK) {
        part = Part.CHUNK_SIZE;
      }
    }
    return false;
  }

  /** True when the part that is read as text is complete. */
  private boolean take(ByteBuffer in) {
    byte next = in.get();
    line[length++] = next;
    if (next != '\n') {
      return false;
    }
    return part != Part.HEAD
        || (length >= 4 && line[length - 3] == '\n' && line[length - 4] == '\r');
  }

  private void lineEnds() {
    String text = new String(line, 0, length, StandardCharsets.ISO_8859_1);
    length = 0;
    switch (part) {
      case HEAD -> head(text.toLowerCase(Locale.ROOT), text);
      case CHUNK_SIZE -> {
        String size = text.strip();
        long chunk = size.isEmpty() ? -1 : Long.parseLong(size, 16);
        if (chunk > 0) {
          left = chunk + 2;
          part = Part.CHUNK;
        } else if (chunk == 0) {
          left = 2;
          part = Part.BODY;
        }
      }
      default -> throw new IllegalStateException("no line ends in " + part);
    }
  }

  private void head(String head, String shown) {
    if (!head.startsWith("http/1.1 200")) {
      throw new IllegalStateException(shown);
    }
    closes = head.contains("\r\nconnection: close");
    int at = head.indexOf("\r\ncontent-length:");
    if (at >= 0) {
      int end = head.indexOf('\r', at + 2);
      left = Long.parseLong(head.substring(at + 17, end).strip());
      part = Part.BODY;
    } else if (head.contains("\r\ntransfer-encoding: chunked")) {
      part = Part.CHUNK_SIZE;
    } else {
      throw new IllegalStateException("no length: " + shown);
    }
  }
}
