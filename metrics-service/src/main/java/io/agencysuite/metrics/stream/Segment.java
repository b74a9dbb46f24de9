package io.agencysuite.metrics.stream;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

/// Many entries under one number of a stream. A filler holds no entries: it closes a gap.
///
/// @param receivedAt when the entries became durable, by the appender's clock
public record Segment(int stream, long number, Instant receivedAt, List<Entry> entries) {

  public Segment {
    entries = List.copyOf(entries);
  }

  /// The UTC day on which it was received.
  LocalDate receivedDay() {
    return LocalDate.ofInstant(receivedAt, ZoneOffset.UTC);
  }

  public String id() {
    return id(stream, number);
  }

  static String id(int stream, long number) {
    return prefix(stream) + String.format(Locale.ROOT, "%012d", number);
  }

  static long numberOf(String id) {
    return Long.parseLong(id, id.indexOf('/') + 1, id.length(), 10);
  }

  static String prefix(int stream) {
    return String.format(Locale.ROOT, "%02d/", stream);
  }
}
