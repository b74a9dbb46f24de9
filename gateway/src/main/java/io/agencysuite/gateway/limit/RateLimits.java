package io.agencysuite.gateway.limit;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.agencysuite.gateway.error.DoorException;
import io.agencysuite.gateway.error.DoorReason;
import io.agencysuite.gateway.guard.DoorFilter;
import io.agencysuite.gateway.upstream.Answer;
import io.agencysuite.gateway.upstream.Exchange;
import io.agencysuite.gateway.upstream.Manner;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.Order;

/// Refuses who calls too much, and says to everybody how much is left: the `RateLimit` fields of
/// draft-ietf-httpapi-ratelimit-headers-11, on every answer.
@Order(100)
final class RateLimits implements Manner {
  private final Tokens tokens;
  private final Charges charges;
  private final RateSettings settings;

  RateLimits(Tokens tokens, Charges charges, RateSettings settings) {
    this.tokens = tokens;
    this.charges = charges;
    this.settings = settings;
  }

  @Override
  public Answer apply(Exchange exchange, Next next) throws IOException {
    List<Tokens.Standing> standings = new ArrayList<>(3);
    @Nullable DoorException refusal = null;
    for (Charges.Charge charge : charges.of(exchange.caller(), exchange.request())) {
      Tokens.Standing standing = tokens.take(charge.key(), charge.policy(), 1);
      standings.add(standing);
      if (!standing.granted()) {
        refusal = refused(standing, charge.quota());
        break;
      }
    }
    Policy events = refusal == null ? events(exchange) : null;
    if (events != null) {
      Tokens.Standing standing = tokens.charge(Charges.key(exchange.caller()), events, 0);
      standings.add(standing);
      refusal = standing.granted() ? null : refused(standing, true);
    }
    tell(exchange.request(), standings);
    if (refusal != null) {
      throw refusal;
    }
    if (events != null) {
      exchange.whenAnswered(said ->
          tokens.charge(Charges.key(exchange.caller()), events, taken(exchange, said.message())));
    }
    return next.proceed();
  }

  @Override
  public boolean appliesToNativeCalls() {
    return true;
  }

  /// The monthly quota of what this RPC takes; null when nothing is counted.
  private @Nullable Policy events(Exchange exchange) {
    long quota =
        settings.counted().containsKey(exchange.rpc().getFullName())
            ? charges.eventsPerMonth(exchange.caller())
            : 0;
    return quota > 0 ? Policy.monthly(Policy.EVENTS_OF_MONTH, quota) : null;
  }

  private long taken(Exchange exchange, Message answer) {
    String rpc = exchange.rpc().getFullName();
    String name = settings.counted().getOrDefault(rpc, "");
    FieldDescriptor field = answer.getDescriptorForType().findFieldByName(name);
    if (field == null || !(answer.getField(field) instanceof Number number)) {
      throw new IllegalStateException(
          "gateway.rates.counted[" + rpc + "]: " + name + " (expected: a number of the answer)");
    }
    return number.longValue();
  }

  static DoorException refused(Tokens.Standing standing, boolean quota) {
    Policy policy = standing.policy();
    DoorReason reason = quota ? DoorReason.QUOTA_EXCEEDED : DoorReason.RATE_LIMITED;
    String seconds = Long.toString(standing.resetSeconds());
    String until = quota ? standing.reset().toString() : seconds;
    return DoorException.of(reason, policy.name(), Long.toString(policy.quota()), until)
        .with("Retry-After", seconds);
  }

  static void tell(HttpServletRequest request, List<Tokens.Standing> standings) {
    if (standings.isEmpty()) {
      return;
    }
    StringBuilder policies = new StringBuilder(64);
    StringBuilder left = new StringBuilder(64);
    for (Tokens.Standing standing : standings) {
      Policy policy = standing.policy();
      policies
          .append(policies.isEmpty() ? "\"" : ", \"")
          .append(policy.name())
          .append("\";q=")
          .append(policy.quota())
          .append(";w=")
          .append(policy.span(standing.reset().minusSeconds(1)).seconds());
      left.append(left.isEmpty() ? "\"" : ", \"")
          .append(policy.name())
          .append("\";r=")
          .append(standing.remaining())
          .append(";t=")
          .append(standing.resetSeconds());
    }
    DoorFilter.header(request, "RateLimit-Policy", policies.toString());
    DoorFilter.header(request, "RateLimit", left.toString());
  }
}
