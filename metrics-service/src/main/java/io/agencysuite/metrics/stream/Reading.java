package io.agencysuite.metrics.stream;

/// What was read out of an entry's payload when it was received. It says nothing that the payload
/// does not, and is not stored: it saves the worker of the same process from reading again.
public interface Reading {}
