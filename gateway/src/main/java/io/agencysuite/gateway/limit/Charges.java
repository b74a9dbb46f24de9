package io.agencysuite.gateway.limit;

import io.agencysuite.gateway.guard.CallerAddress;
import io.agencysuite.kit.identity.Identity;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Which counters a call stands in.
final class Charges {
  private static final String CLIENTS = "/v1/clients/";
  private static final int ID_MAX = 63;
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final RateSettings settings;
  private final Allowances allowances;
  private final CallerAddress addresses;

  Charges(RateSettings settings, Allowances allowances, CallerAddress addresses) {
    this.settings = settings;
    this.allowances = allowances;
    this.addresses = addresses;
  }

  /// A counter that a call takes one token of.
  ///
  /// @param quota true for a quota of a month, false for a rate
  record Charge(String key, Policy policy, boolean quota) {}

  List<Charge> of(Identity caller, HttpServletRequest request) {
    List<Charge> charges = new ArrayList<>(3);
    switch (caller.kind()) {
      case USER -> rate(charges, "user", key(caller), settings.people(), caller);
      case API_KEY -> {
        rate(charges, "key", key(caller), settings.keys(), caller);
        long month = callsPerMonth(allowances.of(caller));
        if (month > 0) {
          charges.add(new Charge(key(caller), Policy.monthly(Policy.CALLS_OF_MONTH, month), true));
        }
      }
      case ANONYMOUS ->
          rate(charges, "address", addresses.of(request), settings.addresses(), caller);
      case OPERATOR, SERVICE -> {}
    }
    String client = caller.tenant().isEmpty() ? "" : client(request.getRequestURI());
    if (!client.isEmpty()) {
      charges.add(
          new Charge(
              caller.tenant() + "/" + client,
              new Policy("client", settings.clients(), settings.window()),
              false));
    }
    return charges;
  }

  /// The client that a path is about; empty for none.
  static String client(String path) {
    if (!path.startsWith(CLIENTS)) {
      return "";
    }
    int end = CLIENTS.length();
    while (end < path.length() && isOfId(path.charAt(end))) {
      end++;
    }
    int length = end - CLIENTS.length();
    boolean goesOn = end < path.length() && (path.charAt(end) == '/' || path.charAt(end) == ':');
    return goesOn && length <= ID_MAX ? path.substring(CLIENTS.length(), end) : "";
  }

  private static boolean isOfId(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
  }

  /// How many events the caller may send in a month; 0 for any number.
  long eventsPerMonth(Identity caller) {
    return caller.kind() == Identity.Kind.API_KEY ? eventsPerMonth(allowances.of(caller)) : 0;
  }

  long callsPerMonth(Allowance own) {
    return agreed(own.callsPerMonth(), settings.callsPerMonth());
  }

  long eventsPerMonth(Allowance own) {
    return agreed(own.eventsPerMonth(), settings.eventsPerMonth());
  }

  /// The counter of a caller, whatever the policy.
  static String key(Identity caller) {
    return caller.tenant() + "/" + caller.subject();
  }

  private void rate(
      List<Charge> charges, String name, String key, long otherwise, Identity caller) {
    long own = allowances.of(caller).callsPerMinute();
    Policy policy =
        own > 0 ? new Policy(name, own, MINUTE) : new Policy(name, otherwise, settings.window());
    charges.add(new Charge(key, policy, false));
  }

  private static long agreed(long own, long otherwise) {
    return own > 0 ? own : otherwise;
  }
}
