package io.agencysuite.gateway.transcode;

/// A rule that cannot be served; it stops the start.
public final class RuleException extends RuntimeException {
  RuleException(String message) {
    super(message);
  }
}
