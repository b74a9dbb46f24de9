package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.attribution.Touch;
import io.agencysuite.metrics.run.RecordShape;
import io.agencysuite.metrics.stream.Wire;

/// Touches as records of a run: visitor, time, event, tuple.
public final class TouchRecord {

  static final RecordShape SHAPE = new RecordShape(28, 8);

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

  static byte[] encode(long visitor, Touch touch) {
    byte[] bytes =
        new Wire(32)
            .fixed(visitor)
            .fixed(touch.timeMillis())
            .fixed(touch.event())
            .fixed((long) touch.tuple() << 32)
            .toBytes();
    return java.util.Arrays.copyOf(bytes, SHAPE.width());
  }

  public static Touch decode(byte[] records, int index) {
    int from = index * SHAPE.width();
    return new Touch(
        number(records, from + TIME_AT, 8),
        number(records, from + EVENT_AT, 8),
        (int) number(records, from + TUPLE_AT, 4));
  }

  static byte[] key(long visitor) {
    return new Wire(8).fixed(visitor).toBytes();
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
