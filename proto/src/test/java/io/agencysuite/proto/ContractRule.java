package io.agencysuite.proto;

import java.util.function.Function;
import java.util.stream.Stream;

/// One rule of the contract's style.
///
/// @param name what it demands
/// @param offenders full names of what breaks it
record ContractRule(String name, Function<Contract, Stream<String>> offenders) {

  @Override
  public String toString() {
    return name;
  }
}
