package io.agencysuite.planning.timeentry;

/// What a caller wants to log, not yet checked. Other resources are meant by their names.
record TimeEntryDraft(
    String teamMember,
    String workDate,
    int minutes,
    String channel,
    String campaign,
    String post,
    Activity activity,
    String note) {}
