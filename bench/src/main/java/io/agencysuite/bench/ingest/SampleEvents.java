package io.agencysuite.bench.ingest;

import com.google.protobuf.Timestamp;
import io.agencysuite.metrics.v1.Event;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Events of 20,000 visitors over 30 days; the same number always makes the same event. */
final class SampleEvents {
  private static final long FROM = Instant.parse("2026-10-20T00:00:00Z").getEpochSecond();
  private static final int SECONDS = 30 * 86_400;
  private static final int VISITORS = 20_000;

  private final long seed;

  SampleEvents(long seed) {
    this.seed = seed;
  }

  List<Event> batch(String run, long first, int count) {
    List<Event> batch = new ArrayList<>(count);
    for (long i = first; i < first + count; i++) {
      batch.add(event(run, i));
    }
    return batch;
  }

  private Event event(String run, long number) {
    SplittableRandom random = new SplittableRandom(seed ^ number * 0x9E37_79B9_7F4A_7C15L);
    return Event.newBuilder()
        .setEventId(run + "-" + number)
        .setOccurTime(Timestamp.newBuilder().setSeconds(FROM + random.nextInt(SECONDS)))
        .setType(random.nextInt(20) == 0 ? Event.Type.FORM_SUBMIT : Event.Type.VISIT)
        .setVisitorId("visitor-" + random.nextInt(VISITORS))
        .setConsent(Event.Consent.GRANTED)
        .setSessionId("session-" + random.nextInt(1_000_000))
        .setChannel("channel-" + random.nextInt(10))
        .setCampaign("campaign-" + random.nextInt(5))
        .setPost("post-" + random.nextInt(40))
        .setUrl("https://shop.example/page/" + random.nextInt(500))
        .setReferrer("https://network.example/")
        .build();
  }
}
