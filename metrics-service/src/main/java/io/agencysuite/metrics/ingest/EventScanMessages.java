package io.agencysuite.metrics.ingest;

import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.run.KeyHasher;
import io.agencysuite.metrics.v1.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Reads encoded events without making a message of them: finds the fields, checks the rules of
/// [EventCheckMessages] and takes out what is counted. Whatever is rare (text that is not ASCII,
/// properties, links, UTM parameters, an unknown field, a broken rule) it leaves to whoever reads
/// the whole message. Belongs to one thread.
public final class EventScanMessages {

  private static final long LONGEST_AHEAD = Duration.ofDays(1).toSeconds();
  private static final int FIELDS = 20;
  private static final int BYTES = 2;
  private static final int[] MOST = new int[FIELDS];
  private static final boolean[] OF_IDS = new boolean[128];

  static {
    int[][] most = {
      {Event.EVENT_ID_FIELD_NUMBER, 64},
      {Event.CUSTOM_TYPE_FIELD_NUMBER, 64},
      {Event.VISITOR_ID_FIELD_NUMBER, 64},
      {Event.SESSION_ID_FIELD_NUMBER, 64},
      {Event.CHANNEL_FIELD_NUMBER, 100},
      {Event.CAMPAIGN_FIELD_NUMBER, 100},
      {Event.POST_FIELD_NUMBER, 100},
      {Event.UTM_MEDIUM_FIELD_NUMBER, 200},
      {Event.UTM_CONTENT_FIELD_NUMBER, 200},
      {Event.UTM_TERM_FIELD_NUMBER, 200},
      {Event.URL_FIELD_NUMBER, 2_000},
      {Event.REFERRER_FIELD_NUMBER, 2_000}
    };
    for (int[] one : most) {
      MOST[one[0]] = one[1];
    }
    for (char c = 0; c < OF_IDS.length; c++) {
      OF_IDS[c] = Character.isLetterOrDigit(c) || "._:-".indexOf(c) >= 0;
    }
  }

  private final Texts texts;
  private final KeyHasher hasher = new KeyHasher();
  private final int[] from = new int[FIELDS];
  private final int[] length = new int[FIELDS];
  private byte[] bytes = new byte[0];
  private int at;
  private boolean timed;
  private long second;
  private int nanos;
  private int type;
  private int consent;

  public EventScanMessages() {
    this(new Texts());
  }

  EventScanMessages(Texts texts) {
    this.texts = texts;
  }

  /// What is counted of an event that was taken, by its stored bytes.
  public CountedEvent read(byte[] payload) {
    CountedEvent plain = stored(payload);
    return plain != null ? plain : EventMessages.counted(EventMessages.event(payload));
  }

  /// What is counted of an event that breaks no rule and is stored as it came; null when the whole
  /// message has to be read.
  @Nullable CountedEvent received(byte[] event, Instant now) {
    boolean plain = scan(event) && isLegal(now.getEpochSecond() + LONGEST_AHEAD);
    boolean asItCame = consent == Event.Consent.GRANTED_VALUE || is(Event.VISITOR_ID_FIELD_NUMBER);
    return plain && asItCame ? counted() : null;
  }

  private @Nullable CountedEvent stored(byte[] event) {
    return scan(event) && timed && metric() != null ? counted() : null;
  }

  private CountedEvent counted() {
    Metric metric = metric();
    if (metric == null) {
      throw new IllegalStateException("an event of type " + type);
    }
    int id = Event.EVENT_ID_FIELD_NUMBER;
    hasher.hash(bytes, from[id], length[id]);
    long head = hasher.head();
    long tail = hasher.tail();
    int name = Event.CUSTOM_TYPE_FIELD_NUMBER;
    return new CountedEvent(
        head,
        tail,
        second,
        second * 1_000 + nanos / 1_000_000,
        metric,
        hash(Event.VISITOR_ID_FIELD_NUMBER),
        !is(Event.VISITOR_ID_FIELD_NUMBER),
        consent == Event.Consent.GRANTED_VALUE,
        (int) hash(Event.SESSION_ID_FIELD_NUMBER),
        texts.tuple(
            text(Event.CHANNEL_FIELD_NUMBER),
            text(Event.CAMPAIGN_FIELD_NUMBER),
            text(Event.POST_FIELD_NUMBER)),
        texts.path(text(Event.URL_FIELD_NUMBER)),
        texts.of(bytes, from[name], length[name]));
  }

  private @Nullable Metric metric() {
    return switch (type) {
      case Event.Type.VISIT_VALUE -> Metric.VISITS;
      case Event.Type.PAGE_VIEW_VALUE -> Metric.PAGE_VIEWS;
      case Event.Type.CLICK_VALUE -> Metric.CLICKS;
      case Event.Type.FORM_SUBMIT_VALUE -> Metric.FORM_SUBMITS;
      case Event.Type.CUSTOM_VALUE -> Metric.CUSTOM_EVENTS;
      default -> null;
    };
  }

  private String text(int field) {
    return texts.of(bytes, from[field], length[field]);
  }

  private long hash(int field) {
    if (is(field)) {
      return 0;
    }
    hasher.hash(bytes, from[field], length[field]);
    return hasher.head();
  }

  /// True if the field is empty.
  private boolean is(int field) {
    return length[field] == 0;
  }

  private boolean isLegal(long latest) {
    boolean custom = type == Event.Type.CUSTOM_VALUE;
    return isId()
        && timed
        && second >= EventCheckMessages.FIRST_SECOND
        && second <= latest
        && nanos >= 0
        && nanos < 1_000_000_000
        && metric() != null
        && consent >= 0
        && consent <= Event.Consent.GRANTED_VALUE
        && custom != is(Event.CUSTOM_TYPE_FIELD_NUMBER)
        && isPlace(Event.CHANNEL_FIELD_NUMBER)
        && isPlace(Event.CAMPAIGN_FIELD_NUMBER)
        && isPlace(Event.POST_FIELD_NUMBER);
  }

  private boolean isId() {
    int field = Event.EVENT_ID_FIELD_NUMBER;
    for (int i = from[field]; i < from[field] + length[field]; i++) {
      if (!OF_IDS[bytes[i]]) {
        return false;
      }
    }
    return !is(field);
  }

  private boolean isPlace(int field) {
    for (int i = from[field]; i < from[field] + length[field]; i++) {
      if (bytes[i] == '/' || bytes[i] == ' ') {
        return false;
      }
    }
    return true;
  }

  /// Finds the fields; false when there is anything rare.
  private boolean scan(byte[] event) {
    bytes = event;
    at = 0;
    timed = false;
    second = 0;
    nanos = 0;
    type = 0;
    consent = 0;
    Arrays.fill(length, 0);
    while (at < bytes.length) {
      long tag = number();
      int field = (int) (tag >>> 3);
      boolean known =
          switch ((int) (tag & 7)) {
            case 0 -> enumeration(field);
            case BYTES -> field == Event.OCCUR_TIME_FIELD_NUMBER ? time() : plainText(field);
            default -> false;
          };
      if (!known || at < 0) {
        return false;
      }
    }
    return true;
  }

  private boolean enumeration(int field) {
    long value = number();
    if (value < 0 || value > 100) {
      return false;
    }
    if (field == Event.TYPE_FIELD_NUMBER) {
      type = (int) value;
    } else if (field == Event.CONSENT_FIELD_NUMBER) {
      consent = (int) value;
    } else {
      return false;
    }
    return true;
  }

  private boolean plainText(int field) {
    long size = number();
    if (field < 1
        || field >= FIELDS
        || size < 0
        || size > MOST[field]
        || size > bytes.length - at) {
      return false;
    }
    int end = at + (int) size;
    for (int i = at; i < end; i++) {
      if (bytes[i] < ' ' || bytes[i] == 0x7f) {
        return false;
      }
    }
    from[field] = at;
    length[field] = (int) size;
    at = end;
    return true;
  }

  private boolean time() {
    long size = number();
    if (timed || size < 0 || size > bytes.length - at) {
      return false;
    }
    int end = at + (int) size;
    timed = true;
    while (at >= 0 && at < end) {
      long tag = number();
      long value = number();
      if (tag == 1 << 3) {
        second = value;
      } else if (tag == 2 << 3 && value >= 0 && value < 1_000_000_000) {
        nanos = (int) value;
      } else {
        return false;
      }
    }
    return at == end;
  }

  /// The next number; -1 and an end of the scan when the bytes end within it.
  private long number() {
    long value = 0;
    for (int shift = 0; shift < 64 && at >= 0 && at < bytes.length; shift += 7) {
      byte next = bytes[at++];
      value |= (long) (next & 0x7f) << shift;
      if (next >= 0) {
        return value;
      }
    }
    at = -1;
    return -1;
  }
}
