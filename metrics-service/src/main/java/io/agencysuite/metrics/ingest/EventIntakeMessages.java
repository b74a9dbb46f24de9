package io.agencysuite.metrics.ingest;

import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.metrics.link.LinkStore;
import io.agencysuite.metrics.rollup.Tuple;
import io.agencysuite.metrics.state.Client;
import io.agencysuite.metrics.state.ClientStore;
import io.agencysuite.metrics.stream.Entry;
import io.agencysuite.metrics.stream.EntryKind;
import io.agencysuite.metrics.stream.StreamAppender;
import io.agencysuite.metrics.v1.Event;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The way of events into the stream, whoever sends them.
public final class EventIntakeMessages {

  private final ClientStore clients;
  private final LinkStore links;
  private final Pseudonyms pseudonyms;
  private final StreamAppender appender;
  private final InstantSource clock;
  private final Texts texts = new Texts();

  public EventIntakeMessages(
      ClientStore clients,
      LinkStore links,
      SaltStore salts,
      StreamAppender appender,
      InstantSource clock) {
    this.clients = clients;
    this.links = links;
    this.pseudonyms = new Pseudonyms(salts);
    this.appender = appender;
    this.clock = clock;
  }

  /// Begins a batch of one client.
  ///
  /// @throws io.agencysuite.kit.error.NotFound if there is no such client
  public Batch open(String tenant, String id) {
    Client client = clients.require(tenant, id);
    return new Batch(tenant, id, client.zone(), clock.instant());
  }

  /// Events of one request.
  public final class Batch {
    private final String tenant;
    private final String client;
    private final ZoneId zone;
    private final Instant now;
    private final List<Entry> entries = new ArrayList<>();
    private final Map<String, Optional<Tuple>> tuples = new HashMap<>();
    private final EventScanMessages scan = new EventScanMessages(texts);

    private Batch(String tenant, String client, ZoneId zone, Instant now) {
      this.tenant = tenant;
      this.client = client;
      this.zone = zone;
      this.now = now;
    }

    /// When the batch was received.
    public Instant now() {
      return now;
    }

    /// Takes an encoded event if it is one of the many that are stored as they come; otherwise the
    /// message has to be taken.
    boolean takePlain(byte[] event) {
      CountedEvent counted = scan.received(event, now);
      if (counted != null) {
        entries.add(new Entry(EntryKind.EVENT, tenant, client, event, counted));
      }
      return counted != null;
    }

    /// Takes the event, or answers the rule that it breaks.
    public @Nullable FieldViolation take(Event event) {
      FieldViolation violation = EventCheckMessages.check(event, now);
      if (violation == null) {
        Tuple tuple = EventMessages.origin(event).resolve(this::link);
        byte[] payload = EventMessages.payload(event, tuple, visitor(event));
        entries.add(new Entry(EntryKind.EVENT, tenant, client, payload));
      }
      return violation;
    }

    /// How many events were taken.
    public int size() {
      return entries.size();
    }

    /// Makes what was taken durable.
    public void append() {
      if (!entries.isEmpty()) {
        appender.append(entries);
      }
    }

    private String visitor(Event event) {
      if (event.getConsent() == Event.Consent.GRANTED) {
        return event.getVisitorId();
      }
      Instant occurred = Instant.ofEpochSecond(event.getOccurTime().getSeconds());
      LocalDate day = occurred.atZone(zone).toLocalDate();
      return pseudonyms.of(tenant, client, day, event.getVisitorId());
    }

    private Optional<Tuple> link(String id) {
      return tuples.computeIfAbsent(id, i -> links.tuple(tenant, client, i));
    }
  }
}
