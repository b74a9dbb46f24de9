package io.agencysuite.metrics.ingest;

import io.agencysuite.metrics.link.Clicks;
import io.agencysuite.metrics.link.TrackingLink;
import io.agencysuite.metrics.stream.Entry;
import io.agencysuite.metrics.stream.EntryKind;
import io.agencysuite.metrics.stream.StreamAppender;
import java.time.InstantSource;
import java.util.List;

/// Clicks on links become events like any other.
public final class ClickEvents implements Clicks {

  private final StreamAppender appender;
  private final InstantSource clock;

  public ClickEvents(StreamAppender appender, InstantSource clock) {
    this.appender = appender;
    this.clock = clock;
  }

  @Override
  public void clicked(String tenant, String client, String clickId, TrackingLink link) {
    byte[] payload = EventMessages.click(clickId, clock.instant(), link.tuple(), "");
    appender.append(List.of(new Entry(EntryKind.EVENT, tenant, client, payload)));
  }
}
