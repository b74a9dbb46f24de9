package io.agencysuite.metrics.parked;

import io.agencysuite.metrics.state.TimeMessages;
import io.agencysuite.metrics.stream.ParkedStore.Parked;
import io.agencysuite.metrics.v1.ParkedSegment;
import java.util.List;

/// What was set aside, to the wire.
final class ParkedMessages {

  private static final int MOST_REASONS = 10;

  private ParkedMessages() {}

  static ParkedSegment toProto(Parked parked) {
    List<String> reasons = parked.reasons().values().stream().distinct().sorted().toList();
    return ParkedSegment.newBuilder()
        .setPosition(parked.position())
        .setParkTime(TimeMessages.timestamp(parked.parkedAt()))
        .setEntryCount(parked.entries())
        .addAllReasons(
            reasons.isEmpty()
                ? List.of(parked.reason())
                : reasons.subList(0, Math.min(MOST_REASONS, reasons.size())))
        .setRedrivable(!parked.reasons().isEmpty())
        .setAllClients(parked.ofTenant())
        .build();
  }
}
