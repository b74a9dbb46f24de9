package io.agencysuite.metrics.site;

import io.agencysuite.metrics.state.TimeMessages;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.TrackRequest;
import io.agencysuite.metrics.v1.TrackedEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/// What a page sends, as events.
final class TrackMessages {

  private TrackMessages() {}

  /// @param device stands for the visitor where there is no consent; becomes a pseudonym of the day
  static Event event(TrackRequest request, TrackedEvent tracked, String device, Instant now) {
    boolean consented = request.getConsent() == Event.Consent.GRANTED;
    return Event.newBuilder()
        .setEventId(tracked.getEventId())
        .setOccurTime(TimeMessages.timestamp(now.minusMillis(tracked.getAgeMillis())))
        .setType(tracked.getType())
        .setCustomType(tracked.getCustomType())
        .setConsent(consented ? Event.Consent.GRANTED : Event.Consent.DENIED)
        .setVisitorId(consented ? request.getVisitorId() : device)
        .setSessionId(consented ? request.getSessionId() : "")
        .setUrl(page(tracked.getUrl()))
        .setReferrer(page(tracked.getReferrer()))
        .setClickId(tracked.getClickId())
        .setUtmSource(tracked.getUtmSource())
        .setUtmMedium(tracked.getUtmMedium())
        .setUtmCampaign(tracked.getUtmCampaign())
        .setUtmContent(tracked.getUtmContent())
        .setUtmTerm(tracked.getUtmTerm())
        .putAllProperties(tracked.getPropertiesMap())
        .build();
  }

  /// One way from address and agent to a name that fits an event.
  static String device(String address, String agent) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256")
              .digest((address + '\n' + agent).getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest, 0, 24);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /// Queries and fragments carry names, addresses and tokens.
  private static String page(String url) {
    for (int i = 0; i < url.length(); i++) {
      if (url.charAt(i) == '?' || url.charAt(i) == '#') {
        return url.substring(0, i);
      }
    }
    return url;
  }
}
