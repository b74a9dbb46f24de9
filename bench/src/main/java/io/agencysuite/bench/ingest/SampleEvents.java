package io.agencysuite.bench.ingest;

import com.google.protobuf.Timestamp;
import io.agencysuite.metrics.v1.Event;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Traffic of 20,000 visitors from 40 posts (`-Dbench.posts=`), each on its channel and in its
 * campaign, in the order of time as it comes; one event in a hundred is up to a day late. The same
 * number always makes the same event.
 */
final class SampleEvents {
  private static final int DAY = 86_400;
  private static final int POSTS = Integer.getInteger("bench.posts", 40);
  private static final int VISITORS = 20_000;

  private final long seed;
  private final long from;
  private final int days;
  private final int eventsOfADay;

  /** A month, 50,000 events a day. */
  SampleEvents(long seed) {
    this(seed, LocalDate.parse("2026-10-20"), 30, 50_000);
  }

  /** Begins anew when the days are over. */
  SampleEvents(long seed, LocalDate from, int days, int eventsOfADay) {
    this.seed = seed;
    this.from = from.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    this.days = days;
    this.eventsOfADay = eventsOfADay;
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
    long second = number * DAY / eventsOfADay % ((long) days * DAY);
    long late = random.nextInt(100) == 0 ? random.nextInt(DAY) : random.nextInt(30);
    int post = random.nextInt(POSTS);
    return Event.newBuilder()
        .setEventId(run + "-" + number)
        .setOccurTime(Timestamp.newBuilder().setSeconds(from + Math.max(0, second - late)))
        .setType(random.nextInt(20) == 0 ? Event.Type.FORM_SUBMIT : Event.Type.VISIT)
        .setVisitorId("visitor-" + random.nextInt(VISITORS))
        .setConsent(Event.Consent.GRANTED)
        .setSessionId("session-" + random.nextInt(1_000_000))
        .setChannel("channel-" + post % 10)
        .setCampaign("campaign-" + post % 5)
        .setPost("post-" + post)
        .setUrl("https://shop.example/page/" + random.nextInt(500))
        .setReferrer("https://network.example/")
        .build();
  }
}
