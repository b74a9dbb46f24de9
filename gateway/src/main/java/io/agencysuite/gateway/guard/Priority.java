package io.agencysuite.gateway.guard;

import com.google.protobuf.Descriptors.MethodDescriptor;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who goes first when not everybody can be served. The look at the credential is a cheap one: a
/// forged token gets a place in the queue, never an answer.
enum Priority {
  /// Somebody waits in front of a screen. May go beyond the limit for a moment.
  PEOPLE(6, 6),
  /// A partner's program with an API key, and whoever comes without a credential.
  PARTNERS(1, 2),
  /// Nobody waits for it: imports, batches, exports.
  BATCH(0.5, 1);

  private static final Pattern URGENCY = Pattern.compile("(?:^|[,\\s])u=([0-7])(?:[,;\\s]|$)");

  private final double share;
  private final double burst;

  Priority(double share, double burst) {
    this.share = share;
    this.burst = burst;
  }

  /// The part of the limit that may be in use for a call of this class to come in.
  double share() {
    return share;
  }

  /// The same while a queue is young: what comes after a short stall is not yet too much.
  double burst() {
    return burst;
  }

  /// @param credential the header `Authorization`
  /// @param priority the header `Priority`
  /// @param rpc null for a sign-in
  static Priority of(
      @Nullable String credential,
      @Nullable String priority,
      @Nullable MethodDescriptor rpc,
      Set<String> batch) {
    if (rpc != null && batch.contains(rpc.getFullName())) {
      return BATCH;
    }
    boolean session =
        rpc == null || (credential != null && credential.regionMatches(true, 0, "Bearer ey", 0, 9));
    Priority own = session ? PEOPLE : PARTNERS;
    Priority asked = asked(priority);
    return asked.compareTo(own) > 0 ? asked : own;
  }

  /// RFC 9218: an urgency of 3 is usual, a higher one is less. A caller can only step back.
  private static Priority asked(@Nullable String header) {
    Matcher urgency = URGENCY.matcher(header == null ? "" : header);
    if (!urgency.find() || urgency.group(1).compareTo("4") < 0) {
      return PEOPLE;
    }
    return urgency.group(1).equals("4") ? PARTNERS : BATCH;
  }
}
