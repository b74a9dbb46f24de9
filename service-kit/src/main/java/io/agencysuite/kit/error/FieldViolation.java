package io.agencysuite.kit.error;

/// One field that breaks its rule; `field` is the proto path, the message names value and
/// expectation.
public record FieldViolation(String field, String message) {}
