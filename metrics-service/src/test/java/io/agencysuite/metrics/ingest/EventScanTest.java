package io.agencysuite.metrics.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.agencysuite.kit.test.Seed;
import io.agencysuite.metrics.v1.Event;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/// Reading the bytes of an event against reading the whole message.
class EventScanTest {

  private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
  private static final List<String> TEXTS =
      List.of("", "a", "b-2", "instagram", "a/b", "a b", "ä", "x\u0007", "\u007f", "y".repeat(65));
  private static final List<String> PLAIN = List.of("", "blog", "v-1", "autumn.2026");
  private static final List<String> URLS =
      List.of(
          "",
          "https://shop.example",
          "https://shop.example/a/?q=1",
          "/a#b",
          "https://shop.example/" + "p".repeat(300),
          "https://shop.example/" + "p".repeat(2_000));

  private final EventScanMessages scan = new EventScanMessages();
  private final SplittableRandom random = Seed.random("events");

  @Test
  void takesOnlyWhatBreaksNoRuleAndReadsTheSame() {
    int plain = 0;
    for (int i = 0; i < 20_000; i++) {
      Event event = event(random.nextInt(3) == 0 ? TEXTS : PLAIN);
      CountedEvent received = scan.received(event.toByteArray(), NOW);
      if (received != null) {
        plain++;
        assertThat(EventCheckMessages.check(event, NOW)).as(event.toString()).isNull();
        assertThat(EventMessages.origin(event).resolve(link -> Optional.empty()))
            .isEqualTo(received.tuple());
        assertThat(received).isEqualTo(EventMessages.counted(event));
      } else if (isOrdinary(event)) {
        assertThat(EventCheckMessages.check(event, NOW)).as(event.toString()).isNotNull();
      }
    }
    assertThat(plain).isGreaterThan(2_000);
  }

  @Test
  void readsStoredEventsAsTheMessageSays() {
    for (int i = 0; i < 5_000; i++) {
      Event event = event(TEXTS).toBuilder().setType(Event.Type.forNumber(1 + i % 5)).build();

      assertThat(scan.read(event.toByteArray())).isEqualTo(EventMessages.counted(event));
    }
  }

  @Test
  void leavesBytesThatAreNoEventToTheMessage() {
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = event(PLAIN).toByteArray();
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      int cut = random.nextInt(4) == 0 ? random.nextInt(bytes.length) : bytes.length;
      byte[] broken = Arrays.copyOf(bytes, cut);
      CountedEvent received = scan.received(broken, NOW);
      if (received != null) {
        assertThat(received).isEqualTo(EventMessages.counted(EventMessages.event(broken)));
      }
    }
  }

  /// Nothing in it is rare.
  private static boolean isOrdinary(Event event) {
    String texts =
        String.join(
            "",
            List.of(
                event.getEventId(),
                event.getVisitorId(),
                event.getSessionId(),
                event.getChannel(),
                event.getCampaign(),
                event.getPost(),
                event.getCustomType()));
    return event.getPropertiesCount() == 0
        && event.getUtmSource().isEmpty()
        && (event.getConsent() == Event.Consent.GRANTED || event.getVisitorId().isEmpty())
        && texts.chars().allMatch(c -> c < 128);
  }

  private Event event(List<String> texts) {
    Event.Builder event =
        Event.newBuilder()
            .setEventId("e-" + random.nextInt(1_000) + pick(texts))
            .setType(Event.Type.forNumber(random.nextInt(8) == 0 ? 5 : random.nextInt(5)))
            .setConsentValue(random.nextInt(10) == 0 ? random.nextInt(4) : 2)
            .setVisitorId(pick(texts))
            .setSessionId(pick(texts))
            .setChannel(pick(texts))
            .setCampaign(pick(texts))
            .setPost(pick(texts))
            .setUrl(pick(URLS))
            .setReferrer(pick(URLS));
    if (event.getType() == Event.Type.CUSTOM || random.nextInt(20) == 0) {
      event.setCustomType(pick(texts));
    }
    if (random.nextInt(20) != 0) {
      event.setOccurTime(
          Timestamp.newBuilder()
              .setSeconds(NOW.getEpochSecond() - random.nextInt(100_000) + 20_000)
              .setNanos(random.nextInt(3) == 0 ? random.nextInt(1_000_000_000) : 0));
    }
    if (random.nextInt(20) == 0) {
      event.putProperties("p", pick(texts));
    }
    if (random.nextInt(20) == 0) {
      event.setUtmSource(pick(texts));
    }
    return event.build();
  }

  private String pick(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
