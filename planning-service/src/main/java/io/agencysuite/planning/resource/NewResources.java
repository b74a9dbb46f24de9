package io.agencysuite.planning.resource;

import com.google.protobuf.Message;
import io.agencysuite.kit.grpc.CurrentCall;
import io.agencysuite.kit.identity.Identity;
import io.agencysuite.kit.mongo.Creations;
import io.agencysuite.kit.time.Ids;
import java.time.Instant;
import java.time.InstantSource;

/// Ids and times of what the current call creates.
public final class NewResources {

  private final Creations creations;
  private final Ids ids;
  private final InstantSource clock;

  public NewResources(Creations creations, Ids ids, InstantSource clock) {
    this.creations = creations;
    this.ids = ids;
    this.clock = clock;
  }

  public Instant now() {
    return clock.instant();
  }

  /// The id to create under; the same for every try with one `request_id`.
  ///
  /// @param chosen by the caller; empty when the service chooses
  public String id(String rpc, String requestId, Message request, String chosen) {
    return creations.idFor(
        CurrentCall.identity(),
        rpc,
        requestId,
        request,
        () -> chosen.isEmpty() ? ids.next() : chosen);
  }

  /// Marks a document with the request that made it, so that a repeated request finds its own
  /// document and anybody else finds the id taken. Empty without a `request_id`.
  public static String mark(String requestId) {
    Identity caller = CurrentCall.identity();
    return requestId.isEmpty() ? "" : caller.subject() + ' ' + requestId;
  }
}
