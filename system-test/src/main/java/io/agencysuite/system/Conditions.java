package io.agencysuite.system;

import java.util.List;

/// How a suite is started besides what it always needs.
///
/// @param prefix words in front of every command, such as `taskset -c 0`
/// @param service words in front of the commands of services, such as `nice -n 5`
/// @param door settings of the gateway
public record Conditions(List<String> prefix, List<String> service, List<String> door) {

  /// Tests and proofs call as one user what a whole agency would, so its rates are out of the way.
  public static final Conditions USUAL =
      new Conditions(
          List.of(),
          List.of(),
          List.of(
              "--gateway.rates.people=10000000",
              "--gateway.rates.keys=10000000",
              "--gateway.rates.clients=10000000",
              "--gateway.rates.addresses=10000000"));

  public Conditions {
    prefix = List.copyOf(prefix);
    service = List.copyOf(service);
    door = List.copyOf(door);
  }

  public Conditions on(List<String> otherPrefix, List<String> otherService) {
    return new Conditions(otherPrefix, otherService, door);
  }
}
