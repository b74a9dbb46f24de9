package io.agencysuite.gateway.transcode;

import com.google.protobuf.DynamicMessage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The body of a client stream, read as it comes: lines of JSON, or the bytes of an upload in
/// pieces. Every element is bound like a request of its own, with path and query.
public final class BodyElements {
  private static final String NDJSON = "application/x-ndjson";
  private static final Set<String> LINES = Set.of(NDJSON, "application/jsonl");
  private static final int PIECE = 64 << 10;
  private static final int LINE_MAX = 4 << 20;

  private final RequestBinder binder;
  private final RouteTable.Match match;
  private final @Nullable String rawQuery;
  private final @Nullable String contentType;
  private final InputStream in;
  private final byte[] buffer = new byte[PIECE];
  private final boolean lines;
  private int at;
  private int filled;
  private long count;

  BodyElements(
      RequestBinder binder,
      RouteTable.Match match,
      @Nullable String rawQuery,
      @Nullable String contentType,
      InputStream in) {
    this.binder = binder;
    this.match = match;
    this.rawQuery = rawQuery;
    this.contentType = contentType;
    this.in = in;
    this.lines = !match.route().takesRawBytes();
    if (lines && (contentType == null || !isLines(contentType))) {
      String given = contentType == null ? "absent" : contentType;
      throw TranscodingException.of(Reason.UNSUPPORTED_MEDIA_TYPE, given, NDJSON)
          .with(Map.of("Accept-Post", NDJSON));
    }
  }

  private static boolean isLines(String contentType) {
    int semicolon = contentType.indexOf(';');
    String type = (semicolon < 0 ? contentType : contentType.substring(0, semicolon)).strip();
    return LINES.contains(type.toLowerCase(Locale.ROOT));
  }

  /// The next message, null at the end of the body.
  public @Nullable DynamicMessage next() throws IOException {
    byte[] element = lines ? line() : piece();
    if (element == null) {
      return null;
    }
    count++;
    try {
      return binder.bind(match, rawQuery, lines ? "application/json" : contentType, element);
    } catch (TranscodingException e) {
      throw lines ? e.under("[" + (count - 1) + "]") : e;
    }
  }

  /// An empty upload is one empty piece, so that the service learns its name and type.
  private byte @Nullable [] piece() throws IOException {
    int length = in.readNBytes(buffer, 0, PIECE);
    return length == 0 && count > 0 ? null : Arrays.copyOf(buffer, length);
  }

  private byte @Nullable [] line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream(512);
    boolean blank = true;
    while (fill()) {
      byte next = buffer[at++];
      if (next == '\n' && !blank) {
        return line.toByteArray();
      }
      if (next == '\n') {
        line.reset();
        continue;
      }
      if (line.size() == LINE_MAX) {
        throw TranscodingException.of(Reason.BODY_TOO_LARGE, Integer.toString(LINE_MAX));
      }
      blank &= next == ' ' || next == '\t' || next == '\r';
      line.write(next);
    }
    return blank ? null : line.toByteArray();
  }

  private boolean fill() throws IOException {
    if (at == filled) {
      at = 0;
      filled = Math.max(0, in.read(buffer));
    }
    return at < filled;
  }
}
