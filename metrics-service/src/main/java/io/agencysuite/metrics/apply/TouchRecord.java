package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.attribution.Touch;
import io.agencysuite.metrics.ingest.CountedEvent;
import io.agencysuite.metrics.run.RecordBuffer;
import io.agencysuite.metrics.run.RecordShape;

/// Touches as records of a run: visitor, time, event, tuple.
public final class TouchRecord {

  static final RecordShape SHAPE = new RecordShape(28, 8);

  /// What touches are looked for by: the visitor.
  static final RecordShape KEY = new RecordShape(8, 8);

  private static final int TIME_AT = 8;
  private static final int EVENT_AT = 16;
  private static final int TUPLE_AT = 24;

  private TouchRecord() {}

  /// What the names of a client's runs begin with.
  public static String prefix(String tenant, String client) {
    return tenant + '/' + client + "/touch/";
  }

  /// How many records these bytes hold.
  public static int count(byte[] records) {
    return records.length / SHAPE.width();
  }

  static void add(RecordBuffer touches, CountedEvent event, int tuple) {
    int at = touches.add();
    touches.putLong(at, event.visitor());
    touches.putLong(at + TIME_AT, event.timeMillis());
    touches.putLong(at + EVENT_AT, event.keyHead());
    touches.putInt(at + TUPLE_AT, tuple);
  }

  public static Touch decode(byte[] records, int index) {
    int from = index * SHAPE.width();
    return new Touch(
        number(records, from + TIME_AT, 8),
        number(records, from + EVENT_AT, 8),
        (int) number(records, from + TUPLE_AT, 4));
  }

  public static long visitor(byte[] records, int index) {
    return number(records, index * SHAPE.width(), TIME_AT);
  }

  private static long number(byte[] bytes, int from, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | (bytes[from + i] & 0xff);
    }
    return value;
  }
}
