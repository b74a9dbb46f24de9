package io.agencysuite.metrics.stream;

/// The stores that a worker needs.
public record StreamStores(
    SegmentStore segments,
    PlanStore plans,
    LedgerStore ledger,
    WatermarkStore watermarks,
    ParkedStore parked) {}
