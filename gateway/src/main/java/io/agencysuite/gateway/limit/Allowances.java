package io.agencysuite.gateway.limit;

import io.agencysuite.kit.identity.Identity;

/// Knows what was agreed with a caller. It is asked at every call, so it must answer from memory.
public interface Allowances {
  Allowance of(Identity caller);
}
