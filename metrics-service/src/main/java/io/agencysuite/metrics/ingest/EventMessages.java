package io.agencysuite.metrics.ingest;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.metrics.attribution.Origin;
import io.agencysuite.metrics.rollup.Metric;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.run.Keys;
import io.agencysuite.metrics.state.TimeMessages;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.RejectedEvent;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;

/// Events to and from the wire and the streams.
public final class EventMessages {

  private EventMessages() {}

  /// What is counted of an event that was taken.
  static CountedEvent counted(Event event) {
    byte[] key = Keys.of(event.getEventId(), 2 * Long.BYTES);
    Timestamp time = event.getOccurTime();
    return new CountedEvent(
        Keys.head(key),
        Keys.head(Arrays.copyOfRange(key, Long.BYTES, key.length)),
        time.getSeconds(),
        Instant.ofEpochSecond(time.getSeconds(), time.getNanos()).toEpochMilli(),
        metric(event.getType()),
        hash(event.getVisitorId()),
        !event.getVisitorId().isEmpty(),
        event.getConsent() == Event.Consent.GRANTED,
        (int) hash(event.getSessionId()),
        new Tuple(event.getChannel(), event.getCampaign(), event.getPost()),
        PagePath.of(event.getUrl()),
        event.getCustomType());
  }

  private static long hash(String id) {
    return id.isEmpty() ? 0 : Keys.number(id);
  }

  public static Event event(byte[] payload) {
    try {
      return Event.parseFrom(payload);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("a stored event is no Event", e);
    }
  }

  static Origin origin(Event event) {
    return new Origin(
        event.getChannel(),
        event.getCampaign(),
        event.getPost(),
        event.getClickId(),
        event.getLinkCode(),
        event.getUtmSource(),
        event.getUtmCampaign());
  }

  /// The payload of an entry: the event with its origin resolved and its visitor made storable.
  static byte[] payload(Event event, Tuple tuple, String visitor) {
    boolean unchanged =
        event.getChannel().equals(tuple.channel())
            && event.getCampaign().equals(tuple.campaign())
            && event.getPost().equals(tuple.post())
            && event.getVisitorId().equals(visitor);
    if (unchanged) {
      return event.toByteArray();
    }
    return event.toBuilder()
        .setChannel(tuple.channel())
        .setCampaign(tuple.campaign())
        .setPost(tuple.post())
        .setVisitorId(visitor)
        .build()
        .toByteArray();
  }

  /// The payload of a click on a link.
  static byte[] click(String clickId, Instant now, Tuple tuple, String code) {
    return Event.newBuilder()
        .setEventId(clickId)
        .setOccurTime(TimeMessages.timestamp(now))
        .setType(Event.Type.CLICK)
        .setChannel(tuple.channel())
        .setCampaign(tuple.campaign())
        .setPost(tuple.post())
        .setLinkCode(code)
        .setClickId(clickId)
        .build()
        .toByteArray();
  }

  /// What is kept of an event that was not taken.
  static Rejection rejection(Event event, FieldViolation violation, Instant now) {
    return new Rejection(
        event.getEventId(),
        violation.field(),
        violation.message(),
        Base64.getEncoder()
            .encodeToString(
                event.toBuilder().clearVisitorId().clearSessionId().build().toByteArray()),
        now);
  }

  static RejectedEvent rejected(int index, Event event, FieldViolation violation) {
    return RejectedEvent.newBuilder()
        .setIndex(index)
        .setEventId(event.getEventId())
        .setField(violation.field())
        .setReason(violation.message())
        .build();
  }

  static RejectedEvent rejected(Rejection rejection) {
    return RejectedEvent.newBuilder()
        .setEventId(rejection.eventId())
        .setField(rejection.field())
        .setReason(rejection.reason())
        .setReceiveTime(TimeMessages.timestamp(rejection.receiveTime()))
        .setEvent(event(Base64.getDecoder().decode(rejection.event())))
        .build();
  }

  private static Metric metric(Event.Type type) {
    return switch (type) {
      case VISIT -> Metric.VISITS;
      case PAGE_VIEW -> Metric.PAGE_VIEWS;
      case CLICK -> Metric.CLICKS;
      case FORM_SUBMIT -> Metric.FORM_SUBMITS;
      case CUSTOM -> Metric.CUSTOM_EVENTS;
      case TYPE_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException("event type: " + type + " (expected: a known one)");
    };
  }
}
