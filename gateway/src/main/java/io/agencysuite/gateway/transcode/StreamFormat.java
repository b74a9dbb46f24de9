package io.agencysuite.gateway.transcode;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// How a server stream is written, by what the caller accepts.
public enum StreamFormat {
  JSON_ARRAY("application/json"),
  NDJSON("application/x-ndjson"),
  EVENTS("text/event-stream");

  private static final byte[] HEARTBEAT = bytes(": still here\n\n");

  private final String contentType;

  StreamFormat(String contentType) {
    this.contentType = contentType;
  }

  /// The format that an `Accept` header likes best, the first of equals; a JSON array otherwise.
  public static StreamFormat accepted(String accept) {
    StreamFormat best = JSON_ARRAY;
    double bestQuality = 0;
    for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
      int semicolon = range.indexOf(';');
      String type = (semicolon < 0 ? range : range.substring(0, semicolon)).strip();
      double quality = semicolon < 0 ? 1 : quality(range.substring(semicolon));
      StreamFormat format = named(type);
      if (format != null && quality > bestQuality) {
        best = format;
        bestQuality = quality;
      }
    }
    return best;
  }

  private static @Nullable StreamFormat named(String type) {
    return switch (type) {
      case "application/json", "application/*", "*/*" -> JSON_ARRAY;
      case "application/x-ndjson", "application/jsonl" -> NDJSON;
      case "text/event-stream", "text/*" -> EVENTS;
      default -> null;
    };
  }

  private static double quality(String parameters) {
    int q = parameters.replace(" ", "").indexOf(";q=");
    if (q < 0) {
      return 1;
    }
    String number = parameters.replace(" ", "").substring(q + 3).split(";", -1)[0];
    try {
      return Double.parseDouble(number);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  public String contentType() {
    return contentType;
  }

  public byte[] opening() {
    return bytes(this == JSON_ARRAY ? "[" : "");
  }

  /// One message as JSON; `number` counts from 1, or from the number that the client resumes after.
  public byte[] element(boolean first, long number, byte[] json) {
    return switch (this) {
      case JSON_ARRAY -> join(first ? "" : ",", json, "");
      case NDJSON -> join("", json, "\n");
      case EVENTS -> join("id: " + number + "\ndata: ", json, "\n\n");
    };
  }

  /// The last element of a stream that broke: it carries the problem document.
  public byte[] error(boolean first, byte[] problem) {
    return switch (this) {
      case JSON_ARRAY -> join(first ? "{\"error\":" : ",{\"error\":", problem, "}]");
      case NDJSON -> join("{\"error\":", problem, "}\n");
      case EVENTS -> join("event: error\ndata: ", problem, "\n\n");
    };
  }

  public byte[] closing() {
    return bytes(this == JSON_ARRAY ? "]" : "");
  }

  /// Written while nothing happens; empty where the format has no room for it.
  public byte[] heartbeat() {
    return this == EVENTS ? HEARTBEAT.clone() : new byte[0];
  }

  private static byte[] join(String before, byte[] middle, String after) {
    byte[] head = bytes(before);
    byte[] tail = bytes(after);
    byte[] all = new byte[head.length + middle.length + tail.length];
    System.arraycopy(head, 0, all, 0, head.length);
    System.arraycopy(middle, 0, all, head.length, middle.length);
    System.arraycopy(tail, 0, all, head.length + middle.length, tail.length);
    return all;
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
