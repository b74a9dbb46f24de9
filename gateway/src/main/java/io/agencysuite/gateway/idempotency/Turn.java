package io.agencysuite.gateway.idempotency;

import java.time.Duration;
import java.time.Instant;

/// What the store says to a request that comes with a key.
sealed interface Turn {

  /// This request is to be carried out, for the first time or after a try without an answer.
  ///
  /// @param token of this try; the store takes an answer from the latest try only
  record Mine(long token, Instant firstSeen) implements Turn {}

  /// It was answered.
  record Answered(KeptAnswer answer) implements Turn {}

  /// Another try is running.
  record Running(Duration left) implements Turn {}

  /// The key belongs to another request.
  record Taken() implements Turn {}
}
