package io.agencysuite.metrics.report;

import io.agencysuite.metrics.state.Client;
import io.agencysuite.metrics.stream.Progress;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;

/// From where in time a client's figures are read.
///
/// @param client as it was then
/// @param asOf the day of the question; empty for now
record Vantage(Scope scope, Client client, Progress.State progress, Optional<LocalDate> asOf) {

  /// The last known-day that is in the figures; only with a day of the question.
  LocalDate knownDay() {
    return LocalDate.ofInstant(progress.appliedTo(), ZoneOffset.UTC).minusDays(1);
  }
}
