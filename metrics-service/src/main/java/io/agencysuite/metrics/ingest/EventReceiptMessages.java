package io.agencysuite.metrics.ingest;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import io.agencysuite.kit.error.FieldViolation;
import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.metrics.v1.Event;
import io.agencysuite.metrics.v1.RejectedEvent;
import java.util.ArrayList;
import java.util.List;

/// What becomes of the events of one call, which may come in several batches.
final class EventReceiptMessages {

  private static final int MOST_SHOWN = 1_000;

  private final EventIntakeMessages intake;
  private final RejectionStore store;
  private final String tenant;
  private final String client;
  private final List<RejectedEvent> shown = new ArrayList<>();
  private long accepted;
  private long rejected;

  EventReceiptMessages(
      EventIntakeMessages intake, RejectionStore store, String tenant, String client) {
    this.intake = intake;
    this.store = store;
    this.tenant = tenant;
    this.client = client;
  }

  /// Checks the events and keeps the bad ones apart; the others are to be appended.
  ///
  /// @throws io.agencysuite.kit.error.NotFound if there is no such client
  EventIntakeMessages.Batch take(List<ByteString> events) {
    EventIntakeMessages.Batch batch = intake.open(tenant, client);
    List<Rejection> kept = new ArrayList<>();
    long before = accepted + rejected;
    for (int i = 0; i < events.size(); i++) {
      byte[] bytes = events.get(i).toByteArray();
      if (!batch.takePlain(bytes)) {
        take(batch, event(bytes, i), before + i, kept);
      }
    }
    store.keep(tenant, client, kept);
    accepted += batch.size();
    return batch;
  }

  private void take(
      EventIntakeMessages.Batch batch, Event event, long index, List<Rejection> kept) {
    FieldViolation violation = batch.take(event);
    if (violation != null) {
      rejected++;
      if (shown.size() < MOST_SHOWN) {
        kept.add(EventMessages.rejection(event, violation, batch.now()));
        shown.add(EventMessages.rejected(Math.toIntExact(index), event, violation));
      }
    }
  }

  private static Event event(byte[] bytes, int index) {
    try {
      return Event.parseFrom(bytes);
    } catch (InvalidProtocolBufferException e) {
      throw InvalidArgument.field("events[" + index + "]", bytes.length + " bytes", "an Event");
    }
  }

  long accepted() {
    return accepted;
  }

  long rejected() {
    return rejected;
  }

  /// The first that were not taken.
  List<RejectedEvent> rejections() {
    return shown;
  }
}
