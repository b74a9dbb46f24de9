package io.agencysuite.planning.post;

import java.time.Instant;

/// Somebody's word for one content and no other.
public record Approval(
    String contentHash,
    String approver,
    Instant approveTime,
    String channelTypeEdition,
    String comment) {}
