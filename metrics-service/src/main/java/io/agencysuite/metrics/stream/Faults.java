package io.agencysuite.metrics.stream;

/// A seam for crash tests: called around every write of the streams.
public interface Faults {

  /// Nothing ever fails here.
  Faults NONE = what -> {};

  /// About to write, or just written; a test throws to end the process at this point.
  void at(String what);
}
