package io.agencysuite.metrics.funnel;

import java.util.List;
import java.util.Map;

/// How far visitors came.
///
/// @param groups by first touch, largest first
/// @param untraced for each step what belongs to nobody known
/// @param open who entered and may still reach the last step
/// @param firstStepIds visitor ids at the first step, before those of a person are put together
/// @param merged ids that went into another of the same person
/// @param read events, leads and orders that were looked at
/// @param incomplete true if pages, events or tuples beyond the limits are not told apart
record Funnel(
    StepSums totals,
    Map<GroupKey, StepSums> groups,
    StepSums anonymous,
    List<Long> untraced,
    long open,
    long firstStepIds,
    long merged,
    long read,
    boolean incomplete) {}
