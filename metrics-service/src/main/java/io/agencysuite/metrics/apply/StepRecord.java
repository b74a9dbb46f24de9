package io.agencysuite.metrics.apply;

import io.agencysuite.metrics.ingest.CountedEvent;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.run.RecordBuffer;
import io.agencysuite.metrics.run.RecordShape;
import java.nio.ByteBuffer;
import java.util.Locale;

/// What visitors did, as records of a run: visitor, time, event, session, page or name, tuple,
/// kind. Those of unknown visitors are kept too, so that it can be said how many could not be
/// followed.
public final class StepRecord {

  static final RecordShape SHAPE = new RecordShape(36, 8);

  /// Who did it. The codes are stored and never change.
  public enum Who {
    /// Nobody knows.
    UNKNOWN(0),
    /// A pseudonym of the day.
    ANONYMOUS(1),
    /// A visitor with consent.
    CONSENTED(2);

    private final int code;

    Who(int code) {
      this.code = code;
    }
  }

  private static final int TIME_AT = 8;
  private static final int EVENT_AT = 16;
  private static final int SESSION_AT = 20;
  private static final int SUBJECT_AT = 24;
  private static final int TUPLE_AT = 28;
  private static final int METRIC_AT = 32;
  private static final int WHO_AT = 33;

  private final ByteBuffer bytes;
  private int from;

  private StepRecord(byte[] records) {
    this.bytes = ByteBuffer.wrap(records);
  }

  /// What the names of a client's runs begin with.
  public static String prefix(String tenant, String client) {
    return tenant + '/' + client + "/step/";
  }

  /// What the names of the runs received from a week on, counted from 1970, do not come before.
  public static String from(String prefix, long week) {
    return prefix + String.format(Locale.ROOT, "%06d.", Math.max(0, week));
  }

  static void add(RecordBuffer steps, CountedEvent event, int subject, int tuple) {
    Who who = who(event);
    int at = steps.add();
    steps.putLong(at, who == Who.UNKNOWN ? 0 : event.visitor());
    steps.putLong(at + TIME_AT, event.timeMillis());
    steps.putInt(at + EVENT_AT, (int) (event.keyHead() >>> 32));
    steps.putInt(at + SESSION_AT, event.session());
    steps.putInt(at + SUBJECT_AT, subject);
    steps.putInt(at + TUPLE_AT, tuple);
    steps.put(at + METRIC_AT, (byte) event.metric().code());
    steps.put(at + WHO_AT, (byte) who.code);
  }

  /// A cursor over the records of a part; stands before the first.
  public static StepRecord over(byte[] records) {
    StepRecord cursor = new StepRecord(records);
    cursor.from = -SHAPE.width();
    return cursor;
  }

  /// Moves on; false at the end.
  public boolean next() {
    from += SHAPE.width();
    return from < bytes.limit();
  }

  public long visitor() {
    return bytes.getLong(from);
  }

  public long timeMillis() {
    return bytes.getLong(from + TIME_AT);
  }

  /// Hash of the event's id, to tell events of the same moment apart.
  public int event() {
    return bytes.getInt(from + EVENT_AT);
  }

  /// Hash of the session; 0 when unknown.
  public int session() {
    return bytes.getInt(from + SESSION_AT);
  }

  /// Number of the page or the custom event.
  public int subject() {
    return bytes.getInt(from + SUBJECT_AT);
  }

  public int tuple() {
    return bytes.getInt(from + TUPLE_AT);
  }

  public Metric metric() {
    return Metric.of(bytes.get(from + METRIC_AT));
  }

  public Who who() {
    return switch (bytes.get(from + WHO_AT)) {
      case 1 -> Who.ANONYMOUS;
      case 2 -> Who.CONSENTED;
      default -> Who.UNKNOWN;
    };
  }

  private static Who who(CountedEvent event) {
    if (!event.visitorKnown()) {
      return Who.UNKNOWN;
    }
    return event.consented() ? Who.CONSENTED : Who.ANONYMOUS;
  }
}
