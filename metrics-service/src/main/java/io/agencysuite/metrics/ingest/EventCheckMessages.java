package io.agencysuite.metrics.ingest;

import com.google.protobuf.Timestamp;
import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.metrics.state.PlaceIds;
import io.agencysuite.metrics.v1.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The rules that the comments of `Event` state. They are checked here and not by field rules of
/// the proto, because one bad event must not refuse its whole batch.
final class EventCheckMessages {

  private static final Duration AHEAD = Duration.ofDays(1);
  static final long FIRST_SECOND = Instant.parse("2000-01-01T00:00:00Z").getEpochSecond();
  private static final int MOST_PROPERTIES = 20;
  private static final int SHORT = 64;
  private static final int KEY = 100;
  private static final int MEDIUM = 200;
  private static final int LONG = 2_000;
  private static final int LONGEST_SHOWN = 80;

  private EventCheckMessages() {}

  /// The first rule that the event breaks; null when it breaks none.
  static @Nullable FieldViolation check(Event event, Instant now) {
    FieldViolation violation = id(event.getEventId());
    violation = violation != null ? violation : time(event, now);
    violation = violation != null ? violation : type(event);
    violation = violation != null ? violation : lengths(event);
    violation =
        violation != null
            ? violation
            : PlaceIds.violation("", event.getChannel(), event.getCampaign(), event.getPost());
    return violation != null ? violation : properties(event.getPropertiesMap());
  }

  private static @Nullable FieldViolation id(String id) {
    boolean valid = !id.isEmpty() && id.length() <= SHORT;
    for (int i = 0; valid && i < id.length(); i++) {
      char c = id.charAt(i);
      valid =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || "._:-".indexOf(c) >= 0;
    }
    return valid ? null : violation("event_id", id, "1 to 64 of A-Z a-z 0-9 . _ : -");
  }

  private static @Nullable FieldViolation time(Event event, Instant now) {
    if (!event.hasOccurTime()) {
      return violation("occur_time", "(none)", "a timestamp");
    }
    Timestamp time = event.getOccurTime();
    boolean valid =
        time.getSeconds() >= FIRST_SECOND
            && time.getSeconds() <= now.plus(AHEAD).getEpochSecond()
            && time.getNanos() >= 0
            && time.getNanos() < 1_000_000_000;
    return valid
        ? null
        : violation(
            "occur_time",
            Instant.ofEpochSecond(
                    Math.clamp(
                        time.getSeconds(),
                        Instant.MIN.getEpochSecond(),
                        Instant.MAX.getEpochSecond()))
                .toString(),
            "2000-01-01 to a day from now");
  }

  private static @Nullable FieldViolation type(Event event) {
    if (event.getType() == Event.Type.TYPE_UNSPECIFIED
        || event.getType() == Event.Type.UNRECOGNIZED) {
      return violation(
          "type",
          String.valueOf(event.getTypeValue()),
          "VISIT, PAGE_VIEW, CLICK, FORM_SUBMIT or CUSTOM");
    }
    if (event.getConsent() == Event.Consent.UNRECOGNIZED) {
      return violation("consent", String.valueOf(event.getConsentValue()), "DENIED or GRANTED");
    }
    boolean custom = event.getType() == Event.Type.CUSTOM;
    return custom != event.getCustomType().isEmpty()
        ? null
        : violation("custom_type", event.getCustomType(), "a name for CUSTOM, otherwise empty");
  }

  private static @Nullable FieldViolation lengths(Event event) {
    FieldViolation v = atMost("custom_type", event.getCustomType(), SHORT);
    v = v != null ? v : atMost("visitor_id", event.getVisitorId(), SHORT);
    v = v != null ? v : atMost("session_id", event.getSessionId(), SHORT);
    v = v != null ? v : atMost("channel", event.getChannel(), KEY);
    v = v != null ? v : atMost("campaign", event.getCampaign(), KEY);
    v = v != null ? v : atMost("post", event.getPost(), KEY);
    v = v != null ? v : atMost("link_code", event.getLinkCode(), MEDIUM);
    v = v != null ? v : atMost("click_id", event.getClickId(), KEY);
    v = v != null ? v : atMost("utm_source", event.getUtmSource(), MEDIUM);
    v = v != null ? v : atMost("utm_medium", event.getUtmMedium(), MEDIUM);
    v = v != null ? v : atMost("utm_campaign", event.getUtmCampaign(), MEDIUM);
    v = v != null ? v : atMost("utm_content", event.getUtmContent(), MEDIUM);
    v = v != null ? v : atMost("utm_term", event.getUtmTerm(), MEDIUM);
    v = v != null ? v : atMost("url", event.getUrl(), LONG);
    return v != null ? v : atMost("referrer", event.getReferrer(), LONG);
  }

  private static @Nullable FieldViolation properties(Map<String, String> properties) {
    if (properties.size() > MOST_PROPERTIES) {
      return violation("properties", properties.size() + " entries", "at most " + MOST_PROPERTIES);
    }
    for (Map.Entry<String, String> property : properties.entrySet()) {
      if (property.getKey().isEmpty() || property.getKey().length() > SHORT) {
        return violation("properties", property.getKey(), "names of 1 to " + SHORT + " characters");
      }
      if (property.getValue().length() > 256) {
        return violation(
            "properties." + property.getKey(), property.getValue(), "at most 256 characters");
      }
    }
    return null;
  }

  private static @Nullable FieldViolation atMost(String field, String value, int length) {
    if (value.length() > length) {
      return violation(field, value, "at most " + length + " characters");
    }
    return hasControl(value)
        ? violation(field, value.replaceAll("\\p{Cntrl}", "?"), "no control characters")
        : null;
  }

  private static boolean hasControl(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (Character.isISOControl(value.charAt(i))) {
        return true;
      }
    }
    return false;
  }

  private static FieldViolation violation(String field, String value, String expected) {
    String shown =
        value.length() > LONGEST_SHOWN ? value.substring(0, LONGEST_SHOWN) + "..." : value;
    return new FieldViolation(field, "'" + shown + "' (expected: " + expected + ")");
  }
}
