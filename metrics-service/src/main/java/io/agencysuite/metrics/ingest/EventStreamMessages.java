package io.agencysuite.metrics.ingest;

import io.agencysuite.kit.error.InvalidArgument;
import io.agencysuite.metrics.v1.StreamEventsBytes;
import io.agencysuite.metrics.v1.StreamEventsResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One stream of events: a batch is checked while the one before it is being written, and the next
/// message is asked for only then.
final class EventStreamMessages implements StreamObserver<StreamEventsBytes> {

  private final Function<String, EventReceiptMessages> receipts;
  private final Consumer<StreamEventsBytes> rules;
  private final StreamObserver<StreamEventsResponse> answer;
  private String parent = "";
  private @Nullable EventReceiptMessages receipt;
  private CompletableFuture<Void> written = CompletableFuture.completedFuture(null);

  /// @param receipts opens the receipt of a parent
  /// @param rules throws when a message has too few or too many events
  EventStreamMessages(
      Function<String, EventReceiptMessages> receipts,
      Consumer<StreamEventsBytes> rules,
      StreamObserver<StreamEventsResponse> answer) {
    this.receipts = receipts;
    this.rules = rules;
    this.answer = answer;
  }

  @Override
  public void onNext(StreamEventsBytes request) {
    rules.accept(request);
    EventReceiptMessages open = receipt;
    if (open == null) {
      parent = request.getParent();
      open = receipts.apply(parent);
      receipt = open;
    } else if (!request.getParent().equals(parent)) {
      throw InvalidArgument.field("parent", request.getParent(), parent);
    }
    EventIntakeMessages.Batch batch = open.take(request.getEventsList());
    awaitWritten();
    CompletableFuture<Void> next = new CompletableFuture<>();
    written = next;
    Thread.ofVirtual().name("event-stream").start(() -> append(batch, next));
  }

  @Override
  public void onError(Throwable broken) {
    // What was taken stays: the sender will send it again, and it is counted once.
  }

  @Override
  public void onCompleted() {
    EventReceiptMessages all = receipt;
    if (all == null) {
      throw InvalidArgument.field("events", "no message", "at least one batch");
    }
    awaitWritten();
    answer.onNext(
        StreamEventsResponse.newBuilder()
            .setAcceptedCount(all.accepted())
            .setRejectedCount(all.rejected())
            .addAllRejections(all.rejections())
            .build());
    answer.onCompleted();
  }

  private void awaitWritten() {
    try {
      written.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static void append(EventIntakeMessages.Batch batch, CompletableFuture<Void> done) {
    try {
      batch.append();
      done.complete(null);
    } catch (RuntimeException e) {
      done.completeExceptionally(e);
    }
  }
}
